"""Softmax and crossentropy functions. Source of names and conventions: theano.tensor.nnet."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..elementwise.functions import abs_, eq, log, log1p, neq, softplus
from ..indexing.nonzero import flatnonzero
from ..linear_algebra.blas import batched_dot, dot, tensordot
from ..ordering.sorting import sort
from ..reductions.functions import max_and_argmax
from ..reductions.functions import sum as sum_over
from ..shapes.creation import arange, zeros_like
from ..shapes.join import concatenate
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor
from .crossentropy_ops import CrossentropyCategorical1Hot, CrossentropySoftmaxArgmax1HotWithBias
from .softmax_ops import LogSoftmax, Softmax


def softmax(c: TensorLike) -> Any:
    """Return exp(c) / sum(exp(c)) along the rows of a matrix; a vector gives a matrix of one row, as in Theano.

    c: a matrix of shape (examples, classes), or a vector.
    """
    return Softmax()(c)


def logsoftmax(c: TensorLike) -> Any:
    """Return log(softmax(c)) along the rows of a matrix, finite where softmax underflows.

    c: a matrix of shape (examples, classes), or a vector, which gives a matrix of one row.
    """
    return LogSoftmax()(c)


def binary_crossentropy(output: Any, target: Any) -> Any:
    """Return -(t log(o) + (1 - t) log(1 - o)) for output o and target t, element by element.

    output: probabilities, a tensor of any shape, such as a sigmoid's. target: 0, 1 or probabilities, of that shape.
    """
    output, target = as_tensor(output), as_tensor(target)
    return -(target * log(output) + (1.0 - target) * log1p(-output))


def sigmoid_binary_crossentropy(output: Any, target: Any) -> Any:
    """Return binary_crossentropy(sigmoid(output), target), finite for any output.

    output: log odds, a tensor of any shape. target: 0, 1 or probabilities, of that shape.
    """
    output, target = as_tensor(output), as_tensor(target)
    return softplus(-abs_(output)) + output * ((output > 0) - target)


def crossentropy_softmax_1hot_with_bias(x: TensorLike, b: TensorLike, y_idx: TensorLike, **kwargs: Any) -> list[Any]:
    """Return [-log softmax(x + b)[i, y_idx[i]] for each row i, softmax(x + b)].

    x: a matrix (examples, classes). b: a vector (classes,). y_idx: the class of each example, an integer vector.
    """
    return CrossentropySoftmaxArgmax1HotWithBias()(x, b, y_idx, **kwargs)[:2]


def crossentropy_softmax_1hot(x: Any, y_idx: Tensor, **kwargs: Any) -> list[Any]:
    """Return [-log softmax(x)[i, y_idx[i]] for each row i, softmax(x)].

    x: a matrix (examples, classes). y_idx: the class of each example, an integer vector.
    """
    x = as_tensor(x)
    return crossentropy_softmax_1hot_with_bias(x, zeros_like(x[0, :]), y_idx, **kwargs)


def crossentropy_softmax_max_and_argmax_1hot_with_bias(
    x: TensorLike, b: TensorLike, y_idx: TensorLike, **kwargs: Any
) -> tuple[Any, ...]:
    """Return (crossentropies, softmax(x + b), the largest probability in each row, its class).

    x: a matrix (examples, classes). b: a vector (classes,). y_idx: the class of each example, an integer vector.
    """
    losses, probabilities = crossentropy_softmax_1hot_with_bias(x, b, y_idx, **kwargs)
    return losses, probabilities, *max_and_argmax(probabilities, axis=-1)


def crossentropy_softmax_max_and_argmax_1hot(x: Any, y_idx: Any, **kwargs: Any) -> tuple[Any, ...]:
    """Return (crossentropies, softmax(x), the largest probability in each row, its class).

    x: a matrix (examples, classes). y_idx: the class of each example, an integer vector.
    """
    x = as_tensor(x)
    return crossentropy_softmax_max_and_argmax_1hot_with_bias(x, zeros_like(x[0, :]), y_idx, **kwargs)


def categorical_crossentropy(coding_dist: TensorLike, true_dist: TensorLike) -> Any:
    """Return -sum(true * log(coding)) for each row.

    coding_dist: predicted probabilities, (examples, classes), such as a softmax's.
    true_dist: true probabilities of the same shape, or an integer vector of class indices.

    TypeError for other ranks, or for class indices that are not integers.
    """
    coding, true = as_tensor(coding_dist), as_tensor(true_dist)
    if true.type.ndim == coding.type.ndim:
        return -sum_over(true * log(coding), axis=coding.type.ndim - 1)
    if true.type.ndim == coding.type.ndim - 1:
        return CrossentropyCategorical1Hot()(coding, true)
    raise TypeError(
        f"rank mismatch between coding and true distributions: `{coding}` has {coding.type.ndim} "
        f"dimensions, `{true}` has {true.type.ndim}."
    )


def h_softmax(
    x: Any,
    batch_size: Any,
    n_outputs: int,
    n_classes: int,
    n_outputs_per_class: Any,
    W1: TensorLike,
    b1: TensorLike,
    W2: Any,
    b2: Any,
    target: Any = None,
) -> Any:
    """Return a two-level softmax: over classes, then over the outputs within a class.

    x: a matrix (batch, features). batch_size: its rows. n_classes, n_outputs_per_class: the two levels. n_outputs: how
    many of their outputs there are. W1: (features, classes). b1: (classes,). W2: (classes, features, outputs per
    class). b2: (classes, outputs per class). target: the output of each example, an integer vector, or None.

    Returns the probabilities of all outputs, a matrix (batch, n_outputs), or those of target, one for each example.
    """
    x = as_tensor(x)
    classes = softmax(dot(x, W1) + b1)
    if target is None:
        within = softmax((tensordot(x, W2, (1, 1)) + b2).reshape((-1, n_outputs_per_class)))
        both = classes.dimshuffle(0, 1, "x") * within.reshape((batch_size, n_classes, -1))
        return both.reshape((batch_size, -1))[:, :n_outputs]
    target = as_tensor(target).flatten()
    own, inside, rows = target // n_outputs_per_class, target % n_outputs_per_class, arange(batch_size)
    activations = batched_dot(x.dimshuffle(0, "x", 1), as_tensor(W2)[own])[:, 0] + as_tensor(b2)[own]
    return classes[rows, own] * softmax(activations)[rows, inside]


def confusion_matrix(actual: Any, pred: Any) -> list[Any]:
    """Return [counts by actual class (row) and predicted class (column), the classes in order].

    actual, pred: integer vectors of one length.
    """
    actual, pred = as_tensor(actual), as_tensor(pred)
    for name, v in (("actual", actual), ("pred", pred)):
        if v.type.ndim != 1:
            raise ValueError(f"{name} must be 1-d tensor variable, got {v.type}.")
    in_order = sort(concatenate([actual, pred]))
    order = in_order[concatenate([np.zeros(1, "int64"), flatnonzero(neq(in_order[1:], in_order[:-1])) + 1])]
    rows, columns = (eq(v.dimshuffle(0, "x"), order).astype("int64") for v in (actual, pred))
    return [dot(rows.T, columns), order]
