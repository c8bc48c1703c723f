"""Reductions over axes: sum, prod, max, min, all, any, argmax. Source: theano.tensor.elemwise.CAReduce.

`axis` is None (all) or a sorted tuple of dimensions; the reduced dimensions are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import prod
from typing import Any, ClassVar

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.dtypes import DISCRETE
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ..c_forms import Computations
from ..elementwise.arithmetic import add, mul
from ..elementwise.bitwise import and_, or_
from ..elementwise.comparison import eq
from ..elementwise.elemwise import Elementwise
from ..elementwise.selection import maximum, minimum, second, switch
from ..ordering.sorting import along
from ..shapes.creation import ones_like
from ..tensor_op import TensorOp, as_tensor, in_dtype, tensor_type, zero_gradient
from ..tensor_types import TensorLike


@dataclass(frozen=True)
class Reduction(TensorOp):
    """A reduction with one associative function. `dtype` is the dtype of the output, None for the default."""

    axis: tuple[int, ...] | None = None
    dtype: str | None = None
    acc_dtype: str | None = None

    function: ClassVar[str] = ""  # the name in the array module
    identity: ClassVar[str] = ""  # in C, by kind: see `c_identity`
    scalar_op: ClassVar[Any] = None  # the scalar function that is applied repeatedly, for legacy code

    def __post_init__(self) -> None:
        """Convert the axes of legacy code, one as an int or several in any order."""
        if isinstance(self.axis, int | np.integer):
            object.__setattr__(self, "axis", (int(self.axis),))
        elif self.axis is not None and list(self.axis) != sorted(set(self.axis)):
            object.__setattr__(self, "axis", tuple(sorted(set(self.axis))))
        elif isinstance(self.axis, list):
            object.__setattr__(self, "axis", tuple(self.axis))

    def make_node(self, input: Any) -> Apply:
        x = as_tensor(input)
        if self.axis and self.axis[0] < 0:  # counted from the end: known only with the rank
            for a in self.axis:
                if a < -x.type.ndim:
                    raise ValueError(f"Not enough dimensions on `{x}` ({x.type}) to reduce on axis {a}.")
            return replace(self, axis=tuple(a % x.type.ndim for a in self.axis)).make_node(x)
        return super().make_node(x)

    def axes(self, ndim: int) -> tuple[int, ...]:
        """Return the reduced dimensions of an operand of rank `ndim`."""
        return tuple(range(ndim)) if self.axis is None else self.axis

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or dtype

    def accumulator_dtype(self, dtype: str) -> str:
        return self.acc_dtype or self.output_dtype(dtype)

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        axes = self.axes(x.ndim)
        if axes and max(axes) >= x.ndim:
            raise ValueError(f"Not enough dimensions on {x} to reduce on axis {max(axes)}")
        kept = [b for d, b in enumerate(x.broadcastable) if d not in axes]
        return [tensor_type(self.output_dtype(x.dtype), kept)]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        return [tuple(s for d, s in enumerate(input_shapes[0]) if d not in axes)]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        out = node.outputs[0].type.dtype
        x = xp.asarray(x)
        arguments = self.array_arguments()
        if self.function in ("sum", "prod"):
            x = in_dtype(xp, x, self.accumulator_dtype(x.dtype.name))
            arguments["dtype"] = x.dtype  # otherwise narrow integers are added in 64 bits
        function = partial(getattr(xp, self.function), **arguments)
        with np.errstate(all="ignore"):
            if xp is np and len(axes) > 1:
                for axis in reversed(axes):  # one by one, as in Theano: the same rounding
                    x = function(x, axis=axis)
                return [np.asarray(x).astype(out)]
            return [in_dtype(xp, xp.asarray(function(x, axis=axes)), out)]

    def array_arguments(self) -> dict[str, Any]:
        """Return further arguments for the function of the array module."""
        return {}

    def compat_r_op(self, inputs: Sequence[Variable], eval_points: Sequence[Any]) -> list[Any]:
        if eval_points[0] is None:
            return [None]
        return [self.r_linear(inputs[0], eval_points[0])]

    def r_linear(self, x: Any, point: Any) -> Any:
        g = self.compat_gradient([x], [self(x)], [ones_like(self(x))])[0]
        return Sum(self.axis)(g * point)

    def __str__(self) -> str:
        axis = "" if self.axis is None else f"{{axis={list(self.axis)}}}"
        return f"{type(self).__name__}{axis}"

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.reduction(node, self.function)


def expand_like(reduced: Any, x: Any, axes: tuple[int, ...]) -> Any:
    """Return `reduced` with its dropped dimensions restored as broadcastable ones, so that it broadcasts with `x`."""
    kept = iter(range(reduced.type.ndim))
    order: list[Any] = ["x" if d in axes else next(kept) for d in range(x.type.ndim)]
    return reduced.dimshuffle(order)


def _spread(g: Variable, x: Variable, axes: tuple[int, ...]) -> Any:
    """Return `g` repeated over the reduced dimensions of `x`."""
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
    """The sum of a tensor of any shape. `theano.tensor.sum` makes it.

    axis: a tuple of the dimensions that are summed; None for all. dtype: of the result; by default int64 for smaller
    integers. acc_dtype: in which the sum is taken; by default float64 for float32.
    """

    function: ClassVar[str] = "sum"
    scalar_op: ClassVar[Elementwise] = add

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or _integers_widen(dtype)

    def accumulator_dtype(self, dtype: str) -> str:
        if self.acc_dtype:
            return self.acc_dtype
        wide = {"float16": "float32", "float32": "float64", "complex64": "complex128"}
        out = self.output_dtype(dtype)
        if out in DISCRETE and dtype not in DISCRETE:  # Theano adds in the input's dtype and truncates the sum
            out = dtype
        return wide.get(out, out)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g] = inputs, output_gradients
        if outputs[0].dtype in DISCRETE:
            return [zero_gradient(x)]
        return [_spread(g, x, self.axes(x.type.ndim))]

    def r_linear(self, x: TensorLike, point: Mapping[str, Any]) -> Any:
        return self(point)


@dataclass(frozen=True)
class Prod(Reduction):
    """The product of a tensor of any shape. `theano.tensor.prod` makes it.

    axis, dtype, acc_dtype: as in Sum. no_zeros_in_input: a promise that no element is 0, so that division gives the
    gradient.
    """

    no_zeros_in_input: bool = False
    function: ClassVar[str] = "prod"
    scalar_op: ClassVar[Elementwise] = mul

    def output_dtype(self, dtype: str) -> str:
        return self.dtype or _integers_widen(dtype)

    def accumulator_dtype(self, dtype: str) -> str:
        return Sum(self.axis, self.dtype, self.acc_dtype).accumulator_dtype(dtype)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return g * prod / x, and where x is 0 g times the product of the other elements."""
        [x], [g], [out] = inputs, output_gradients, outputs
        if out.dtype in DISCRETE or x.dtype in DISCRETE:
            return [zero_gradient(x)]
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
    """The largest element. of_nothing: -inf for an empty reduction, as log-sum-exp needs it; otherwise an error."""

    of_nothing: bool = False
    function: ClassVar[str] = "max"
    scalar_op: ClassVar[Elementwise] = maximum
    least: ClassVar[float] = -np.inf

    def array_arguments(self) -> dict[str, Any]:
        return {"initial": self.least} if self.of_nothing else {}

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [x], [g], [out] = inputs, output_gradients, outputs
        axes = self.axes(x.type.ndim)
        return [eq(expand_like(out, x, axes), x) * expand_like(g, x, axes)]

    def r_linear(self, x: Any, point: Any) -> Any:
        """Return the tangent of the first largest element, as Theano does: of one among equals, or NaN."""
        axes = self.axes(x.type.ndim)
        if len(axes) != 1:
            whole = len(axes) == x.type.ndim
            return point.flatten()[Argmax()(self.signed(x))] if whole else super().r_linear(x, point)
        at = expand_like(Argmax(axes)(self.signed(x)), x, axes)
        return along(point, at, axes[0]).dimshuffle([d for d in range(x.type.ndim) if d != axes[0]])

    def signed(self, x: TensorLike) -> Any:
        """Return a value that is largest where this reduction's result is."""
        return x


