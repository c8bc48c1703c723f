"""Lists of elements of one type, as values in graphs. Source: theano.typed_list.type, .basic."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ....graph.types import Type, class_in_time


class TypedListType(Type):
    """The type of lists whose elements have one type. A call makes a variable.

    ttype: that type, such as a vector's. depth: how many more levels of lists there are; ValueError below 0.
    """

    compat_variable_class: Any = class_in_time("typed list", "compat_variable_class")
    compat_constant_class: Any = class_in_time("typed list", "compat_constant_class")

    def __init__(self, ttype: Type, depth: int = 0) -> None:
        if depth < 0:
            raise ValueError("Please specify a depth superior or equal to 0")
        if not isinstance(ttype, Type):
            raise TypeError(f"Expected a Theano Type, got {ttype!r}.")
        self.ttype: Any = ttype if depth == 0 else TypedListType(ttype, depth - 1)

    def filter(self, x: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if strict and not isinstance(x, list):
            raise TypeError(f"Expected a python list, got a {type(x).__name__}.")
        return [self.ttype.filter(v, strict=strict, allow_downcast=allow_downcast) for v in x]

    def get_depth(self) -> int:
        """Return the number of list levels around a list of the innermost elements."""
        return self.ttype.get_depth() + 1 if isinstance(self.ttype, TypedListType) else 0

    def values_eq(self, a: list[np.ndarray], b: list[np.ndarray]) -> bool:  # type: ignore[override]
        return len(a) == len(b) and all(self.ttype.values_eq(x, y) for x, y in zip(a, b, strict=True))

    def values_eq_approx(self, a: list[Any], b: list[Any]) -> bool:  # type: ignore[override]
        return len(a) == len(b) and all(self.ttype.values_eq_approx(x, y) for x, y in zip(a, b, strict=True))

    def may_share_memory(self, a: list[np.ndarray], b: np.ndarray | list[np.ndarray]) -> bool:
        return a is b or any(
            x is y or (isinstance(x, np.ndarray) and isinstance(y, np.ndarray) and np.may_share_memory(x, y))
            for x in _innermost(a)
            for y in _innermost(b)
        )

    def compat_fresh(self, value: Any, others: Sequence[Any]) -> Any:
        return copy.deepcopy(value) if any(self.may_share_memory(value, other) for other in others) else value

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.ttype == other.ttype  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.ttype))

    def __str__(self) -> str:
        return f"TypedList <{self.ttype}>"

    __repr__ = __str__


def _innermost(value: np.ndarray | list[np.ndarray]) -> Iterator[Any]:
    if isinstance(value, list):
        for v in value:
            yield from _innermost(v)
    else:
        yield value
