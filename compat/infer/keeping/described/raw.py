"""Reading attributes without running what classes define for that: no property, no `__getattr__`, no `__class__`."""

from __future__ import annotations

import copyreg
import sys
from types import (
    BuiltinFunctionType,
    ClassMethodDescriptorType,
    FunctionType,
    GetSetDescriptorType,
    MemberDescriptorType,
    MethodDescriptorType,
    WrapperDescriptorType,
)
from typing import Any

from .sources import OURS, contents, release

_HEAP = 1 << 9  # of a class's flags: it was made while Python ran
_IN_C = (MethodDescriptorType, WrapperDescriptorType, ClassMethodDescriptorType)
BUILT_IN = (dict, list, tuple, set, frozenset, int, float, complex, str, bytes)  # what a class may extend, and is read


def lineage(kind: type) -> tuple[type, ...]:
    """Return a class and all its bases."""
    return type.__dict__["__mro__"].__get__(kind)  # type: ignore[no-any-return]


def is_a(value: Any, *kinds: type) -> bool:
    """Return whether the class of `value` extends one of `kinds`."""
    return any(one is kind for one in lineage(type(value)) for kind in kinds)


def namespace(kind: type) -> dict[str, Any]:
    """Return what a class itself defines."""
    return dict(type.__dict__["__dict__"].__get__(kind))


def name_of(kind: type) -> tuple[Any, str]:
    """Return (the name of its module, its name there) of a class."""
    return type.__dict__["__module__"].__get__(kind), type.__dict__["__qualname__"].__get__(kind)


def home(kind: type) -> str | None:
    """Return the release that a class is of, if it is found there by its name; None for a user's class."""
    module, path = name_of(kind)
    of = release(module)
    if of is None or of == OURS or not type.__dict__["__flags__"].__get__(kind) & _HEAP:
        return of
    found: Any = contents(sys.modules.get(module))
    for part in path.split("."):
        found = found.get(part) if type(found) is dict else namespace(found).get(part) if is_a(found, type) else None
    return of if found is kind or _is_in_c(kind) else None


def attributes(value: Any) -> dict[str, Any]:
    """Return the attributes of an object by name: of its dict and its slots."""
    found: dict[str, Any] = {}
    for kind in lineage(type(value)):
        for name, one in namespace(kind).items():
            if type(one) is MemberDescriptorType and one.__objclass__ is kind:
                try:
                    found.setdefault(name, one.__get__(value, type(value)))
                except AttributeError:  # nothing is there yet
                    pass
            elif name == "__dict__" and type(one) is GetSetDescriptorType:
                held = one.__get__(value, type(value))
                found.update(held if type(held) is dict else {})
    return found


def has_more_in_c(value: Any) -> bool:
    """Return whether an object holds more than attributes and the contents of a built-in container."""
    return any(_is_in_c(kind) for kind in lineage(type(value))[:-1] if not any(kind is one for one in BUILT_IN))


def _is_in_c(kind: type) -> bool:
    if not type.__dict__["__flags__"].__get__(kind) & _HEAP:
        return True
    own = namespace(kind)
    new = own.get("__new__")
    return any(type(one) in _IN_C and one.__objclass__ is kind for one in own.values()) or (
        type(new) is BuiltinFunctionType and new.__self__ is kind
    )


def reduced(value: Any) -> Any:
    """Return what pickle would keep of an object in C, if that asks no Python code of its class; else None."""
    kind = type(value)
    if any(home(one) is None for one in lineage(kind)):
        return None
    known = copyreg.dispatch_table.get(kind)
    if known is not None and type(known) is FunctionType and release(known.__globals__.get("__name__")) is None:
        return None
    if known is None:
        for name in ("__reduce_ex__", "__reduce__", "__getstate__"):
            found = next((namespace(one)[name] for one in lineage(kind) if name in namespace(one)), None)
            if type(found) is FunctionType:
                return None
    try:
        return known(value) if known is not None else kind.__reduce_ex__(value, 4)
    except Exception:  # whatever an extension raises for what it cannot pickle
        return None


def items_of(parts: tuple[Any, ...]) -> list[Any]:
    """Return the parts of what `reduced` gave, with the items of a list or a dict, which are made for it, as lists."""
    return [list(part) if k in (3, 4) and part is not None else part for k, part in enumerate(parts)]


__all__ = [
    "BUILT_IN",
    "attributes",
    "has_more_in_c",
    "home",
    "is_a",
    "items_of",
    "lineage",
    "name_of",
    "namespace",
    "reduced",
]
