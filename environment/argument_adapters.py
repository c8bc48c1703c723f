"""Adapters that let a function accept its former arguments."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

Function = Callable[..., Any]


def by_position(real: Function) -> Function | None:
    """Accept keyword-only arguments by position too, in the order of the signature."""
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


def by_old_position(order: str, given: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> Any:
    """Accept arguments by position in the order that they had, which the present signature no longer shows.

    order: the names then, `self` left out. given: what is done with the named arguments before the call.
    """
    names = order.split()

    def widen(real: Function) -> Function:
        @functools.wraps(real)
        def wider(*args: Any, **kwargs: Any) -> Any:
            if 1 < len(args) <= len(names) + 1:
                named = dict(zip(names, args[1:], strict=False))
                if named.keys() & kwargs.keys():
                    return real(*args, **kwargs)  # says what is given twice
                return real(args[0], **given({**named, **kwargs}))
            return real(*args, **given(kwargs))

        return wider

    return widen


def in_old_order(*names: str) -> Callable[[Function], Function]:
    """Read two or more positional arguments as `names`, where the real function takes one; leave a single one alone."""

    def widen(real: Function) -> Function:
        @functools.wraps(real)
        def wider(*args: Any, **kwargs: Any) -> Any:
            if 1 < len(args) <= len(names):
                return real(**dict(zip(names, args, strict=False)), **kwargs)
            return real(*args, **kwargs)

        return wider

    return widen


def old_keywords(**new: Any) -> Callable[[Function], Function | None]:
    """Translate old keywords to a new name, or by a function from the value to the new keywords."""

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
    """Translate a keyword that has no meaning any more to nothing."""
    return {}
