"""Keywords by other names: where releases call a parameter differently, a call by either name means the same."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def also_named(**names: str) -> Callable[[Function], Function]:
    """Let a function take keywords by further names: `also_named(r="var")` takes `r=` for its parameter `var`.

    The function keeps its signature; its attribute `also_named` has the names.
    """

    def decorate(function: Function) -> Function:
        @functools.wraps(function)
        def call(*args: Any, **keywords: Any) -> Any:
            for other in names.keys() & keywords.keys():
                if names[other] in keywords:
                    raise TypeError(f"{function.__name__}() got both {names[other]}= and {other}=, which are the same.")
                keywords[names[other]] = keywords.pop(other)
            return function(*args, **keywords)

        call.also_named = names  # type: ignore[attr-defined]
        return call  # type: ignore[return-value]

    return decorate


__all__ = ["also_named"]
