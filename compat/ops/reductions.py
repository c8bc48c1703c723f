"""Reductions over axes: sum, prod, max, min, all, any, argmax. Source: theano.tensor.elemwise.CAReduce.

`axis` is None (all) or a sorted tuple of dimensions; the reduced dimensions are dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from compat.graph.types import TensorType
from compat.graph.variable import Apply, Variable
from compat.ops.tensor_op import TensorOp, as_tensor, disconnected, tensor_type

_DISCRETE = frozenset("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64".split())


@dataclass(frozen=True)
class Reduction(TensorOp):
    """A reduction with one associative function. `dtype` is the dtype of the output, None for the default."""

    axis: tuple[int, ...] | None = None
    dtype: str | None = None
    acc_dtype: str | None = None

    function: ClassVar[str] = ""  # the name in the array namespace
    identity: ClassVar[str] = ""  # in C, by kind: see `c_identity`

    def axes(self, ndim: int) -> tuple[int, ...]:
        """The reduced dimensions of an operand of rank `ndim`."""
        return tuple(range(ndim)) if self.axis is None else self.axis

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or dtype

    def accumulator_dtype(self, dtype: str) -> str:
        return self.acc_dtype or self.output_dtype(dtype)

    def result_types(self, x: Any) -> list[TensorType]:
        axes = self.axes(x.ndim)
        if axes and max(axes) >= x.ndim:
            raise ValueError(f"Not enough dimensions on {x} to reduce on axis {max(axes)}")
        kept = [b for d, b in enumerate(x.broadcastable) if d not in axes]
        return [tensor_type(self.output_dtype(x.dtype), kept)]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        return [tuple(s for d, s in enumerate(input_shapes[0]) if d not in axes)]

    def array(self, xp: Any, node: Apply, x: Any) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        out = node.outputs[0].type.dtype
        x = xp.asarray(x)
        if self.function in ("sum", "prod"):
            value = getattr(xp, self.function)(x.astype(self.accumulator_dtype(x.dtype.name)), axis=axes)
        else:
            value = getattr(xp, self.function)(x, axis=axes)
        return [xp.asarray(value).astype(out)]

    def r_op(self, inputs: Sequence[Variable], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        return [self.r_linear(inputs[0], eval_points[0])]

    def r_linear(self, x: Any, point: Any) -> Any:
        g = self.gradient([x], [self(x)], [_ones_like_output(self(x))])[0]
        return Sum(self.axis)(g * point)

    def __str__(self) -> str:
        axis = "" if self.axis is None else f"{{axis={list(self.axis)}}}"
        return f"{type(self).__name__}{axis}"


def _ones_like_output(out: Any) -> Any:
    from compat.ops.creation import ones_like

    return ones_like(out)


def expand_like(reduced: Any, x: Any, axes: tuple[int, ...]) -> Any:
    """`reduced` with its dropped dimensions back as broadcastable ones, so that it meets `x`."""
    kept = iter(range(reduced.type.ndim))
    order: list[Any] = ["x" if d in axes else next(kept) for d in range(x.type.ndim)]
    return reduced.dimshuffle(order)


def _zero_gradient(x: Any) -> Any:
    from compat.ops.creation import zeros_like
    from compat.settings import config

    return zeros_like(x, dtype=config.floatX if x.type.dtype in _DISCRETE else None)


def _spread(g: Any, x: Any, axes: tuple[int, ...]) -> Any:
    """`g` repeated over the reduced dimensions of `x`."""
    from compat.ops.elementwise import second

    expanded = expand_like(g, x, axes)
    return second(x.astype(expanded.dtype) if x.dtype != expanded.dtype else x, expanded)


def _integers_widen(dtype: str) -> str:
    if dtype in ("bool", "int8", "int16", "int32"):
        return "int64"
    if dtype in ("uint8", "uint16", "uint32"):
        return "uint64"
    return dtype


@dataclass(frozen=True)
class Sum(Reduction):
    function: ClassVar[str] = "sum"

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or _integers_widen(dtype)

    def accumulator_dtype(self, dtype: str) -> str:
        if self.acc_dtype:
            return self.acc_dtype
        wide = {"float16": "float32", "float32": "float64", "complex64": "complex128"}
        out = self.output_dtype(dtype)
        return wide.get(out, out) if out in wide else out

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        [x], [g] = inputs, output_gradients
        if outputs[0].dtype in _DISCRETE:
            return [_zero_gradient(x)]
        return [_spread(g, x, self.axes(x.type.ndim))]

    def r_linear(self, x: Any, point: Any) -> Any:
        return self(point)


@dataclass(frozen=True)
class Prod(Reduction):
    """Product; `no_zeros_in_input` promises that the plain quotient gives the gradient."""

    no_zeros_in_input: bool = False
    function: ClassVar[str] = "prod"

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or _integers_widen(dtype)

    accumulator_dtype = Sum.accumulator_dtype

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        """g * prod / x, and where x is 0 the product of the others."""
        from compat.ops.elementwise import eq, switch

        [x], [g], [out] = inputs, output_gradients, outputs
        if out.dtype in _DISCRETE or x.dtype in _DISCRETE:
            return [_zero_gradient(x)]
        axes = self.axes(x.type.ndim)
        plain = expand_like(g * out, x, axes) / x
        if self.no_zeros_in_input:
            return [plain]
        zero = eq(x, 0)
        zeros = expand_like(Sum(axes)(zero), x, axes)
        others = expand_like(Prod(axes)(switch(zero, np.asarray(1, dtype=x.dtype), x)), x, axes)
        at_zero = switch(eq(zeros, 1) * zero, expand_like(g, x, axes) * others, np.asarray(0, dtype=x.dtype))
        return [switch(eq(zeros, 0), plain, at_zero)]


@dataclass(frozen=True)
class Max(Reduction):
    function: ClassVar[str] = "max"

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        from compat.ops.elementwise import eq

        [x], [g], [out] = inputs, output_gradients, outputs
        if x.dtype in _DISCRETE:
            return [_zero_gradient(x)]
        axes = self.axes(x.type.ndim)
        return [eq(expand_like(out, x, axes), x) * expand_like(g, x, axes)]


@dataclass(frozen=True)
class Min(Max):
    function: ClassVar[str] = "min"


@dataclass(frozen=True)
class All(Reduction):
    function: ClassVar[str] = "all"

    def output_dtype(self, dtype: str) -> str:
        return "bool"

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [_zero_gradient(inputs[0])]


@dataclass(frozen=True)
class Any_(All):
    function: ClassVar[str] = "any"


@dataclass(frozen=True)
class Argmax(TensorOp):
    """Index of the first largest element over `axis` (None or several: in the flattened reduced dimensions)."""

    axis: tuple[int, ...] | None = None

    def axes(self, ndim: int) -> tuple[int, ...]:
        return tuple(range(ndim)) if self.axis is None else self.axis

    def result_types(self, x: Any) -> list[TensorType]:
        axes = self.axes(x.ndim)
        return [tensor_type("int64", [b for d, b in enumerate(x.broadcastable) if d not in axes])]

    def shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        return [tuple(s for d, s in enumerate(input_shapes[0]) if d not in axes)]

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [_zero_gradient(inputs[0])]

    def array(self, xp: Any, node: Apply, x: Any) -> list[Any]:
        x = xp.asarray(x)
        axes = self.axes(x.ndim)
        kept = [d for d in range(x.ndim) if d not in axes]
        flat = xp.transpose(x, (*kept, *axes)).reshape([x.shape[d] for d in kept] + [-1])
        return [xp.asarray(xp.argmax(flat, axis=-1)).astype("int64")]


def normal_axis(x: Any, axis: Any) -> tuple[int, ...] | None:
    """`axis` as users write it (None, int, list, constant) as sorted dimensions; ValueError if out of range."""
    if axis is None:
        return None
    if hasattr(axis, "data"):
        axis = axis.data.tolist()
    if not isinstance(axis, list | tuple):
        axis = (axis,)
    dimensions = []
    for a in axis:
        a = int(a)
        if not -x.type.ndim <= a < x.type.ndim:
            raise ValueError(f"Not enough dimensions on `{x.name or x}` ({x.type}) to reduce on axis {a}: "
                             f"it has {x.type.ndim}.")
        dimensions.append(a % x.type.ndim)
    if len(set(dimensions)) != len(dimensions):
        raise ValueError(f"The same dimension is reduced twice: axis={axis}.")
    return tuple(sorted(dimensions))


def keep_dims(x: Any, reduced: Any, axis: Any) -> Any:
    """`reduced` with its reduced dimensions put back with length 1."""
    axes = normal_axis(x, axis)
    return expand_like(reduced, x, tuple(range(x.type.ndim)) if axes is None else axes)


def sum(x: Any, axis: Any = None, dtype: Any = None, keepdims: bool = False, acc_dtype: Any = None) -> Any:
    """Sum over `axis` (all by default); integers are summed as int64."""
    x = as_tensor(x)
    out = Sum(normal_axis(x, axis), _name(dtype), _name(acc_dtype))(x)
    return keep_dims(x, out, axis) if keepdims else out


def prod(x: Any, axis: Any = None, dtype: Any = None, keepdims: bool = False, acc_dtype: Any = None,
         no_zeros_in_input: bool = False) -> Any:
    """Product over `axis`."""
    x = as_tensor(x)
    out = Prod(normal_axis(x, axis), _name(dtype), _name(acc_dtype), no_zeros_in_input)(x)
    return keep_dims(x, out, axis) if keepdims else out


def max(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Largest element over `axis`; NaN if there is one."""
    x = as_tensor(x)
    out = Max(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def min(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Smallest element over `axis`; NaN if there is one."""
    x = as_tensor(x)
    out = Min(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def argmax(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Index of the largest element along `axis` (of the flattened array by default)."""
    x = as_tensor(x)
    out = Argmax(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def argmin(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Index of the smallest element along `axis`."""
    return argmax(-as_tensor(x), axis, keepdims)


def max_and_argmax(x: Any, axis: Any = None, keepdims: bool = False) -> list[Any]:
    """[max, argmax] over `axis`."""
    return [max(x, axis, keepdims), argmax(x, axis, keepdims)]


def all(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether all elements are true."""
    x = as_tensor(x)
    out = All(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def any(x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """Whether some element is true."""
    x = as_tensor(x)
    out = Any_(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def mean(x: Any, axis: Any = None, dtype: Any = None, op: bool = False, keepdims: bool = False,
         acc_dtype: Any = None) -> Any:
    """Mean over `axis`; integers give float64."""
    from compat.ops.shape import shape_of

    x = as_tensor(x)
    axes = normal_axis(x, axis)
    if dtype is None and x.dtype in _DISCRETE:
        sum_dtype: Any = "float64"
    else:
        sum_dtype = _name(dtype)
    total = sum(x, axis, sum_dtype, keepdims, acc_dtype)
    lengths = shape_of(x)
    count: Any = np.asarray(1.0, dtype=total.dtype)
    for d in range(x.type.ndim) if axes is None else axes:
        count = count * lengths[d].astype(total.dtype)
    return total / count


def var(x: Any, axis: Any = None, ddof: int = 0, keepdims: bool = False, corrected: bool = False) -> Any:
    """Variance over `axis`, from deviations from the mean, with `ddof` taken off the count."""
    from compat.ops.shape import shape_of

    x = as_tensor(x)
    axes = normal_axis(x, axis)
    deviation = x - mean(x, axis, keepdims=True)
    result = mean(deviation * deviation, axis, keepdims=keepdims)
    if ddof:
        count: Any = np.asarray(1.0, dtype=result.dtype)
        for d in range(x.type.ndim) if axes is None else axes:
            count = count * shape_of(x)[d].astype(result.dtype)
        result = result * (count / (count - ddof))
    return result


def std(x: Any, axis: Any = None, ddof: int = 0, keepdims: bool = False, corrected: bool = False) -> Any:
    """Standard deviation over `axis`."""
    from compat.ops.elementwise import sqrt

    return sqrt(var(x, axis, ddof, keepdims, corrected))


def _name(dtype: Any) -> str | None:
    from compat.settings import config

    if dtype is None:
        return None
    return config.floatX if dtype == "floatX" else np.dtype(dtype).name
