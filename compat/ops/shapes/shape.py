"""Ops on shapes: Shape, DimShuffle, Reshape, Rebroadcast. Source: theano.tensor.basic, theano.tensor.elemwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import InitVar, dataclass
from math import prod
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.other_names import also_named
from ...graph.types import DisconnectedType, TensorType
from ...graph.variable import Apply, Constant, Variable
from ..c_forms import Access, Lengths
from ..elementwise.functions import eq, floor_div, maximum, neg, switch
from ..known_values import is_one
from ..tensor_op import (
    TensorOp,
    as_tensor,
    constant,
    dimension,
    disconnected,
    tensor_type,
    zero_gradient,
)
from ..tensor_types import TensorLike


@dataclass(frozen=True, init=False)
class ShapeI(TensorOp):
    """The length of one dimension of the input, an int64 scalar.

    i: the number of the dimension. `theano.compile.ops.shape_i(x, i)` makes it of a tensor of any shape.
    """

    axis: int

    @also_named(axis="i")
    def __init__(self, i: int) -> None:
        object.__setattr__(self, "axis", int(i))

    def make_node(self, x: Any) -> Apply:
        x = with_shape(x)
        return Apply(self, [x], [t() for t in self.compat_result_types(x.type)])

    def compat_result_types(self, x: Any) -> list[TensorType]:
        if self.axis >= x.ndim:
            raise TypeError(f"{x} has no dimension {self.axis}.")
        return [tensor_type("int64", ())]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [()]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected()]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False]]

    def compat_known_number(self, node: Apply) -> int | None:
        return length_of_dimension(node.inputs[0], self.axis)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [np.asarray(np.shape(x)[self.axis], dtype="int64")]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        return c.wide(c.length(node.inputs[0], self.axis))


@dataclass(frozen=True)
class Shape(TensorOp):
    """The shape of the input, an int64 vector. `x.shape` makes it."""

    make_node = ShapeI.make_node

    def compat_result_types(self, x: TensorLike) -> list[TensorType]:
        return [tensor_type("int64", (False,))]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(node.inputs[0].type.ndim,)]

    compat_gradient = ShapeI.compat_gradient
    compat_connection = ShapeI.compat_connection

    def compat_elements(self, node: Apply) -> list[Any]:
        return list(shape_of(node.inputs[0]))

    def compat_known_length(self, node: Apply) -> int:
        return int(node.inputs[0].type.ndim)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        return [np.asarray(np.shape(x), dtype="int64")]

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        lengths = c.lengths(node.inputs[0])
        return c.code(f"((const int64_t[]){{{{{', '.join(['{}'] * len(lengths))}}}}})[{{}}]", *lengths, index[0])


def shape(x: Any) -> Any:
    """Return the shape of `x` as an int64 vector variable.

    x: a tensor of any rank.
    """
    return Shape()(x)


def with_shape(x: TensorLike) -> Any:
    """Return `x` itself if it is a non-tensor with a shape (a sparse matrix), else as a tensor."""
    type_ = getattr(x, "type", None)
    return x if hasattr(type_, "ndim") and not isinstance(type_, TensorType) else as_tensor(x)


def shape_of(x: Any) -> tuple[Any, ...]:
    """Return the lengths of `x` as int64 scalar variables, constants where the type determines them."""
    if isinstance(x, Constant):
        return tuple(constant(np.int64(n)) for n in x.data.shape)
    known = known_lengths(x)
    return tuple(ShapeI(d)(x) if n is None else constant(np.int64(n)) for d, n in enumerate(known))


def known_lengths(x: Variable) -> tuple[int | None, ...]:
    """Return the lengths that a leaf's type (1 if broadcastable) or its annotation gives."""
    declared = x.compat_annotation.lengths
    pattern = getattr(x.type, "broadcastable", (False,) * x.type.ndim)
    return tuple(1 if one else None if declared is None else declared[d] for d, one in enumerate(pattern))


