"""Ops on lists of values of one type; each returns a new list. Source: theano.typed_list.basic.

They run in Python between compiled parts and have no gradients. `inplace` does not change values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....graph.arrays import Array, ArrayModule
from ....graph.op import Op
from ....graph.types import TensorType
from ....graph.variable import Apply, Variable
from ....ops.indexing.slice_type import SliceType, slicetype
from ....ops.tensor_op import TensorOp, as_tensor
from ....settings import config
from .typed_list_type import TypedListType


def _list(x: Variable, op: Op) -> Any:
    if not isinstance(getattr(x, "type", None), TypedListType):
        raise TypeError(f"{op} takes a typed list, got {x}.")
    return x


def _element(x: Any, value: Variable, op: Op) -> Any:
    """Return `value` as a variable of the element type of `x`. TypeError for another type."""
    wanted = x.type.ttype
    value = value if isinstance(value, Variable) else wanted.make_constant(value)
    if value.type != wanted:
        raise TypeError(f"{op}: the elements of `{x}` are {wanted}, `{value}` is {value.type}.")
    return value


def _position(index: Any, op: Op) -> Any:
    index = index if isinstance(index, Variable) else as_tensor(np.int64(index))
    if getattr(index.type, "ndim", -1) != 0 or index.type.dtype != "int64":
        raise TypeError(
            f"{op}: a position is an int64 scalar, `{index}` is {index.type}. Expected scalar or slice as index."
        )
    return index


class ListOp(TensorOp):
    """An Op on lists; `values` computes the output from Python lists."""

    def values(self, node: Apply, *inputs: Any) -> Any:
        raise NotImplementedError

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        if all(isinstance(v.type, TensorType) and not v.type.ndim for v in node.outputs):
            return [()]
        return None

    def compat_array(self, xp: ArrayModule, node: Apply, *inputs: Array) -> list[Any]:
        if xp is not np:
            raise NotImplementedError(
                f"{self} works on Python lists, which JAX cannot trace: join the arrays with tensor.stack instead."
            )
        return [self.values(node, *inputs)]


@dataclass(frozen=True, repr=False)
class GetItem(ListOp):
    """The element x[index] of a list, or a list for a slice. `theano.typed_list.getitem` is an instance."""

    def make_node(self, x: Any, index: Any) -> Apply:
        x = _list(x, self)
        if isinstance(index, slice):
            index = slicetype.make_constant(index)
        if isinstance(getattr(index, "type", None), SliceType):
            return Apply(self, [x, index], [x.type()])
        return Apply(self, [x, _position(index, self)], [x.type.ttype()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, index = inputs
        found = x[index if isinstance(index, slice) else int(index)]
        return found.copy() if isinstance(found, np.ndarray) else found


@dataclass(frozen=True, repr=False)
class Append(ListOp):
    """A list with one more element at the end. `theano.typed_list.append` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    def make_node(self, x: Any, toAppend: Any) -> Apply:
        x = _list(x, self)
        return Apply(self, [x, _element(x, toAppend, self)], [x.type()])

    def values(self, node: Apply, *inputs: np.ndarray | list[np.ndarray]) -> Any:
        return [*inputs[0], inputs[1]]


