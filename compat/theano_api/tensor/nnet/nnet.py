"""Softmax, losses, rectifiers. Source of the names: theano.tensor.nnet.nnet."""

from __future__ import annotations

from typing import Any

from ....importing.module_getattr import absent_from
from ....ops.elementwise.functions import elu, exp, relu, selu
from ....ops.networks.crossentropy_ops import (
    CrossentropyCategorical1Hot,
    CrossentropyCategorical1HotGrad,
    CrossentropySoftmax1HotWithBiasDx,
    CrossentropySoftmaxArgmax1HotWithBias,
)
from ....ops.networks.softmax import (
    binary_crossentropy,
    categorical_crossentropy,
    confusion_matrix,
    crossentropy_softmax_1hot,
    crossentropy_softmax_1hot_with_bias,
    crossentropy_softmax_max_and_argmax_1hot,
    crossentropy_softmax_max_and_argmax_1hot_with_bias,
    h_softmax,
    logsoftmax,
    sigmoid_binary_crossentropy,
    softmax,
)
from ....ops.networks.softmax_ops import (
    LogSoftmax,
    Prepend_scalar_constant_to_each_row,
    Prepend_scalar_to_each_row,
    Softmax,
    SoftmaxGrad,
    SoftmaxWithBias,
)
from ....ops.reductions.functions import max
from ....ops.tensor_op import as_tensor
from ....ops.tensor_types import TensorLike
from ..elementwise_functions import functions
from .sigm import sigmoid, softplus

softsign = functions("theano.tensor.nnet")["softsign"]


def softmax_graph(c: TensorLike) -> Any:
    """Return exp(c) / sum(exp(c)) along the last dimension; for a vector it is a vector, not a row.

    c: a vector or a matrix, a variable.
    """
    c = as_tensor(c)
    c = c.astype(exp(c).type.dtype)
    if c.type.ndim <= 2:
        found = softmax(c)
        return found.dimshuffle(1) if c.type.ndim == 1 else found
    powers = exp(c - max(c, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


softmax_op, logsoftmax_op = Softmax(), LogSoftmax()
softmax_with_bias, softmax_grad = SoftmaxWithBias(), SoftmaxGrad()
crossentropy_softmax_argmax_1hot_with_bias = CrossentropySoftmaxArgmax1HotWithBias()
crossentropy_softmax_1hot_with_bias_dx = CrossentropySoftmax1HotWithBiasDx()
crossentropy_categorical_1hot = CrossentropyCategorical1Hot()
crossentropy_categorical_1hot_grad = CrossentropyCategorical1HotGrad()
prepend_scalar_to_each_row = Prepend_scalar_to_each_row()
prepend_0_to_each_row, prepend_1_to_each_row = (Prepend_scalar_constant_to_each_row(n) for n in (0.0, 1.0))

__all__ = [
    "CrossentropyCategorical1Hot",
    "CrossentropyCategorical1HotGrad",
    "CrossentropySoftmax1HotWithBiasDx",
    "CrossentropySoftmaxArgmax1HotWithBias",
    "LogSoftmax",
    "Prepend_scalar_constant_to_each_row",
    "Prepend_scalar_to_each_row",
    "Softmax",
    "SoftmaxGrad",
    "SoftmaxWithBias",
    "binary_crossentropy",
    "categorical_crossentropy",
    "confusion_matrix",
    "crossentropy_categorical_1hot",
    "crossentropy_categorical_1hot_grad",
    "crossentropy_softmax_1hot",
    "crossentropy_softmax_1hot_with_bias",
    "crossentropy_softmax_1hot_with_bias_dx",
    "crossentropy_softmax_argmax_1hot_with_bias",
    "crossentropy_softmax_max_and_argmax_1hot",
    "crossentropy_softmax_max_and_argmax_1hot_with_bias",
    "elu",
    "h_softmax",
    "logsoftmax",
    "logsoftmax_op",
    "prepend_0_to_each_row",
    "prepend_1_to_each_row",
    "prepend_scalar_to_each_row",
    "relu",
    "selu",
    "sigmoid",
    "sigmoid_binary_crossentropy",
    "softmax",
    "softmax_grad",
    "softmax_graph",
    "softmax_op",
    "softmax_with_bias",
    "softplus",
    "softsign",
]
__getattr__ = absent_from(__name__)
