"""The backend in which a chain is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...models.backends.base import BaseTrace, MultiTrace
from ...models.backends.memory import NDArray

Callback = Callable[..., Any] | None  # called as (trace=, draw=) after each draw


def choose_backend(
    trace: BaseTrace | MultiTrace | str | Sequence[Any] | None, chain: int, make: type = NDArray, **kwds: Any
) -> Any:
    """Return the backend for a chain: the user's, the chain of a MultiTrace to continue, or arrays in memory."""
    if isinstance(trace, BaseTrace):
        return trace
    if isinstance(trace, MultiTrace):
        return trace._straces[chain]
    if isinstance(trace, str):
        from ...models.backends.shortcuts import _shortcuts  # the backends on disk: where one is asked for by its name

        if trace not in _shortcuts:
            raise ValueError(f"Argument `trace` is invalid: {trace!r} is none of {', '.join(map(repr, _shortcuts))}.")
        return _shortcuts[trace]["backend"](_shortcuts[trace]["name"], **kwds)
    return make(**kwds) if trace is None else make(vars=trace, **kwds)
