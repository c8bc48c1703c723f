"""Softmax, losses, rectifiers. Source of the names: theano.tensor.nnet.nnet."""

from __future__ import annotations

from compat.ops.elementwise import elu, relu, selu
from compat.ops.softmax import (
    binary_crossentropy,
    categorical_crossentropy,
    crossentropy_categorical_1hot,
    crossentropy_softmax_1hot,
    crossentropy_softmax_1hot_with_bias,
    crossentropy_softmax_argmax_1hot_with_bias,
    crossentropy_softmax_max_and_argmax_1hot,
    crossentropy_softmax_max_and_argmax_1hot_with_bias,
    logsoftmax,
    sigmoid_binary_crossentropy,
    softmax,
    softmax_with_bias,
)
from compat.theano_api.absence import absent_from
from compat.theano_api.tensor.elemwise import functions
from compat.theano_api.tensor.nnet.sigm import sigmoid, softplus

softsign = functions("theano.tensor.nnet")["softsign"]
softmax_graph = softmax

__all__ = [
    "binary_crossentropy", "categorical_crossentropy", "crossentropy_categorical_1hot",
    "crossentropy_softmax_1hot", "crossentropy_softmax_1hot_with_bias",
    "crossentropy_softmax_argmax_1hot_with_bias", "crossentropy_softmax_max_and_argmax_1hot",
    "crossentropy_softmax_max_and_argmax_1hot_with_bias", "elu", "logsoftmax", "relu", "selu", "sigmoid",
    "sigmoid_binary_crossentropy", "softmax", "softmax_graph", "softmax_with_bias", "softplus",
    "softsign",
]
__getattr__ = absent_from(__name__)
