"""Graphs that are built once per object, by `node_property`.

Source: pymc3.util.WithMemoization and pymc3.variational.opvi.node_property.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any

from ...settings import config


class WithMemory:
    """Caches results in the attribute `_cache`, name -> arguments -> value; they are not pickled."""

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_cache"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)


def remembered(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method of a WithMemory that caches its results; it computes no test values."""

    @wraps(method)
    def run(self: WithMemory, *args: Any) -> Any:
        known = self.__dict__.setdefault("_cache", defaultdict(dict))[method.__qualname__]
        if args not in known:
            with config.change_flags(compute_test_value="off"):
                known[args] = method(self, *args)
        return known[args]

    return run


def node_property(f: Callable[..., Any]) -> Any:
    """Return a property that builds its graph once.

    f: the method that builds it, of any shape; or a name for the graph, and then a decorator is returned.
    """
    if not isinstance(f, str):
        return property(remembered(f))

    def decorate(inner: Callable[..., Any]) -> Any:
        @wraps(inner)
        def named(self: Any) -> Any:
            node = inner(self)
            node.name = f
            return node

        return property(remembered(named))

    return decorate