@dataclass(frozen=True)
class Min(Max):
    """The least element over `axis`."""

    function: ClassVar[str] = "min"
    scalar_op: ClassVar[Elementwise] = minimum
    least: ClassVar[float] = np.inf

    def signed(self, x: Any) -> Any:
        return -x


@dataclass(frozen=True)
class All(Reduction):
    """Whether all elements are true, as bool. `theano.tensor.all` makes it.

    axis: a tuple of the reduced dimensions of a tensor of any shape; None for all. dtype, acc_dtype: without an
    effect.
    """

    function: ClassVar[str] = "all"
    scalar_op: ClassVar[Elementwise] = and_

    @property
    def compat_plain_name(self) -> str:
        return super().__str__()

    def __str__(self) -> str:
        axes = "" if self.axis is None else f"{{{', '.join(map(str, self.axis))}}}"
        return f"{type(self).__name__.rstrip('_')}{axes}"

    def output_dtype(self, dtype: str) -> str:
        return "bool"

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zero_gradient(inputs[0])]


@dataclass(frozen=True)
class Any_(All):
    """Whether any element is true, as bool. `theano.tensor.any` makes it.

    axis, dtype, acc_dtype: as in All, for a tensor of any shape.
    """

    function: ClassVar[str] = "any"
    scalar_op: ClassVar[Elementwise] = or_


