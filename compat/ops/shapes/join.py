"""Ops that join arrays: MakeVector, Join; `stack`. Source: theano.tensor.basic, theano.tensor.opt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE, upcast
from ...graph.types import TensorType
from ...graph.variable import Apply, Constant, Variable
from ...settings import config
from ..c_forms import Computations
from ..elementwise.elemwise import as_real
from ..elementwise.functions import eq, mod, switch
from ..known_values import NotScalarConstantError, get_scalar_constant_value
from ..tensor_op import TensorOp, as_tensor, constant, disconnected, in_dtype, tensor_type, zero_gradient
from ..tensor_types import TensorLike
from .shape import patternbroadcast, shape_of, shape_padaxis, static_length


@dataclass(frozen=True)
class MakeVector(TensorOp):
    """A vector made of scalars. `theano.tensor.stack` makes it of them.

    dtype: of the result, to which the scalars are converted.
    """

    dtype: str = "int64"
    compat_told = ("dtype",)

    def compat_result_types(self, *types: TensorType) -> list[TensorType]:
        for t in types:
            if t.ndim:
                raise TypeError(f"A vector is made of scalars, got {t}.")
            if upcast(t.dtype, self.dtype) != self.dtype:
                raise TypeError(f"MakeVector of dtype {self.dtype} got an input of dtype {t.dtype}.")
        return [tensor_type(self.dtype, (False,))]  # also for a single scalar

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [(len(node.inputs),)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        if np.dtype(self.dtype).kind in "iub":
            return [i.zeros_like(config.floatX) for i in inputs]
        return [output_gradients[0][i] for i in range(len(inputs))]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [self(*[i.zeros_like(self.dtype) if p is None else p for i, p in zip(inputs, eval_points, strict=True)])]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        return [
            xp.stack([in_dtype(xp, xp.asarray(v), self.dtype) for v in values])
            if values
            else xp.zeros(0, dtype=self.dtype)
        ]

    def compat_element(self, node: Apply, at: int) -> Any:
        return node.inputs[at] if -len(node.inputs) <= at < len(node.inputs) else None

    def compat_elements(self, node: Apply) -> list[Any]:
        return [
            v
            if v.dtype == self.dtype
            else constant(v.data.astype(self.dtype))
            if isinstance(v, Constant)
            else v.astype(self.dtype)
            for v in node.inputs
        ]

    def compat_known_length(self, node: Apply) -> int:
        return len(node.inputs)

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.pieces(node, None)


@dataclass(frozen=True)
class Join(TensorOp):
    """Tensors of one rank joined along dimension `axis`."""

    axis: int

    def compat_result_types(self, *types: TensorType) -> list[TensorType]:
        ndim = types[0].ndim
        for t in types:
            if t.ndim != ndim:
                raise TypeError(
                    "Join() can only join tensors with the same number of dimensions: got "
                    + ", ".join(str(t.ndim) for t in types)
                    + "."
                )
        if not 0 <= self.axis < ndim:
            raise IndexError(f"Join axis {self.axis} out of bounds [0, {ndim})")
        pattern = [any(t.broadcastable[d] for t in types) for d in range(ndim)]
        pattern[self.axis] = len(types) == 1 and types[0].broadcastable[self.axis]
        return [tensor_type(upcast(*[t.dtype for t in types]), pattern)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        total: Any = input_shapes[0][self.axis]
        for s in input_shapes[1:]:
            total = total + s[self.axis]
        other = input_shapes[0]
        pattern = node.outputs[0].type.broadcastable
        return [tuple(total if d == self.axis else (1 if pattern[d] else n) for d, n in enumerate(other))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g] = output_gradients
        if np.dtype(outputs[0].dtype).kind in "iub":
            return [i.zeros_like(config.floatX) for i in inputs]
        pieces: list[Any] = []
        start: Any = 0
        for x in inputs:
            if isinstance(start, int) and x.type.broadcastable[self.axis]:
                piece = shape_padaxis(g[(slice(None),) * self.axis + (start,)], self.axis)
                stop = start + 1
            else:
                stop = start + shape_of(x)[self.axis]
                piece = g[(slice(None),) * self.axis + (slice(start, stop),)]
            piece = patternbroadcast(piece, x.type.broadcastable)
            pieces.append(as_real(piece, x))
            start = stop
        return pieces

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [self(*[i.zeros_like() if p is None else p for i, p in zip(inputs, eval_points, strict=True)])]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        dtype = node.outputs[0].type.dtype
        try:
            return [xp.concatenate([in_dtype(xp, xp.asarray(v), dtype) for v in values], axis=self.axis)]
        except (ValueError, TypeError):
            shapes = " and ".join(str(tuple(np.shape(v))) for v in values)
            raise ValueError(
                f"Join: arrays of shapes {shapes} do not fit together along dimension "
                f"{self.axis}: the other lengths must be equal."
            ) from None

    def compat_raised(self, node: Apply, inputs: Sequence[Variable]) -> Sequence[Variable]:
        return Apply(JoinAlong(), [as_tensor(self.axis), *inputs], [node.outputs[0].type()]).outputs

    def __str__(self) -> str:
        return f"Join{{{self.axis}}}"

    def compat_element(self, node: Apply, at: int) -> Any:
        parts: list[Any] = list(node.inputs)
        for v in parts if at >= 0 else parts[::-1]:
            n = static_length(v)
            if n is None:
                return None
            if -n <= at < n:
                return v[at]
            at -= n if at >= 0 else -n
        return None

    def compat_known_length(self, node: Apply) -> int | None:
        lengths = [static_length(v) for v in node.inputs]
        return None if None in lengths else sum(n for n in lengths if n is not None)

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.pieces(node, self.axis)


@dataclass(frozen=True)
class JoinAlong(TensorOp):
    """Join with the axis as first input, an integer scalar; users' graphs contain it, as Theano's do."""

    def make_node(self, axis: Any, *tensors: Any) -> Apply:
        axis, variables = as_tensor(axis), [as_tensor(t) for t in tensors]
        if axis.type.ndim or np.dtype(axis.type.dtype).kind not in "iu":
            raise TypeError(f"Join: the axis must be an integer scalar, got `{axis}` ({axis.type}).")
        types = [v.type for v in variables]
        if isinstance(axis, Constant):
            [type_] = _at(axis, types[0].ndim).compat_result_types(*types)
        else:
            [like] = Join(0).compat_result_types(*types)
            type_ = tensor_type(like.dtype, (False,) * like.ndim)
        return Apply(self, [axis, *variables], [type_()])

    def compat_lowered(self, node: Apply, inputs: Sequence[Variable]) -> list[Variable] | None:
        axis, *tensors = inputs
        if not isinstance(axis, Constant):
            return None
        type_: Any = node.outputs[0].type
        return Apply(_at(axis, type_.ndim), tensors, [type_()]).outputs

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        if (known := self.with_axis(node)) is not None:
            return known.op.compat_shapes(known, input_shapes[1:])
        axis = mod(node.inputs[0].astype("int64"), np.int64(node.outputs[0].type.ndim))
        lengths = []
        for d, first in enumerate(input_shapes[1]):
            total: Any = as_tensor(first)
            for shape in input_shapes[2:]:
                total = total + shape[d]
            lengths.append(switch(eq(axis, np.int64(d)), total, first))
        return [tuple(lengths)]

    def with_axis(self, node: Apply) -> Apply | None:
        """Return the Join equivalent to `node` if its axis is known."""
        new = self.compat_lowered(node, node.inputs)
        return None if new is None else new[0].owner

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False], *([True] for _ in node.inputs[1:])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return each tensor's slice of the gradient; its start depends on the run-time axis."""
        [axis, *tensors], [g] = inputs, output_gradients
        ndim = outputs[0].type.ndim
        if isinstance(axis, Constant):
            return [disconnected(), *_at(axis, ndim).compat_gradient(tensors, outputs, output_gradients)]
        axis = mod(axis.astype("int64"), np.int64(ndim))
        starts = [as_tensor(np.int64(0))] * ndim
        pieces: list[Any] = [disconnected()]
        for x in tensors:
            along = [eq(axis, np.int64(d)) for d in range(ndim)]
            lengths = shape_of(x)
            piece = g[tuple(slice(start, start + n) for start, n in zip(starts, lengths, strict=True))]
            starts = [switch(a, start + n, start) for a, start, n in zip(along, starts, lengths, strict=True)]
            pieces.append(
                zero_gradient(x) if g.dtype in DISCRETE else patternbroadcast(as_real(piece, x), x.type.broadcastable)
            )
        return pieces

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        axis, *tensors = inputs
        if not isinstance(axis, Constant):
            return super().compat_r_op(inputs, eval_points)
        return _at(axis, tensors[0].type.ndim).compat_r_op(tensors, eval_points[1:])

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (0,)

    def compat_element(self, node: Apply, at: int) -> Any:
        known = self.with_axis(node)
        return None if known is None else known.op.compat_element(known, at)

    def compat_known_length(self, node: Apply) -> int | None:
        known = self.with_axis(node)
        return None if known is None else known.op.compat_known_length(known)

    def compat_array(self, xp: ArrayModule, node: Apply, axis: int | Sequence[int], *values: Array) -> list[Any]:
        like = Apply(_at(axis, node.outputs[0].type.ndim), node.inputs[1:], [node.outputs[0].type()])
        return like.op.compat_array(xp, like, *values)

    def __str__(self) -> str:
        return "Join"


