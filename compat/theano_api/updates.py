"""`OrderedUpdates`: updates of shared variables, in order. Source of the behaviour: theano.updates."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from ..graph.variable import SharedVariable, Variable
from ..importing.module_getattr import absent_from


class OrderedUpdates(OrderedDict):
    """A dict from shared variables to their new values.

    Raises TypeError for other keys, KeyError where a sum of two would give a variable two values.
    """

    def __setitem__(self, key: Variable, value: Variable) -> None:
        if not isinstance(key, SharedVariable):
            raise TypeError("OrderedUpdates keys must inherit from SharedVariable", key)
        super().__setitem__(key, value)

    def update(self, other: Any = None) -> None:  # type: ignore[override]
        if other is None:
            return
        pairs: Iterable[Any] = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            if key in self and self[key] is not value:
                raise KeyError("Collision", key)
            self[key] = value

    def __add__(self, other: object) -> OrderedUpdates:
        both = OrderedUpdates(self)
        both.update(other)
        return both

    def __radd__(self, other: Any) -> OrderedUpdates:
        both = OrderedUpdates(other)
        both.update(self)
        return both


__all__ = ["OrderedUpdates", "SharedVariable"]
__getattr__ = absent_from(__name__)
