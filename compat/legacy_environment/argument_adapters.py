"""Ways to let a function take what it once took."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def by_position(real: Function) -> Function | None:
    """Arguments that must be named now are taken by position too, in the order in which they stand."""
    parameters = inspect.signature(real).parameters.values()
    first = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    named = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    if not named or any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return None

    @functools.wraps(real)
    def wider(*args: Any, **kwargs: Any) -> Any:
        more = args[len(first) :]
        if more and len(more) <= len(named):
            return real(*args[: len(first)], **dict(zip(named, more, strict=False)), **kwargs)
        return real(*args, **kwargs)

    return wider


def in_old_order(*names: str) -> Callable[[Function], Function]:
    """Two arguments by position and more, where the real function takes one, are these. One alone is left as it is."""

    def widen(real: Function) -> Function:
        @functools.wraps(real)
        def wider(*args: Any, **kwargs: Any) -> Any:
            if 1 < len(args) <= len(names):
                return real(**dict(zip(names, args, strict=False)), **kwargs)
            return real(*args, **kwargs)

        return wider

    return widen


def old_keywords(**new: Any) -> Callable[[Function], Function | None]:
    """Old keyword = its new name, or a function from its value to the keywords that say it now. Where the real function
    still takes one, that is left alone."""

    def widen(real: Function) -> Function | None:
        known = inspect.signature(real).parameters
        gone = {name: how for name, how in new.items() if name not in known}
        if not gone:
            return None

        @functools.wraps(real)
        def wider(*args: Any, **kwargs: Any) -> Any:
            for name in gone.keys() & kwargs.keys():
                value, how = kwargs.pop(name), gone[name]
                kwargs |= {how: value} if isinstance(how, str) else how(value)
            return real(*args, **kwargs)

        return wider

    return widen


def dropped(value: Any) -> dict[str, Any]:
    """For a keyword that says nothing any more."""
    return {}