def _at(axis: Any, ndim: int) -> Join:
    """Return `Join` along `axis`, a constant or a number, of tensors of rank `ndim`. IndexError for a wrong axis."""
    number = int(axis.data if isinstance(axis, Constant) else axis)
    if not -ndim <= number < ndim:
        raise IndexError(f"Join axis {number} out of bounds [0, {ndim})")
    return Join(number % ndim)


def join(axis: TensorLike, *tensors: TensorLike) -> Any:
    """Return `tensors` joined along `axis`; shapes differ along it alone.

    axis: an int, a constant, or an integer variable. TypeError for scalars, which `stack` takes.
    """
    items = [as_tensor(t) for t in tensors]
    if not items:
        raise ValueError("Cannot join an empty list of tensors.")
    if len(items) == 1:
        return items[0]
    ndim = items[0].type.ndim
    if ndim == 0:
        raise TypeError("Join cannot handle scalar arguments: use `stack`.")
    if not isinstance(axis, int | np.integer):
        try:
            axis = int(get_scalar_constant_value(axis))
        except NotScalarConstantError:
            return JoinAlong()(axis, *items)
    if axis >= ndim:
        raise ValueError(f'Join argument "axis" is out of range: {axis}, of `{items[0]}`, which has {ndim} dimensions.')
    return JoinAlong()(int(axis), *items)


