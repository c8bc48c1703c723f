"""`theano.tensor.nnet`: activations, losses, convolution, normalisation."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.convolution_functions import (
    abstract_conv2d,
    conv2d,
    conv2d_grad_wrt_inputs,
    conv2d_transpose,
    conv3d,
    separable_conv2d,
)
from compat.ops.networks.convolution_old import ConvOp, conv3D
from compat.theano_api.tensor.nnet import nnet as _nnet
from compat.theano_api.tensor.nnet.nnet import *  # noqa: F403  (legacy showed all of it here)
from compat.theano_api.tensor.nnet.sigm import (
    hard_sigmoid,
    scalar_sigmoid,
    sigmoid,
    sigmoid_inplace,
    softplus,
    ultra_fast_sigmoid,
)

__all__ = [
    *_nnet.__all__,
    "ConvOp",
    "abstract_conv2d",
    "conv2d",
    "conv2d_grad_wrt_inputs",
    "conv2d_transpose",
    "conv3D",
    "conv3d",
    "hard_sigmoid",
    "scalar_sigmoid",
    "separable_conv2d",
    "sigmoid",
    "sigmoid_inplace",
    "softplus",
    "ultra_fast_sigmoid",
]
__getattr__ = absent_from(__name__)