@dataclass(frozen=True)
class Argmax(TensorOp):
    """The index of the first largest element of a tensor of any shape. `theano.tensor.argmax` makes it.

    axis: a tuple of dimensions; None or several: the index counts in the flattened reduced dimensions.
    """

    axis: tuple[int, ...] | None = None
    compat_stops_tangents = True

    def axes(self, ndim: int) -> tuple[int, ...]:
        return tuple(range(ndim)) if self.axis is None else self.axis

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        axes = self.axes(x.ndim)
        return [tensor_type("int64", [b for d, b in enumerate(x.broadcastable) if d not in axes])]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        axes = self.axes(node.inputs[0].type.ndim)
        return [tuple(s for d, s in enumerate(input_shapes[0]) if d not in axes)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zero_gradient(inputs[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        x = xp.asarray(x)
        axes = self.axes(x.ndim)
        kept = [d for d in range(x.ndim) if d not in axes]
        flat = xp.transpose(x, (*kept, *axes)).reshape([x.shape[d] for d in kept] + [prod(x.shape[d] for d in axes)])
        return [xp.asarray(xp.argmax(flat, axis=-1)).astype("int64")]

    def compat_c_computations(self, node: Apply, computations: Computations) -> None:
        computations.reduction(node, "argmax")


@dataclass(frozen=True)
class Bitwise(TensorOp):
    """The bitwise "and", "or" or "xor" of integers (or bools) over `axis`."""

    kind: str
    axis: tuple[int, ...]

    def compat_result_types(self, x: TensorType) -> list[TensorType]:
        if x.dtype not in DISCRETE:
            raise TypeError(f"bits are of integers, got {x}.")
        return [tensor_type(x.dtype, [b for d, b in enumerate(x.broadcastable) if d not in self.axis])]

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        return [tuple(s for d, s in enumerate(input_shapes[0]) if d not in self.axis)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zero_gradient(inputs[0])]

    def compat_array(self, xp: ArrayModule, node: Apply, x: Array) -> list[Any]:
        function = getattr(xp, f"bitwise_{self.kind}")
        return [xp.asarray(function.reduce(xp.asarray(x), axis=self.axis)).astype(x.dtype)]