def length_of_dimension(x: Variable, at: int) -> int | None:
    """Return the length of a dimension of a constant, or of one that is declared broadcastable."""
    pattern = getattr(x.type, "broadcastable", ())
    if x.owner is not None and isinstance(x.owner.op, Rebroadcast):
        pattern = [a or b for a, b in zip(pattern, x.owner.inputs[0].type.broadcastable, strict=True)]
    if not -len(pattern) <= at < len(pattern):
        return None
    if isinstance(x, Constant):
        return int(x.data.shape[at])
    return 1 if pattern[at] else None


@dataclass(frozen=True)
class DimShuffle(TensorOp):
    """Dimensions permuted, dropped where broadcastable, or new of length 1: what `x.dimshuffle(1, "x", 0)` applies.

    input_broadcastable: the pattern of the input, a bool for each dimension.
    new_order: for each dimension of the result that of the input, or "x"; what it leaves out must have length 1.
    inplace: without an effect.
    """

    input_broadcastable: tuple[bool, ...]
    new_order: tuple[Any, ...]
    inplace: InitVar[bool] = True

    @property
    def shuffle(self) -> list[int]:
        """The dimensions of the input that are kept, in their new order."""
        return [d for d in self.new_order if d != "x"]

    @property
    def drop(self) -> list[int]:
        """The dimensions of the input that are left out."""
        return [d for d in range(len(self.input_broadcastable)) if d not in self.new_order]

    @property
    def augment(self) -> list[int]:
        """The dimensions of the result that are new."""
        return [i for i, d in enumerate(self.new_order) if d == "x"]

    @property
    def transposition(self) -> list[int]:
        """The dimensions of the input, those that are kept first."""
        return self.shuffle + self.drop

    def __post_init__(self, inplace: bool) -> None:
        object.__setattr__(self, "input_broadcastable", tuple(self.input_broadcastable))
        object.__setattr__(self, "new_order", tuple(self.new_order))
        ndim = len(self.input_broadcastable)
        kept = self.shuffle
        for d in kept:
            if not isinstance(d, int) or d < 0 or d >= ndim:
                raise ValueError(f"new_order[{self.new_order.index(d)}] is {d}, but the input only has {ndim} axes.")
        if len(set(kept)) != len(kept):
            raise ValueError(
                f"The same input dimension may not appear twice in the list of output dimensions: {self.new_order}."
            )
        for d, one in enumerate(self.input_broadcastable):
            if d not in kept and not one:
                raise ValueError(
                    "You cannot drop a non-broadcastable dimension:"
                    f" dimension {d} of {self.input_broadcastable} is left out of {self.new_order}."
                )

    def compat_result_types(self, _input: TensorType) -> list[TensorType]:
        x = _input
        if x.broadcastable != self.input_broadcastable:
            raise TypeError(
                f"The number of dimensions and/or broadcastable pattern of the input is incorrect for "
                f"this op. Expected {self.input_broadcastable}, got {x.broadcastable}."
            )
        return [tensor_type(x.dtype, [True if d == "x" else x.broadcastable[d] for d in self.new_order])]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(1 if d == "x" else input_shapes[0][d] for d in self.new_order)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        if x.type.dtype in DISCRETE:  # as in Theano, where other Ops pass a gradient on to integers
            return [zero_gradient(x)]
        order = [self.new_order.index(d) if d in self.new_order else "x" for d in range(x.type.ndim)]
        return [DimShuffle(g.type.broadcastable, tuple(order))(g)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_same_element(self, node: Apply) -> Variable:
        return node.inputs[0]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        moved = xp.transpose(xp.asarray(x), tuple(self.transposition))
        lengths = iter(moved.shape)
        return [moved.reshape([1 if d == "x" else next(lengths) for d in self.new_order])]

    def compat_array_at_points(self, node: Apply, of_points: Sequence[bool], x: Array) -> list[Any]:
        moved = x.transpose(0, *(d + 1 for d in self.transposition))
        lengths = iter(moved.shape[1:])
        return [moved.reshape([len(x), *(1 if d == "x" else next(lengths) for d in self.new_order)])]

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], tuple(
            index[self.new_order.index(d)] if d in self.new_order else c.number(0)
            for d in range(len(self.input_broadcastable))
        )

    @property
    def compat_plain_name(self) -> str:
        return f"DimShuffle{{{','.join(map(str, self.new_order))}}}"

    def __str__(self) -> str:
        return f"Inplace{self.compat_plain_name}"


