"""Softmax and related Ops. Source of names and conventions: theano.tensor.nnet.nnet.

The maximum is subtracted before any exp, so that no finite input overflows. Gradients are written so that a division
by the probabilities, as in the gradient of a logarithm, cancels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...docstrings import of_instances, text
from ...graph.types import DisconnectedType
from ...graph.variable import Variable
from ..elementwise.functions import exp, log
from ..reductions.functions import keep_dims
from ..reductions.functions import sum as sum_over
from ..reductions.ops import Max
from ..scan.composed import Composed
from ..shapes.creation import alloc
from ..shapes.join import join
from ..shapes.shape import addbroadcast
from ..tensor_op import as_tensor, disconnected
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor


def _float_tensor(value: TensorLike, name: str, ndims: tuple[int, ...]) -> Any:
    """Return `value` as a variable; a vector becomes a row if matrices are expected."""
    x = as_tensor(value)
    if x.type.ndim not in ndims or np.dtype(x.type.dtype).kind != "f":
        ranks = " or ".join(f"{n}-d" for n in ndims)
        raise ValueError(f"{name} must be {ranks} tensor of floats. Got {x.type} for `{x}`.")
    return x.dimshuffle("x", 0) if x.type.ndim == 1 and 2 in ndims else x


def _less_largest(x: Variable) -> Any:
    return x - keep_dims(x, Max((1,), of_nothing=True)(x), 1)


def through_softmax(g: Tensor, s: Tensor) -> Any:
    """Return the gradient with respect to x, given `g` for s = softmax(x)."""
    weighted = g * s
    return weighted - s * sum_over(weighted, axis=1, keepdims=True)


class Softmax(Composed):
    """exp(x) / sum(exp(x)) along the rows of a matrix; a vector gives a matrix of one row. See `tt.nnet.softmax`."""

    def convert(self, x: TensorLike) -> list[Any]:
        return [_float_tensor(x, "x", (1, 2))]

    def compose(self, x: Variable) -> list[Any]:
        powers = exp(_less_largest(x))
        return [powers / sum_over(powers, axis=1, keepdims=True)]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [through_softmax(output_gradients[0], outputs[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else through_softmax(eval_points[0], self(*inputs))]


class LogSoftmax(Composed):
    """log(softmax(x)) of the rows of a matrix, finite where softmax underflows.

    Input: a matrix, or a vector for a matrix of one row. Use it as `theano.tensor.nnet.logsoftmax`.
    """

    def convert(self, x: TensorLike) -> list[Any]:
        return [_float_tensor(x, "x", (1, 2))]

    def compose(self, x: Variable) -> list[Any]:
        less = _less_largest(x)
        return [less - log(sum_over(exp(less), axis=1, keepdims=True))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g] = output_gradients
        return [g - sum_over(g, axis=1, keepdims=True) * Softmax()(inputs[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        [point] = eval_points
        if point is None:
            return [None]
        return [point - sum_over(point * Softmax()(inputs[0]), axis=1, keepdims=True)]


class LogSumExp(Composed):
    """log(sum(exp(x))) for each row of a matrix; NaN where softmax is NaN."""

    def convert(self, x: TensorLike) -> list[Any]:
        return [_float_tensor(x, "x", (2,))]

    def compose(self, x: Variable) -> list[Any]:
        return [Max((1,), of_nothing=True)(x) + log(sum_over(exp(_less_largest(x)), axis=1))]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [output_gradients[0].dimshuffle(0, "x") * Softmax()(inputs[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        [point] = eval_points
        return [None if point is None else sum_over(point * Softmax()(inputs[0]), axis=1)]


class SoftmaxWithBias(Composed):
    """softmax(x + b) of a matrix x and a vector b.

    Use it as `theano.tensor.nnet.nnet.softmax_with_bias`.
    """

    def convert(self, x: TensorLike, b: TensorLike) -> list[Any]:
        return [_float_tensor(x, "x", (2,)), _float_tensor(b, "b", (1,))]

    def compose(self, x: Tensor, b: Tensor) -> list[Any]:
        if x.type.broadcastable[1] and not b.type.broadcastable[0]:
            b = addbroadcast(b, 0)  # the result has the broadcast pattern of x
        return Softmax().compose((x + b).astype(x.type.dtype))

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        [g] = output_gradients
        if isinstance(g.type, DisconnectedType):
            return [disconnected(), disconnected()]
        dx = through_softmax(g, outputs[0])
        return [dx, sum_over(dx, axis=0)]


class SoftmaxGrad(Composed):
    """The gradient with respect to x, given that with respect to softmax(x). Inputs: dy, sm.

    dy, sm: matrices of one shape, that gradient and softmax(x). Use it as `theano.tensor.nnet.nnet.softmax_grad`.
    """

    def convert(self, dy: TensorLike, sm: TensorLike) -> list[Any]:
        return [_float_tensor(dy, "dy", (1, 2)), _float_tensor(sm, "sm", (1, 2))]

    def compose(self, dy: Tensor, sm: Tensor) -> list[Any]:
        return [through_softmax(dy, sm).astype(sm.type.dtype)]


def _prepended(made: Prepend_scalar_constant_to_each_row) -> str:
    """Return the docstring of one of them, such as `theano.tensor.nnet.nnet.prepend_1_to_each_row`."""
    return text(
        f"Return a matrix with a column of {made.val:g} in front.",
        {"mat": "the matrix"},
        f">>> tt.nnet.nnet.Prepend_scalar_constant_to_each_row({made.val:g})([[2.0, 3.0]]).eval()\n"
        f"{np.array([[made.val, 2.0, 3.0]])!r}",
        "theano.tensor.nnet.nnet",
    )


class Prepend_scalar_constant_to_each_row(Composed):
    """A matrix with a column filled with one number in front. Input: the matrix.

    val: the number. `theano.tensor.nnet.nnet.prepend_0_to_each_row` is that of 0, `prepend_1_to_each_row` that of 1.
    """

    __doc__ = of_instances(__doc__, lambda made: _prepended(made))

    __props__ = ("val",)

    def __init__(self, val: float = 0) -> None:
        self.val = float(val)

    def convert(self, mat: Any) -> list[Any]:
        mat = as_tensor(mat)
        if mat.type.ndim != 2:
            raise TypeError("Expected a matrix as input")
        return [mat]

    def compose(self, mat: Variable) -> list[Any]:
        return [join(1, _column(mat, np.asarray(self.val, mat.type.dtype)), mat)]


class Prepend_scalar_to_each_row(Composed):
    """A matrix with a column filled with one number in front. Inputs: the number, the matrix.

    Use it as `theano.tensor.nnet.nnet.prepend_scalar_to_each_row`.
    """

    def convert(self, val: Any, mat: Any) -> list[Any]:
        mat = as_tensor(mat)
        val = as_tensor(np.asarray(val, mat.type.dtype) if isinstance(val, int | float) else val)
        if mat.type.ndim != 2:
            raise TypeError("Expected a matrix as input")
        if val.type.ndim:
            raise TypeError("Expected a scalar to be prepended")
        return [val, mat]

    def compose(self, val: Variable, mat: Variable) -> list[Any]:
        return [join(1, _column(mat, val.astype(mat.type.dtype)), mat)]


def _column(mat: Variable, value: TensorLike) -> Any:
    return alloc(value, mat.shape[0], 1)
