"""Keys for caches of functions whose arguments cannot be hashed. Source: pymc3.util."""

from __future__ import annotations

import functools
import pickle
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

REMEMBERED = 128  # cached results for one method of one object


def hashable(a: object = None) -> int:
    """Return a hash of any object.

    a: the object, an array of any shape too. Lists and dicts are hashed by their items, others by their pickle, else by
    attributes or identity.
    """
    if isinstance(a, dict):
        return hash(tuple((hashable(k), hashable(v)) for k, v in a.items()))
    if isinstance(a, tuple | list):
        return hash(tuple(hashable(i) for i in a))
    try:
        return hash(a)
    except TypeError:
        pass
    try:
        return hash(pickle.dumps(a))
    except Exception:
        return hashable(a.__dict__) if hasattr(a, "__dict__") else id(a)


class HashableWrapper:
    """An object with `hashable` as its hash; wrappers are equal if the objects are.

    obj: the object.
    """

    __slots__ = ("obj",)

    def __init__(self, obj: object) -> None:
        self.obj = obj

    def __hash__(self) -> int:
        return hashable(self.obj)

    def __eq__(self, other: object) -> bool:
        return self.obj == (other.obj if isinstance(other, HashableWrapper) else other)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.obj})"


def hash_key(*args: Any, **kwargs: Any) -> tuple[HashableWrapper, ...]:
    """Return a key for the arguments of a call, under which its result can be kept."""
    return tuple(HashableWrapper(a) for a in (*args, *kwargs.items()))


class WithMemoization:
    """The base class of objects whose methods keep results; pickles omit these."""

    def __hash__(self) -> int:
        return id(self)

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "_cache"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


def locally_cachedmethod(f: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that keeps its last results in the object itself.

    f: a method; arguments of any shape are compared by `pm.util.hashable`.
    """

    @functools.wraps(f)
    def remembered(self: Any, *args: Any, **kwargs: Any) -> Any:
        memory = self.__dict__.setdefault("_cache", {}).setdefault(f.__name__, OrderedDict())
        key = hash_key(*args, **kwargs)
        if key not in memory:
            memory[key] = f(self, *args, **kwargs)
            if len(memory) > REMEMBERED:
                memory.popitem(last=False)
        memory.move_to_end(key)
        return memory[key]

    return remembered


def biwrap(wrapper: Callable[..., Any]) -> Callable[..., Any]:
    """Return a decorator that can be used with and without arguments.

    wrapper: a decorator, whose first argument is the function; no arrays of any shape are involved.
    """

    @functools.wraps(wrapper)
    def enhanced(*args: Any, **kwargs: Any) -> Any:
        bound = bool(args) and hasattr(args[0], wrapper.__name__)
        return wrapper(*args, **kwargs) if len(args) > bound else functools.partial(wrapper, *args, **kwargs)

    return enhanced