def is_transposed(matrix: Variable) -> bool:
    """Return whether a matrix is a transpose."""
    return matrix.owner is not None and isinstance(op := matrix.owner.op, DimShuffle) and op.new_order == (1, 0)


def dimshuffle(x: Any, *pattern: Any) -> Any:
    """Return `x` with its dimensions in the order of `pattern`; `x` itself if nothing changes.

    pattern: numbers of dimensions, with "x" for a new one of length 1.
    """
    x = as_tensor(x)
    return x if _order(pattern) == tuple(range(x.type.ndim)) else dimshuffled(x, *pattern)


def dimshuffled(x: Any, *pattern: Any) -> Any:
    """Return the result of `dimshuffle` always as a new variable, as Theano's method does, for gradients by it."""
    return DimShuffle(x.type.broadcastable, _order(pattern))(x)


def _order(pattern: Sequence[Any]) -> tuple[Any, ...]:
    if len(pattern) == 1 and isinstance(pattern[0], list | tuple):
        pattern = pattern[0]
    return tuple("x" if isinstance(d, str) else int(d) for d in pattern)


@dataclass(frozen=True)
class Reshape(TensorOp):
    """The input with another shape. `x.reshape(shape)` makes it. Inputs: x, shape.

    ndim: the length of shape, an integer vector; one length in it may be -1, what is left. name: None, as in Theano.
    """

    ndim: int
    name: InitVar[None] = None

    def __post_init__(self, name: None) -> None:
        if name is not None:
            raise TypeError("Reshape(name=...) is not taken: name the variable that it makes.")

    def make_node(self, x: Any, shp: Any) -> Apply:
        x, shp = as_tensor(x), as_tensor(shp)
        if shp.type.ndim != 1 or np.dtype(shp.dtype).kind not in "iu":
            raise TypeError("Shape must be integers: a vector, or a list of integer scalars.", shp)
        pattern = [is_one(length) for length in elements_of(shp, self.ndim)][: self.ndim]
        return Apply(self, [x, shp], [tensor_type(x.dtype, pattern)()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        given = [g.astype("int64") if g.dtype != "int64" else g for g in elements_of(node.inputs[1], self.ndim)]
        known = [isinstance(g, Constant) for g in given]
        if all(known):
            minus = [i for i, g in enumerate(given) if g.data.item() == -1]
            if not minus:
                return [tuple(given)]
            total: Any = _product(input_shapes[0])
            rest = _product([g for i, g in enumerate(given) if i not in minus])
            given[minus[0]] = floor_div(total, rest if isinstance(rest, Constant) else maximum(rest, np.int64(1)))
            return [tuple(given)]
        total = _product(input_shapes[0])
        every = maximum(neg(_product(given)), np.int64(1))  # the product of the other lengths, if one is -1
        return [
            tuple(
                g
                if isinstance(g, Constant) and g.data.item() != -1
                else switch(eq(g, np.int64(-1)), floor_div(total, every), g)
                for g in given
            )
        ]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        x, _ = inputs
        return [reshape(output_gradients[0], shape(x), ndim=x.type.ndim, like=x), disconnected()]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], inputs[1])]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False]]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array, shp: Array) -> list[Any]:
        lengths = [int(n) for n in np.asarray(shp)]
        if len(lengths) != self.ndim:
            raise ValueError(
                f"shape argument to Reshape.perform has incorrect length {len(lengths)}, should be {self.ndim}"
            )
        x = xp.asarray(x)
        try:
            return [x.reshape(lengths)]
        except (ValueError, TypeError):
            raise ValueError(f"Cannot reshape input of shape {tuple(x.shape)} to shape {tuple(lengths)}") from None

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        before, after = ([n for n in lengths.of(v) if n != 1] for v in (node.inputs[0], node.outputs[0]))
        if all(isinstance(n, int) for n in (*before, *after)):
            if prod(before) != prod(after):
                lengths.require(lengths.number(0))
        elif Counter(before) != Counter(after):
            lengths.require(lengths.code("{} == {}", *(lengths.joined("*", n) for n in (before, after))))
        left_over = [isinstance(n, Constant) and n.data.item() == -1 for n in elements_of(node.inputs[1], self.ndim)]
        if any(left_over):  # undetermined if another length is 0: NumPy's error
            for n, free in zip(lengths.of(node.outputs[0]), left_over, strict=True):
                if not free:
                    lengths.require_some(n)

    def compat_c_value(self, node: Apply, index: tuple[Any, ...], c: Access) -> Any:
        x, out = node.inputs[0], node.outputs[0]
        before = [d for d, n in enumerate(c.lengths(x)) if n != 1]
        after = [d for d, n in enumerate(c.lengths(out)) if n != 1]
        if [c.length(x, d) for d in before] == [c.length(out, d) for d in after]:
            moved = dict(zip(before, after, strict=True))
            return c.element(x, tuple(index[moved[d]] if d in moved else c.number(0) for d in range(x.type.ndim)))
        position = c.linear(out, index)
        if len(before) == 1:
            return c.element(
                x, tuple(c.code("({})", position) if d in before else c.number(0) for d in range(x.type.ndim))
            )
        return c.code("{}[{}]", c.array(x), position)

    def __str__(self) -> str:
        return f"Reshape{{{self.ndim}}}"


