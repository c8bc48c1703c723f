"""Lists whose elements are of one type, as values of a graph. Source: theano.typed_list.type, .basic."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from compat.graph.types import Type
from compat.graph.variable import Constant, Variable


class TypedListType(Type):
    """A list of values of `ttype`; `depth` more levels of lists around them."""

    def __init__(self, ttype: Type, depth: int = 0) -> None:
        if depth < 0:
            raise ValueError("Please specify a depth superior or equal to 0")
        if not isinstance(ttype, Type):
            raise TypeError(f"Expected a Theano Type, got {ttype!r}.")
        self.ttype: Any = ttype if depth == 0 else TypedListType(ttype, depth - 1)

    def filter(self, data: Any, strict: bool = False, allow_downcast: bool | None = None) -> Any:
        if strict and not isinstance(data, list):
            raise TypeError(f"Expected a python list, got a {type(data).__name__}.")
        return [self.ttype.filter(v, strict=strict, allow_downcast=allow_downcast) for v in data]

    def get_depth(self) -> int:
        """How many lists are around a list of the innermost elements."""
        return self.ttype.get_depth() + 1 if isinstance(self.ttype, TypedListType) else 0

    def values_eq(self, a: Any, b: Any) -> bool:  # type: ignore[override]
        return len(a) == len(b) and all(self.ttype.values_eq(x, y) for x, y in zip(a, b, strict=True))

    def values_eq_approx(self, a: Any, b: Any) -> bool:  # type: ignore[override]
        return len(a) == len(b) and all(self.ttype.values_eq_approx(x, y) for x, y in zip(a, b, strict=True))

    def may_share_memory(self, a: Any, b: Any) -> bool:
        return a is b or any(x is y or (isinstance(x, np.ndarray) and isinstance(y, np.ndarray)
                                        and np.may_share_memory(x, y)) for x in _innermost(a) for y in _innermost(b))

    def fresh(self, value: Any, others: Sequence[Any]) -> Any:
        return copy.deepcopy(value) if any(self.may_share_memory(value, other) for other in others) else value

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.ttype == other.ttype  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.ttype))

    def __str__(self) -> str:
        return f"TypedList <{self.ttype}>"

    __repr__ = __str__


def _innermost(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for v in value:
            yield from _innermost(v)
    else:
        yield value


class TypedListOperators:
    """What variables of a TypedListType answer to: as Python's lists, but nothing is changed in place."""

    type: Any

    ttype = property(lambda self: self.type.ttype)
    dtype = property(lambda self: self.type.ttype.dtype)
    ndim = property(lambda self: self.type.ttype.ndim + 1)

    def __getitem__(self, index: Any) -> Any:
        from compat.ops.lists.typed_list import getitem

        return getitem(self, index)

    def __len__(self) -> Any:
        """The length as a variable: by name, since Python's `len` takes numbers alone."""
        from compat.ops.lists.typed_list import length

        return length(self)

    def __bool__(self) -> bool:
        return True  # or Python would ask for the length

    def __iter__(self) -> Any:
        raise TypeError(f"The length of {self} is not known when the graph is built: take its elements by index.")

    def append(self, toAppend: Any) -> Any:
        from compat.ops.lists.typed_list import append

        return append(self, toAppend)

    def extend(self, toAppend: Any) -> Any:
        from compat.ops.lists.typed_list import extend

        return extend(self, toAppend)

    def insert(self, index: Any, toInsert: Any) -> Any:
        from compat.ops.lists.typed_list import insert

        return insert(self, index, toInsert)

    def remove(self, toRemove: Any) -> Any:
        from compat.ops.lists.typed_list import remove

        return remove(self, toRemove)

    def reverse(self) -> Any:
        from compat.ops.lists.typed_list import reverse

        return reverse(self)

    def count(self, elem: Any) -> Any:
        from compat.ops.lists.typed_list import count

        return count(self, elem)

    def ind(self, elem: Any) -> Any:
        """The position of the first element that equals `elem`; `index` is an attribute of every variable."""
        from compat.ops.lists.typed_list import index_

        return index_(self, elem)


class TypedListVariable(TypedListOperators, Variable):
    """A list to come."""


class TypedListConstant(TypedListOperators, Constant):
    """A list that is part of the graph."""

    def signature(self) -> Any:
        return TypedListConstant, id(self)


TypedListType.variable_class = TypedListVariable
TypedListType.constant_class = TypedListConstant
