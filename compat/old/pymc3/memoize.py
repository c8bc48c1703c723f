"""Functions that cache their results. Source: pymc3.memoize, of PyMC3 before 3.9."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from ...importing.module_getattr import absent_from
from ...models.modelling.hashing import WithMemoization, biwrap, hashable

CACHE_REGISTRY: list[dict[Any, Any]] = []


@biwrap
def memoize(obj: Callable[..., Any], bound: bool = False) -> Callable[..., Any]:
    """Decorate a function to return the results of earlier calls with equal arguments.

    obj: the function. bound: whether it is a method; then results are in `_cache` of the object, else in `cache` of the
    function. Arguments of any shape are compared by `pm.util.hashable`.
    """
    if not bound:
        obj.cache = {}  # type: ignore[attr-defined]
        CACHE_REGISTRY.append(obj.cache)  # type: ignore[attr-defined]

    @functools.wraps(obj)
    def remembered(*args: Any, **kwargs: Any) -> Any:
        if bound:
            cache = args[0].__dict__.setdefault("_cache", {}).setdefault(obj.__name__, {})
        else:
            cache = obj.cache  # type: ignore[attr-defined]
        key = hashable(args[bound:]), hashable(kwargs)
        if key not in cache:
            cache[key] = obj(*args, **kwargs)
        return cache[key]

    return remembered


def clear_cache(obj: Any = None) -> None:
    """Clear the results that `memoize` keeps.

    obj: a function, an object whose methods are cached, or None for all functions.
    """
    if obj is None:
        caches = CACHE_REGISTRY
    else:
        caches = list(getattr(obj, "_cache", {}).values()) if isinstance(obj, WithMemoization) else [obj.cache]
    for cache in caches:
        cache.clear()


__all__ = ["CACHE_REGISTRY", "WithMemoization", "biwrap", "clear_cache", "hashable", "memoize"]
__getattr__ = absent_from(__name__)