def _product(lengths: Sequence[Any]) -> Any:
    total: Any = np.int64(1)
    for length in lengths:
        total = total * length
    return as_tensor(total)


def elements_of(vector: Any, n: int) -> list[Any]:
    """Return the `n` entries of an integer vector as scalars, without computing a vector made of scalars."""
    if isinstance(vector, Constant):
        return [constant(v) for v in vector.data]
    node = vector.owner
    of_scalars = node.op.compat_elements(node) if node is not None and isinstance(node.op, TensorOp) else None
    return [vector[i] for i in range(n)] if of_scalars is None else of_scalars


def reshape(x: Any, newshape: Any, ndim: int | None = None, name: str | None = None, like: Any = None) -> Any:
    """Return `x` with a new shape, its elements in the same order.

    x: a tensor of any shape. newshape: a list of ints and integer scalars, of which one may be -1, or a vector.
    ndim: the number of lengths, where newshape is a vector whose length is not known when the graph is built.
    name: of the result. like: a variable whose broadcastable dimensions the result gets.

    ValueError for a vector of unknown length without ndim.
    """
    x = as_tensor(x)
    if isinstance(newshape, list | tuple):
        if not newshape:
            newshape = constant(np.zeros(0, dtype="int64"))
            ndim = 0
        else:
            if ndim is not None and ndim != len(newshape):
                raise ValueError(f"reshape: {len(newshape)} lengths were given with ndim={ndim}: leave ndim out.")
            ndim = len(newshape)
            newshape = [np.int64(n) if isinstance(n, int | np.integer) else n for n in newshape]
    elif isinstance(newshape, int | np.integer):
        newshape, ndim = [np.int64(newshape)], 1
    newshape = as_tensor(newshape)
    if newshape.type.ndim == 0:
        newshape = as_tensor([newshape])
    if ndim is None:
        ndim = static_length(newshape)
    if ndim is None:
        raise ValueError(
            "The length of the provided shape cannot be automatically determined, so reshape is not "
            "able to know what the number of dimensions of the reshaped variable will be. You can "
            "provide the 'ndim' keyword argument to 'reshape' to avoid this problem."
        )
    result = Reshape(int(ndim))(x, newshape)
    if like is not None and result.type.broadcastable != like.type.broadcastable:
        result = patternbroadcast(result, like.type.broadcastable)
    if name is not None:
        result.name = name
    return result


def static_length(vector: Variable) -> int | None:
    """Return the length of a vector if it is known when the graph is built."""
    if isinstance(vector, Constant):
        return int(vector.data.shape[0])
    if vector.owner is not None:
        op = vector.owner.op
        known = op.compat_known_length(vector.owner) if isinstance(op, TensorOp) else None
        if known is not None:
            return known
        length = op.compat_shapes(vector.owner, [shape_of(i) for i in vector.owner.inputs])
        if length is not None:
            value = length[vector.index][0]
            if isinstance(value, int):
                return value
            if isinstance(value, Constant):
                return int(value.data)
    return None


