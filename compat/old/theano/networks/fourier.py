"""Fourier transforms. Source: theano.tensor.fft, theano.tensor.fourier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....graph.arrays import Array, ArrayModule
from ....graph.dtypes import DISCRETE
from ....graph.types import TensorType
from ....graph.variable import Apply, Constant, Variable
from ....ops.elementwise.functions import eq, exp, sqrt, switch
from ....ops.indexing.writing import set_subtensor
from ....ops.linear_algebra.blas import outer, tensordot
from ....ops.shapes.creation import arange
from ....ops.shapes.shape import shape_of
from ....ops.tensor_op import TensorOp, as_tensor, disconnected, tensor_type
from ....ops.tensor_variable import Tensor


@dataclass(frozen=True)
class _RealTransform(TensorOp):
    """The base of transforms of real arrays.

    Inputs: batches of real arrays, and the lengths of an array as an integer vector. Complex numbers are pairs of reals
    along an additional last dimension; the dimension before it holds half the spectrum, n // 2 + 1 frequencies.
    """

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False]]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1,)

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else self(eval_points[0], inputs[1])]

    def _lengths(self, s: Any) -> Any:
        s = as_tensor(s)
        if s.type.dtype not in DISCRETE or s.type.dtype == "bool":
            raise TypeError(f"{self}: length of the transformed axis must be of type integer, got {s.type.dtype}.")
        return s


def _without_doubles(x: Any, s: Any, factor: float) -> Any:
    """Return x with those frequencies multiplied by `factor` that half a spectrum has once and the whole twice."""
    last = s[-1]
    at = (slice(None),) * (x.type.ndim - 2) + (slice(1, last // 2 + last % 2), slice(None))
    return set_subtensor(x[at], x[at] * np.asarray(factor, x.dtype))


@dataclass(frozen=True)
class RFFTOp(_RealTransform):
    """The Op of `rfft`, not normalized: (m, ..., n) -> (m, ..., n // 2 + 1, 2), real and imaginary parts last.

    Inputs: the arrays, and their shape without m, an integer vector. Use it as `theano.tensor.fft.rfft_op`.
    """

    def make_node(self, a: Any, s: Any = None) -> Apply:
        a = as_tensor(a)
        if a.type.ndim < 2:
            raise TypeError(f"{type(self).__name__}: input must have dimension > 2, with first dimension batches")
        s = self._lengths(a.shape[1:] if s is None else s)
        return Apply(self, [a, s], [tensor_type(a.type.dtype, [False] * (a.type.ndim + 1))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        s, ndim = node.inputs[1], node.inputs[0].type.ndim  # type: Any, Any
        lengths = [s[d].astype("int64") for d in range(ndim - 1)]
        return [(input_shapes[0][0], *lengths[:-1], lengths[-1] // 2 + 1, 2)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [irfft_op(_without_doubles(output_gradients[0], inputs[1], 0.5), inputs[1]), disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, s: Array) -> list[Any]:
        lengths = [int(n) for n in s]
        found = xp.fft.rfftn(a, s=lengths, axes=list(range(-len(lengths), 0)))
        return [xp.stack([xp.real(found), xp.imag(found)], axis=-1).astype(a.dtype)]


@dataclass(frozen=True)
class IRFFTOp(_RealTransform):
    """The Op of `irfft`, not normalized: (m, ..., n // 2 + 1, 2) -> (m, ..., n).

    Inputs: the transforms, and the shape of the result without m, an integer vector. Use it as
    `theano.tensor.fft.irfft_op`.
    """

    def make_node(self, a: Any, s: Any = None) -> Apply:
        a = as_tensor(a)
        if a.type.ndim < 3:
            raise TypeError(
                f"{type(self).__name__}: input must have dimension >= 3, with first dimension batches and "
                "last real/imag parts"
            )
        if s is None:
            s = a.shape[1:-1]
            s = set_subtensor(s[-1], (s[-1] - 1) * 2)
        s = self._lengths(s)
        return Apply(self, [a, s], [tensor_type(a.type.dtype, [False] * (a.type.ndim - 1))()])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        s, ndim = node.inputs[1], node.inputs[0].type.ndim  # type: Any, Any
        return [(input_shapes[0][0], *(s[d].astype("int64") for d in range(ndim - 2)))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [_without_doubles(rfft_op(output_gradients[0], inputs[1]), inputs[1], 2.0), disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, s: Array) -> list[Any]:
        lengths = [int(n) for n in s]
        found = xp.fft.irfftn(a[..., 0] + 1j * a[..., 1], s=lengths, axes=list(range(-len(lengths), 0)))
        return [(found * np.prod(lengths)).astype(a.dtype)]


rfft_op, irfft_op = RFFTOp(), IRFFTOp()


def _scale(s: Tensor, dtype: str, norm: str | None, inverse: bool) -> Any:
    """Return the divisor of the transform."""
    if norm not in (None, "ortho", "no_norm"):
        raise ValueError(f"Invalid value {norm!r} for norm, must be None, 'ortho' or 'no_norm'")
    if norm == "ortho":
        return sqrt(s.prod().astype(dtype))
    return s.prod().astype(dtype) if inverse and norm is None else None


def rfft(inp: Variable, norm: str | None = None) -> Any:
    """Return the Fourier transforms of m real arrays, (m, ..., n) -> (m, ..., n // 2 + 1, 2).

    norm: None divides the inverse alone by the number of elements, "ortho" both by its root, "no_norm" neither.

    inp: a tensor of shape (m, ..., n).
    """
    s = inp.shape[1:]
    scale = _scale(s, inp.dtype, norm, False)
    return rfft_op(inp, s) if scale is None else rfft_op(inp, s) / scale


def irfft(inp: Variable, norm: str | None = None, is_odd: bool = False) -> Any:
    """Return the inverse transform of `rfft`, (m, ..., n // 2 + 1, 2) -> (m, ..., n).

    inp: a tensor of that shape. norm: as in `rfft`. is_odd: whether the last length of the result is odd, which the
    input does not show.
    """
    if is_odd not in (True, False):
        raise ValueError(f"Invalid value {is_odd} for is_odd, must be True or False")
    s = inp.shape[1:-1]
    s = set_subtensor(s[-1], (s[-1] - 1) * 2 + int(is_odd))
    scale = _scale(s, inp.dtype, norm, True)
    return irfft_op(inp, s) if scale is None else irfft_op(inp, s) / scale


@dataclass(frozen=True)
class Fourier(TensorOp):
    """The transform numpy.fft.fft(a, n, axis), as complex128. Use it as `theano.tensor.fourier.fft`.

    Inputs: a, a tensor of any shape, n, the length of the transform (None: that of a), axis (None: the last).
    """

    def make_node(self, a: Any, n: Any = None, axis: Any = None) -> Apply:
        a = as_tensor(a)
        if a.type.ndim < 1:
            raise TypeError(f"{type(self).__name__}: input must be an array, not a scalar")
        axis = self._integer(a.type.ndim - 1 if axis is None else axis, "index")
        if isinstance(axis, Constant) and not 0 <= axis.data < a.type.ndim:
            raise TypeError(
                f"{type(self).__name__}: index of the transformed axis must be a scalar not smaller than 0 "
                "and smaller than dimension of array"
            )
        n = self._integer(a.shape[axis] if n is None else n, "length")
        if isinstance(n, Constant) and n.data < 1:
            raise TypeError(f"{type(self).__name__}: length of the transformed axis must be a strictly positive scalar")
        return Apply(self, [a, n, axis], [TensorType("complex128", a.type.broadcastable)()])

    def _integer(self, value: Any, role: str) -> Any:
        value = as_tensor(value)
        if value.type.dtype not in DISCRETE or value.type.ndim:
            raise TypeError(f"{type(self).__name__}: {role} of the transformed axis must be an integer scalar")
        return value

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any]:
        n, axis = node.inputs[1].astype("int64"), node.inputs[2]  # type: ignore[attr-defined]
        if isinstance(axis, Constant):
            return [tuple(n if d == axis.data else own for d, own in enumerate(input_shapes[0]))]
        return [
            tuple(
                switch(eq(axis, d), n, as_tensor(np.int64(own) if isinstance(own, int) else own))
                for d, own in enumerate(input_shapes[0])
            )
        ]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True], [False], [False]]

    def compat_structural(self, node: Apply) -> Sequence[int]:
        return (1, 2)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        """Return the gradient of the transform as a complex-differentiable function.

        Each element of `a` is multiplied by its row of the transform's matrix.
        """
        (a, n, axis), [g] = inputs, output_gradients
        if not isinstance(axis, Constant):
            raise NotImplementedError(f"{type(self).__name__}: gradient is only there for an axis that is a constant")
        d = int(axis.data)
        angles = outer(arange(n), arange(shape_of(a)[d]))
        weights = exp((-2j * np.pi) * angles / n.astype("float64"))
        slope = tensordot(g, weights, [[d], [0]])
        order = [*range(d), a.type.ndim - 1, *range(d, a.type.ndim - 1)]
        return [slope.dimshuffle(order), disconnected(), disconnected()]

    def compat_array(self, xp: ArrayModule, node: Apply, a: Array, n: Array, axis: Array) -> list[Any]:
        return [xp.fft.fft(a, n=int(n), axis=int(axis)).astype("complex128")]


fft = Fourier()
