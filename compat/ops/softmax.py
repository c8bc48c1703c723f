"""Softmax and the crossentropies, composed from reductions and elementwise rows. Source: theano.tensor.nnet.

The maximum is taken off before any exp, so that no finite input overflows.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.ops.creation import arange
from compat.ops.elementwise import abs_, cast, exp, log, log1p, softplus
from compat.ops.gradient_marks import disconnected_grad
from compat.ops.reductions import argmax
from compat.ops.reductions import max as maximum_over
from compat.ops.reductions import sum as sum_over
from compat.ops.tensor_op import as_tensor


def _rows(x: Any) -> Any:
    """`x` as the matrix of floats over whose rows softmax works; a vector is one row."""
    x = as_tensor(x)
    if x.type.ndim not in (1, 2) or np.dtype(x.type.dtype).kind != "f":
        raise ValueError(f"x must be 1-d or 2-d tensor of floats. Got {x.type} for `{x}`.")
    return x.dimshuffle("x", 0) if x.type.ndim == 1 else x


def softmax(c: Any) -> Any:
    """exp(c) / sum(exp(c)) along the rows of a matrix; a vector gives a matrix of one row, as legacy did."""
    c = _rows(c)
    powers = exp(c - disconnected_grad(maximum_over(c, axis=1, keepdims=True)))
    return powers / sum_over(powers, axis=1, keepdims=True)


def logsoftmax(c: Any) -> Any:
    """log(softmax(c)), finite where softmax underflows."""
    c = _rows(c)
    shifted = c - disconnected_grad(maximum_over(c, axis=1, keepdims=True))
    return shifted - log(sum_over(exp(shifted), axis=1, keepdims=True))


def softmax_with_bias(x: Any, b: Any) -> Any:
    """softmax(x + b)."""
    return softmax(as_tensor(x) + b)


def binary_crossentropy(output: Any, target: Any) -> Any:
    """-(t log(o) + (1 - t) log(1 - o)), element by element."""
    output, target = as_tensor(output), as_tensor(target)
    return -(target * log(output) + (1.0 - target) * log1p(-output))


def sigmoid_binary_crossentropy(output: Any, target: Any) -> Any:
    """binary_crossentropy(sigmoid(output), target), finite for any output."""
    output, target = as_tensor(output), as_tensor(target)
    return softplus(-abs_(output)) + output * ((output > 0) - target)


def crossentropy_categorical_1hot(coding_dist: Any, true_one_of_n: Any) -> Any:
    """-log(coding[i, true[i]]) for each row i."""
    return categorical_crossentropy(coding_dist, true_one_of_n)


def crossentropy_softmax_1hot_with_bias(x: Any, b: Any, y_idx: Any) -> tuple[Any, Any]:
    """(-log softmax(x + b)[i, y_idx[i]] for each row i, softmax(x + b)); the logarithm is that of logsoftmax."""
    x, y_idx = _rows(as_tensor(x) + b), as_tensor(y_idx)
    return -logsoftmax(x)[arange(y_idx.shape[0]), y_idx], softmax(x)


def crossentropy_softmax_1hot(x: Any, y_idx: Any) -> tuple[Any, Any]:
    """(-log softmax(x)[i, y_idx[i]] for each row i, softmax(x))."""
    x = as_tensor(x)
    return crossentropy_softmax_1hot_with_bias(x, np.zeros((), x.type.dtype), y_idx)


def crossentropy_softmax_argmax_1hot_with_bias(x: Any, b: Any, y_idx: Any) -> list[Any]:
    """[crossentropies, softmax(x + b), class of the largest probability in each row, in y_idx's dtype]."""
    losses, probabilities = crossentropy_softmax_1hot_with_bias(x, b, y_idx)
    return [losses, probabilities, cast(argmax(probabilities, axis=1), as_tensor(y_idx).type.dtype)]


def crossentropy_softmax_max_and_argmax_1hot_with_bias(x: Any, b: Any, y_idx: Any) -> tuple[Any, ...]:
    """(crossentropies, softmax(x + b), the largest probability in each row, its class)."""
    losses, probabilities = crossentropy_softmax_1hot_with_bias(x, b, y_idx)
    return losses, probabilities, maximum_over(probabilities, axis=1), argmax(probabilities, axis=1)


def crossentropy_softmax_max_and_argmax_1hot(x: Any, y_idx: Any) -> tuple[Any, ...]:
    """(crossentropies, softmax(x), the largest probability in each row, its class)."""
    x = as_tensor(x)
    return crossentropy_softmax_max_and_argmax_1hot_with_bias(x, np.zeros((), x.type.dtype), y_idx)


def categorical_crossentropy(coding_dist: Any, true_dist: Any) -> Any:
    """-sum(true * log(coding)) per row; `true_dist` may be a vector of class numbers.

    TypeError for other ranks, or for class numbers that are not integers.
    """
    coding, true = as_tensor(coding_dist), as_tensor(true_dist)
    if true.type.ndim == coding.type.ndim:
        return -sum_over(true * log(coding), axis=coding.type.ndim - 1)
    if true.type.ndim == coding.type.ndim - 1:
        if np.dtype(true.type.dtype).kind not in "iu" or true.type.ndim != 1:
            raise TypeError("integer vector required for argument: true_one_of_n "
                            f"(got type: {true.type} for `{true}`)")
        return -log(coding)[arange(true.shape[0]), true]
    raise TypeError(f"rank mismatch between coding and true distributions: `{coding}` has {coding.type.ndim} "
                    f"dimensions, `{true}` has {true.type.ndim}.")