@dataclass(frozen=True)
class Rebroadcast(TensorOp):
    """The same value with dimensions declared broadcastable (checked) or not. `addbroadcast` and others make it.

    axes: pairs (dimension, flag), also as separate arguments, as in Theano: `Rebroadcast((0, True), (1, False))`. A
    dimension that is declared broadcastable must have length 1 in the input's shape.
    """

    axes: tuple[tuple[int, bool], ...]

    def __init__(self, *pairs: Any, axes: Sequence[Any] = ()) -> None:
        if len(pairs) == 1 and all(isinstance(pair, tuple | list) for pair in pairs[0]):
            pairs = tuple(pairs[0])
        object.__setattr__(self, "axes", tuple(sorted((int(d), bool(one)) for d, one in (*pairs, *axes))))

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickle; Theano's pickles have `axis`, a dict."""
        if "axis" in state:
            state = {"axes": tuple(state["axis"].items())}
        self.__dict__.update(state)

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        pattern = list(x.broadcastable)
        for d, one in self.axes:
            if d >= x.ndim:
                raise ValueError("Trying to rebroadcast non-existent dimension")
            pattern[d] = one
        return [tensor_type(x.dtype, pattern)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        changed = dict(self.axes)
        return [tuple(1 if changed.get(d) else n for d, n in enumerate(input_shapes[0]))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        return [patternbroadcast(g, x.type.broadcastable)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0])]

    def compat_same_element(self, node: Apply) -> Variable:
        return node.inputs[0]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        for d, one in self.axes:
            if one and x.shape[d] != 1:
                raise ValueError(
                    f"Dimension {d} in Rebroadcast's input was supposed to be 1 (got {x.shape[d]} instead)"
                )
        return [x]

    def compat_c_guards(self, node: Apply, lengths: Lengths) -> None:
        for d, one in self.axes:
            if one:
                lengths.require(lengths.code("{} == 1", lengths.of(node.inputs[0])[d]))

    def compat_c_view(self, node: Apply, index: tuple[Any, ...], c: Access) -> tuple[Any, Any]:
        return node.inputs[0], index

    @property
    def compat_plain_name(self) -> str:
        return f"Rebroadcast{{{','.join(f'{d}:{int(b)}' for d, b in self.axes)}}}"

    def __str__(self) -> str:
        return f"Rebroadcast{{{','.join('01'[b] for _, b in self.axes)}}}"


def patternbroadcast(x: Any, broadcastable: Sequence[bool]) -> Any:
    """Return `x` with exactly this broadcast pattern.

    x: a tensor. broadcastable: a bool for each dimension; a dimension newly declared must have length 1 in the shape.
    """
    x = as_tensor(x)
    if x.owner is not None and isinstance(x.owner.op, Rebroadcast):  # two in succession are combined
        before = x.owner.inputs[0]
        added = any(b and not now for b, now in zip(broadcastable, before.type.broadcastable, strict=True))
        if (
            all(bool(b) == o for b, o in zip(broadcastable, before.type.broadcastable, strict=True))
            or added
            or not any(flag for _, flag in x.owner.op.axes)
        ):
            x = before
    changes = tuple((d, bool(b)) for d, b in enumerate(broadcastable) if bool(b) != x.type.broadcastable[d])
    return Rebroadcast(changes)(x) if changes else x


def addbroadcast(x: Any, *axes: int) -> Any:
    """Return `x` with the dimensions `axes` declared to have length 1, so that they broadcast.

    x: a tensor; the compiled function raises ValueError if its shape has another length there.
    """
    x = as_tensor(x)
    if axes and max(axes) >= x.type.ndim:
        raise ValueError("Trying to addbroadcast non-existent dimension")
    return patternbroadcast(x, [b or d in axes for d, b in enumerate(x.type.broadcastable)])


