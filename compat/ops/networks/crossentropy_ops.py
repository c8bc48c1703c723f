"""Crossentropies of class indices, as Ops. Source of names and conventions: theano.tensor.nnet.nnet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array
from ...graph.types import DisconnectedType
from ...graph.variable import Apply, Variable
from ..control.assertion import Assert
from ..elementwise.functions import cast, ge, log
from ..indexing.writing import inc_subtensor
from ..reductions.functions import all as all_of
from ..reductions.functions import argmax
from ..reductions.functions import sum as sum_over
from ..scan.composed import Composed
from ..shapes.creation import alloc, arange, zeros_like
from ..shapes.equal_lengths import checked
from ..shapes.shape import patternbroadcast
from ..tensor_op import as_tensor, disconnected
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor
from .softmax_ops import LogSoftmax, Softmax, through_softmax


def _classes(y_idx: TensorLike) -> Any:
    y = as_tensor(y_idx)
    if y.type.ndim != 1 or np.dtype(y.type.dtype).kind not in "iu":
        raise TypeError(f"y_idx must be 1-d tensor of [u]ints, got {y.type} for `{y}`.")
    return y


def _floats(value: TensorLike, name: str, ndims: tuple[int, ...]) -> Any:
    x = as_tensor(value)
    if x.type.ndim not in ndims or np.dtype(x.type.dtype).kind != "f":
        raise ValueError(f"{name} must be {' or '.join(f'{n}-d' for n in ndims)} tensor of floats, got {x.type}.")
    return x


def _require_classes(y: np.ndarray, columns: int) -> None:
    if np.size(y) and (np.min(y) < 0 or np.max(y) >= columns):
        raise ValueError(f"y_i value out of bounds: classes are 0 to {columns - 1}, found {np.min(y)} to {np.max(y)}.")


def _in_bounds(y: Variable) -> Any:
    """Return `y` with an Assert for C; the Python backend raises the error in `check`."""
    if y.type.dtype.startswith("u"):
        return y
    return Assert("y_i value out of bounds")(y, all_of(ge(y, 0)))


class CrossentropySoftmaxArgmax1HotWithBias(Composed):
    """Crossentropies, softmax and predicted classes of the rows of x + b.

    Outputs: [-log softmax(x + b)[i, y_idx[i]] for each row i, softmax(x + b), the class with the largest value of each
    row, in y's dtype].

    Inputs: x, a matrix (examples, classes), b, a vector, y_idx, an integer vector.
    """

    def convert(self, x: TensorLike, b: TensorLike, y_idx: TensorLike) -> list[Any]:
        return [_floats(x, "x", (2,)), _floats(b, "b", (1,)), _classes(y_idx)]

    def check(self, x: TensorLike, b: TensorLike, y_idx: Array) -> None:
        if not np.shape(x)[0] == np.shape(y_idx)[0]:
            raise ValueError(f"y_idx must have same number of rows as x: {np.shape(y_idx)[0]} and {np.shape(x)[0]}.")
        _require_classes(y_idx, np.shape(x)[1])

    def compose(self, x: Tensor, b: Tensor, y_idx: Tensor) -> list[Any]:
        total = checked((x + b).astype(x.type.dtype), 0, y_idx.shape[0])  # whichever output is used
        [logs], [probabilities] = LogSoftmax().compose(total), Softmax().compose(total)
        rows = arange(y_idx.shape[0])
        return [-logs[rows, _in_bounds(y_idx)], probabilities, cast(argmax(probabilities, axis=1), y_idx.type.dtype)]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[True, True, True], [True, True, True], [False, False, True]]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (_, _, y_idx), (_, probabilities, _), (g_loss, g_softmax, _) = inputs, outputs, output_gradients
        terms = []
        if not isinstance(g_loss.type, DisconnectedType):
            terms.append(CrossentropySoftmax1HotWithBiasDx()(g_loss, probabilities, y_idx))
        if not isinstance(g_softmax.type, DisconnectedType):
            terms.append(through_softmax(g_softmax, probabilities))
        if not terms:
            return [disconnected(), disconnected(), disconnected()]
        dx = terms[0] if len(terms) == 1 else terms[0] + terms[1]
        return [dx, sum_over(dx, axis=0), disconnected()]


class CrossentropySoftmax1HotWithBiasDx(Composed):
    """The gradient of the crossentropies, dy[i] * (sm[i] - onehot(y_idx[i])) for each row i.

    Inputs: dy, a vector, sm, a matrix (examples, classes), y_idx, an integer vector.
    """

    def convert(self, dy: TensorLike, sm: TensorLike, y_idx: TensorLike) -> list[Any]:
        return [_floats(dy, "dy", (0, 1)), _floats(sm, "sm", (2,)), _classes(y_idx)]

    def check(self, dy: Array, sm: Array, y_idx: Array) -> None:
        _require_classes(y_idx, np.shape(sm)[1])

    def compose(self, dy: Tensor, sm: Tensor, y_idx: Variable) -> list[Any]:
        weights = dy.dimshuffle(0, "x") if dy.type.ndim else dy
        scaled = patternbroadcast((weights * sm).astype(sm.type.dtype), sm.type.broadcastable)
        each = alloc(dy.astype(sm.type.dtype), y_idx.shape[0]) if all(dy.type.broadcastable) else dy
        return [inc_subtensor(scaled[arange(y_idx.shape[0]), _in_bounds(y_idx)], -each.astype(sm.type.dtype))]


class CrossentropyCategorical1Hot(Composed):
    """The crossentropies -log(coding[i, true[i]]) for each row i.

    Inputs: coding_dist, a matrix (examples, classes), true_one_of_n, an integer vector.
    """

    def convert(self, coding_dist: TensorLike, true_one_of_n: TensorLike) -> list[Any]:
        coding, true = as_tensor(coding_dist), as_tensor(true_one_of_n)
        if coding.type.ndim != 2:
            raise TypeError(f"matrix required for argument: coding_dist, got {coding.type} for `{coding}`")
        if true.type.ndim != 1 or np.dtype(true.type.dtype).kind not in "iu":
            raise TypeError(f"integer vector required for argument: true_one_of_n (got type: {true.type} for `{true}`)")
        return [coding, true]

    def compose(self, coding: Variable, true: Variable) -> list[Any]:
        return [-log(checked(coding, 0, true.shape[0])[arange(true.shape[0]), true])]

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        (coding, true), [g] = inputs, output_gradients
        return [CrossentropyCategorical1HotGrad()(g, coding, true), disconnected()]


class CrossentropyCategorical1HotGrad(Composed):
    """The gradient of the crossentropies with respect to coding_dist.

    Inputs: gradient of the crossentropies, a vector, coding_dist, a matrix, true_one_of_n, an integer vector.
    """

    def compose(self, g: Tensor, coding: Tensor, true: Variable) -> list[Any]:
        at = (arange(true.shape[0]), true)
        return [inc_subtensor(zeros_like(coding)[at], (-g / coding[at]).astype(coding.type.dtype))]
