"""Calls the optional methods by which an Op describes its C code, in the signatures of all releases."""

from __future__ import annotations

import inspect
from typing import Any

from ...graph.op import Op


def ask(owner: Op, method: str, *given: Any, otherwise: str | tuple[Any, ...] | None) -> Any:
    """Call a method of an Op; return `otherwise` if the Op lacks it, or if it raises NotImplementedError.

    A method with one more positional parameter is passed None for it: the compiler, which Theano passed to some.
    """
    function = getattr(owner, method, None)
    if function is None:
        return otherwise
    kinds = [p.kind for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    taken = sum(kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD) for kind in kinds)
    try:
        found = function(*given, *[None] * (taken - len(given)))
    except NotImplementedError:  # MethodNotDefined is a subclass
        return otherwise
    return otherwise if found is None else found


def listed(owner: Op, method: str) -> list[str]:
    """Return the texts that a method lists: headers, folders, libraries, options."""
    found = ask(owner, method, otherwise=())
    return [found] if isinstance(found, str) else [str(text) for text in found]