def concatenate(tensor_list: object, axis: int | Sequence[int] = 0) -> Any:
    """Return the tensors of a list joined along `axis`.

    tensor_list: a list or tuple of tensors of one rank, whose shapes differ along `axis` alone; TypeError for anything
    else. axis: an int, a constant, or an integer variable.
    """
    if not isinstance(tensor_list, list | tuple):
        raise TypeError(
            "The 'tensors' argument must be either a tuple or a list, make sure you did not forget () or "
            "[] around arguments of concatenate.",
            tensor_list,
        )
    return join(axis, *tensor_list)


def stack(*tensors: Any, axis: int | None = None, **keywords: Any) -> Any:
    """Return tensors of one shape stacked along a new dimension.

    It is called `stack([a, b], axis=0)`, or `stack(a, b)` in old code, which warns.

    axis: where the new dimension is, 0 by default. IndexError for one that is out of range.
    """
    if "tensors" in keywords:
        tensors = (keywords.pop("tensors"),)
    if len(tensors) >= 1 and isinstance(tensors[0], list | tuple):
        if len(tensors) > 1 and axis is None:
            axis = tensors[1]
        items = list(tensors[0])
    elif (
        len(tensors) == 2
        and isinstance(tensors[1], int)
        and bool(getattr(tensors[0], "ndim", False))
        and not hasattr(tensors[0], "type")
    ):
        items, axis = list(tensors[0]), tensors[1]
    else:
        warn(
            "stack(*tensors) interface is deprecated, use stack(tensors, axis=0) instead.",
            DeprecationWarning,
        )
        items = list(tensors)
    axis = 0 if axis is None else int(axis)
    if not items:
        raise ValueError("tensors is empty. You should at least provide one tensor to theano.tensor.stack.")
    variables = [as_tensor(t) for t in items]
    if all(v.type.ndim == 0 for v in variables):  # for any axis
        return MakeVector(upcast(*[v.dtype for v in variables]))(*variables)
    ndim = variables[0].type.ndim
    if not -(ndim + 1) <= axis <= ndim:
        raise IndexError(f"'axis' parameter {axis} is out of bounds [{-(ndim + 1)}, {ndim + 1})")
    axis = axis + ndim + 1 if axis < 0 else axis
    return join(axis, *[shape_padaxis(v, axis) for v in variables])