@dataclass(frozen=True, repr=False)
class Extend(ListOp):
    """A list followed by the elements of another one of its type. `theano.typed_list.extend` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    def make_node(self, x: Any, toAppend: Any) -> Apply:
        x = _list(x, self)
        toAppend = toAppend if isinstance(toAppend, Variable) else x.type.make_constant(toAppend)
        if toAppend.type != x.type:
            raise TypeError(f"{self}: `{x}` is {x.type}, `{toAppend}` is {toAppend.type}.")
        return Apply(self, [x, toAppend], [x.type()])

    def values(self, node: Apply, *inputs: list[np.ndarray]) -> Any:
        return [*inputs[0], *inputs[1]]


@dataclass(frozen=True, repr=False)
class Insert(ListOp):
    """A list with an element inserted before a position. `theano.typed_list.insert` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    def make_node(self, x: Any, index: Any, toInsert: Any) -> Apply:
        x = _list(x, self)
        return Apply(self, [x, _position(index, self), _element(x, toInsert, self)], [x.type()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        x, index, element = inputs
        result = list(x)
        result.insert(int(index), element)
        return result


@dataclass(frozen=True, repr=False)
class Remove(Append):
    """A list without the first element equal to a given one; the list itself if there is none.

    `theano.typed_list.remove` is an instance. inplace: does not change values.
    """

    def make_node(self, x: Any, toRemove: Any) -> Apply:
        return super().make_node(x, toRemove)

    def values(self, node: Apply, *inputs: Any) -> Any:
        at = _positions(node, *inputs)
        return [v for k, v in enumerate(inputs[0]) if not at or k != at[0]]


@dataclass(frozen=True, repr=False)
class Reverse(ListOp):
    """A list in reverse order. `theano.typed_list.reverse` is an instance.

    inplace: does not change values.
    """

    inplace: bool = False

    def make_node(self, x: Any) -> Apply:
        return Apply(self, [_list(x, self)], [x.type()])

    def values(self, node: Apply, *inputs: list[np.ndarray]) -> Any:
        return inputs[0][::-1]


def _positions(node: Apply, x: list[np.ndarray], element: np.ndarray) -> list[int]:
    same = node.inputs[0].type.ttype.values_eq  # type: ignore[attr-defined]
    return [k for k, v in enumerate(x) if same(v, element)]


@dataclass(frozen=True, repr=False)
class Index(ListOp):
    """The position, as floatX, of the first element of a list equal to a given one. ValueError if there is none.

    `theano.typed_list.index_` is an instance.
    """

    def make_node(self, x: Any, elem: Any) -> Apply:
        x = _list(x, self)
        return Apply(self, [x, _element(x, elem, self)], [TensorType(config.floatX, ())()])

    def values(self, node: Apply, *inputs: Any) -> Any:
        at = _positions(node, *inputs)
        if not at:
            raise ValueError(f"`{node.inputs[1]}` is not in the list `{node.inputs[0]}`.")
        return np.asarray(at[0], node.outputs[0].type.dtype)  # type: ignore[attr-defined]


@dataclass(frozen=True, repr=False)
class Count(Index):
    """The number of elements of a list equal to a given one, as floatX. `theano.typed_list.count` is an instance."""

    def values(self, node: Apply, *inputs: Any) -> Any:
        return np.asarray(len(_positions(node, *inputs)), node.outputs[0].type.dtype)  # type: ignore[attr-defined]


@dataclass(frozen=True, repr=False)
class Length(ListOp):
    """The number of elements of a list, int64. `theano.typed_list.length` is an instance."""

    def make_node(self, x: Any) -> Apply:
        return Apply(self, [_list(x, self)], [TensorType("int64", ())()])

    def values(self, node: Apply, *inputs: list[np.ndarray]) -> Any:
        return np.asarray(len(inputs[0]), "int64")


@dataclass(frozen=True, repr=False)
class MakeList(ListOp):
    """A list of variables of one type, from a tuple or list of them, or of values.

    `theano.typed_list.make_list` is an instance.
    """

    def make_node(self, a: object) -> Apply:
        if not isinstance(a, tuple | list) or not a:
            raise TypeError(f"make_list takes a tuple or list of variables, got {a!r}.")
        elements = [v if isinstance(v, Variable) else as_tensor(v) for v in a]
        if any(v.type != elements[0].type for v in elements):
            raise TypeError(
                "MakeList need all input variable to be of the same type: got "
                f"{', '.join(str(v.type) for v in elements)}."
            )
        return Apply(self, elements, [t() for t in self.compat_result_types(*(v.type for v in elements))])

    def compat_result_types(self, *types: Any) -> list[Any]:
        return [TypedListType(types[0])]

    def values(self, node: Apply, *inputs: np.ndarray) -> Any:
        return list(inputs)


getitem, append, extend, insert = GetItem(), Append(), Extend(), Insert()
remove, reverse, index_, count = Remove(), Reverse(), Index(), Count()
length, make_list = Length(), MakeList()
