"""`theano.tensor.nnet`: activations and losses."""

from __future__ import annotations

from compat.ops.convolution_functions import (
    abstract_conv2d,
    conv2d,
    conv2d_grad_wrt_inputs,
    conv2d_transpose,
    conv3d,
    separable_conv2d,
)
from compat.ops.convolution_old import ConvOp, conv3D
from compat.theano_api.absence import absent_from
from compat.theano_api.tensor.nnet.nnet import (
    binary_crossentropy,
    categorical_crossentropy,
    crossentropy_categorical_1hot,
    crossentropy_softmax_1hot,
    crossentropy_softmax_1hot_with_bias,
    crossentropy_softmax_argmax_1hot_with_bias,
    crossentropy_softmax_max_and_argmax_1hot,
    crossentropy_softmax_max_and_argmax_1hot_with_bias,
    elu,
    logsoftmax,
    relu,
    selu,
    sigmoid_binary_crossentropy,
    softmax,
    softmax_graph,
    softmax_with_bias,
    softsign,
)
from compat.theano_api.tensor.nnet.sigm import hard_sigmoid, sigmoid, softplus, ultra_fast_sigmoid

__all__ = [
    "ConvOp", "abstract_conv2d", "conv2d", "conv2d_grad_wrt_inputs", "conv2d_transpose", "conv3D", "conv3d",
    "separable_conv2d",
    "binary_crossentropy", "categorical_crossentropy", "crossentropy_categorical_1hot",
    "crossentropy_softmax_1hot", "crossentropy_softmax_1hot_with_bias",
    "crossentropy_softmax_argmax_1hot_with_bias", "crossentropy_softmax_max_and_argmax_1hot",
    "crossentropy_softmax_max_and_argmax_1hot_with_bias", "elu", "hard_sigmoid", "logsoftmax", "relu",
    "selu", "sigmoid", "sigmoid_binary_crossentropy", "softmax", "softmax_graph", "softmax_with_bias",
    "softplus", "softsign", "ultra_fast_sigmoid",
]
__getattr__ = absent_from(__name__)
