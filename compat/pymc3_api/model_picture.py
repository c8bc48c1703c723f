"""The picture of a model. It needs the package graphviz, so it is imported where a picture is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphviz

from theano_common.installing import GRAPHVIZ_PROGRAMS


class ModelPicture(graphviz.Digraph):
    """A Digraph that says in a sentence what to install where Graphviz's programs are missing."""

    def pipe(self, *args: Any, **kwargs: Any) -> Any:
        return _drawn(super().pipe, args, kwargs)

    def render(self, *args: Any, **kwargs: Any) -> Any:
        return _drawn(super().render, args, kwargs)

    def unflatten(self, *args: Any, **kwargs: Any) -> Any:
        return _drawn(super().unflatten, args, kwargs)

    def _repr_mimebundle_(self, *args: Any, **kwargs: Any) -> Any:
        """Return what a notebook shows: the sentence in place of the picture, and no traceback."""
        try:
            return super()._repr_mimebundle_(*args, **kwargs)
        except graphviz.ExecutableNotFound as error:
            return {"text/plain": str(error)}


def _drawn(draw: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    try:
        return draw(*args, **kwargs)
    except graphviz.ExecutableNotFound as error:
        error.args = (f"{GRAPHVIZ_PROGRAMS} (`.source` is the text that it would draw.)",)
        raise error.with_traceback(None) from None