def unbroadcast(x: Any, *axes: int) -> Any:
    """Return `x` with the dimensions `axes` no longer declared to have length 1, so that they do not broadcast.

    x: a tensor; its shape does not change.
    """
    x = as_tensor(x)
    if axes and max(axes) >= x.type.ndim:
        raise ValueError("Trying to unbroadcast non-existent dimension")
    return patternbroadcast(x, [b and d not in axes for d, b in enumerate(x.type.broadcastable)])


def flatten(x: Any, ndim: int | None = None, outdim: int | None = None) -> Any:
    """Return `x` with its trailing dimensions merged.

    x: a tensor of any shape. ndim: the rank of the result, 1 by default. outdim: its older name.
    """
    x = as_tensor(x)
    ndim = outdim if ndim is None else ndim
    ndim = 1 if ndim is None else ndim
    if ndim < 1 or (ndim > 1 and ndim > x.type.ndim):
        raise ValueError(f"ndim {ndim} out of bound [1, {x.type.ndim + 1})")
    lengths = list(shape_of(x))[: ndim - 1]
    flat = reshape(x, [*lengths, np.int64(-1)], ndim=ndim)
    return addbroadcast(flat, ndim - 1) if all(x.type.broadcastable[ndim - 1 :]) else flat


def shape_padleft(t: Any, n_ones: int = 1) -> Any:
    """Return `t` with new dimensions of length 1 in front, which broadcast.

    t: a tensor of any shape. n_ones: the number of new dimensions.
    """
    t = as_tensor(t)
    return dimshuffle(t, ["x"] * n_ones + list(range(t.type.ndim)))


def shape_padright(t: Any, n_ones: int = 1) -> Any:
    """Return `t` with new dimensions of length 1 at the end, which broadcast.

    t: a tensor of any shape. n_ones: the number of new dimensions.
    """
    t = as_tensor(t)
    return dimshuffle(t, list(range(t.type.ndim)) + ["x"] * n_ones)


def shape_padaxis(t: Any, axis: int) -> Any:
    """Return `t` with a new dimension of length 1, which broadcasts.

    t: a tensor of any shape. axis: where the new dimension is in the result; IndexError for one that is out of range.
    """
    t = as_tensor(t)
    order: list[Any] = list(range(t.type.ndim))
    if not -(t.type.ndim + 1) <= axis <= t.type.ndim:
        raise IndexError(f"axis {axis} is out of bounds [-{t.type.ndim + 1}, {t.type.ndim + 1})")
    order.insert(axis if axis >= 0 else axis + t.type.ndim + 1, "x")
    return dimshuffle(t, order)


def transpose(x: Any, axes: Any = None) -> Any:
    """Return `x` with its dimensions reversed, or in another order.

    x: a tensor of any shape. axes: the dimensions of x in their new order; None reverses them.
    """
    x = as_tensor(x)
    order = tuple(range(x.type.ndim))[::-1] if axes is None else tuple(dimension(a, x) for a in axes)
    transposed = DimShuffle(x.type.broadcastable, order)(x)
    if x.name and order == tuple(range(x.type.ndim))[::-1]:
        transposed.name = x.name + ".T"
    return transposed


def swapaxes(y: Any, axis1: int, axis2: int) -> Any:
    """Return `y` with two dimensions exchanged.

    y: a tensor of any shape. axis1, axis2: the two dimensions.
    """
    y = as_tensor(y)
    order = list(range(y.type.ndim))
    order[axis1], order[axis2] = order[axis2], order[axis1]
    return dimshuffle(y, order)


def is_disconnected(variable: Variable) -> bool:
    """Return whether `variable` is a disconnected gradient."""
    return isinstance(variable.type, DisconnectedType)


def get_vector_length(v: Any) -> int:
    """Return the number of elements of a vector, if it is known when the graph is built.

    v: a vector, such as a constant, a shape or stacked scalars. TypeError for another rank, ValueError if not known.
    """
    v = as_tensor(v)
    if v.type.ndim != 1:
        raise TypeError(f"argument must be symbolic vector, got '{v}' with {v.type.ndim} dimensions.")
    length = 1 if v.type.broadcastable[0] else static_length(v)
    if length is None:
        raise ValueError(f"length not known: {v}")
    return length
