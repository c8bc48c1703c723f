"""Writes that change a column's type: pandas 3 refuses a value that its column's type cannot hold."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

from .restored_name import Narrowed


def _without_refusal(real: Callable[..., Any]) -> Callable[..., Any] | None:
    """Find the type that holds both, as until pandas 2: 0.5 among integers makes floats, a text makes objects."""
    if "raise_on_upcast" not in inspect.signature(real).parameters:
        return None

    @functools.wraps(real)
    def coerce_to_target_dtype(self: Any, other: Any, raise_on_upcast: bool = False) -> Any:
        return real(self, other, raise_on_upcast=False)

    return coerce_to_target_dtype


def _texts_as_objects(real: Callable[..., Any]) -> Callable[..., Any]:
    """Make objects of a column of texts where something else is written to it: its type was `object` until pandas 2."""
    name = real.__name__

    @functools.wraps(real)
    def write(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(self, *args, **kwargs)
        except TypeError:
            if str(self.dtype) != "str":
                raise
        return getattr(self.astype("object"), name)(*args, **kwargs)

    return write


TABLE = (
    Narrowed(
        "pandas.core.internals.blocks:Block",
        "coerce_to_target_dtype",
        _without_refusal,
        "a value that the column's type cannot hold changes the type",
    ),
    *(
        Narrowed(
            "pandas.core.internals.blocks:EABackedBlock",
            name,
            _texts_as_objects,
            "anything can be written to a column of texts, which becomes objects",
        )
        for name in ("setitem", "where", "putmask")
    ),
)
