"""Variables and constants whose values are lists. Source: theano.typed_list.basic."""

from __future__ import annotations

from typing import Any

from ....graph.variable import Constant, Variable
from ....ops.tensor_variable import Tensor
from . import typed_list as functions
from .typed_list_type import TypedListType


class TypedListOperators:
    """Operators of variables of a TypedListType: those of Python's lists, but nothing is changed in place."""

    type: Any

    ttype = property(lambda self: self.type.ttype)
    dtype = property(lambda self: self.type.ttype.dtype)
    ndim = property(lambda self: self.type.ttype.ndim + 1)

    def __getitem__(self, index: Tensor | int | slice) -> Any:
        return functions.getitem(self, index)

    def __len__(self) -> Any:
        """Return the length as a variable. Python's `len` accepts only numbers, so it must be called by name."""
        return functions.length(self)

    def __bool__(self) -> bool:
        return True  # otherwise Python would ask for the length

    def __iter__(self) -> Any:
        raise TypeError(f"The length of {self} is not known when the graph is built: take its elements by index.")

    def append(self, toAppend: Tensor) -> Any:
        return functions.append(self, toAppend)

    def extend(self, toAppend: Variable) -> Any:
        return functions.extend(self, toAppend)

    def insert(self, index: int, toInsert: Variable) -> Any:
        return functions.insert(self, index, toInsert)

    def remove(self, toRemove: Variable) -> Any:
        return functions.remove(self, toRemove)

    def reverse(self) -> Any:
        return functions.reverse(self)

    def count(self, elem: Variable) -> Any:
        return functions.count(self, elem)

    def ind(self, elem: Variable) -> Any:
        """Return the position of the first element equal to `elem`; `index` is an attribute of every variable."""
        return functions.index_(self, elem)


class TypedListVariable(TypedListOperators, Variable):
    """A variable whose value is a list; it has the methods of Python's lists, which return new ones.

    type: a TypedListType. owner, index, name: those of any variable.
    """


class TypedListConstant(TypedListOperators, Constant):
    """A constant list.

    type: a TypedListType. data: a list of values of any shape of its type. name: its name.
    """

    def signature(self) -> Any:
        return TypedListConstant, id(self)


TypedListType.compat_variable_class = TypedListVariable
TypedListType.compat_constant_class = TypedListConstant
