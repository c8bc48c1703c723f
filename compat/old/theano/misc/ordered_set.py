"""A set that keeps the order in which it was filled. Source of the names: theano.misc.ordered_set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSet
from typing import Any

from ....importing.module_getattr import absent_from


class OrderedSet(MutableSet):
    """A set that keeps the order in which it was filled; equal to another only in the same order.

    iterable: the first elements, or None.
    """

    def __init__(self, iterable: Iterable[Any] | None = None) -> None:
        self._items: dict[Any, None] = dict.fromkeys(iterable or ())

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[Any]:
        return reversed(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def add(self, key: object) -> None:
        self._items[key] = None

    def discard(self, key: object) -> None:
        self._items.pop(key, None)

    def update(self, iterable: Iterable[Any]) -> None:
        self._items.update(dict.fromkeys(iterable))

    def union(self, s: Iterable[Any]) -> OrderedSet:
        return OrderedSet([*self, *s])

    def pop(self, last: bool = True) -> Any:
        if not self._items:
            raise KeyError("set is empty")
        key = next(reversed(self)) if last else next(iter(self))
        del self._items[key]
        return key

    def copy(self) -> OrderedSet:
        return OrderedSet(self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, OrderedSet):
            return list(self) == list(other)
        return isinstance(other, set | frozenset) and set(self) == other

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


__all__ = ["OrderedSet"]
__getattr__ = absent_from(__name__)
