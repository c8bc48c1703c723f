"""The older interface of convolution. Source of the names: theano.tensor.nnet.conv."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from ....ops.known_values import NotScalarConstantError, get_scalar_constant_value
from ....ops.networks.convolution_old import ConvOp, conv2d
from ....ops.networks.convolution_shapes import get_conv_output_shape, get_conv_shape_1axis

imported_scipy_signal = True

__all__ = [
    "ConvOp",
    "NotScalarConstantError",
    "conv2d",
    "get_conv_output_shape",
    "get_conv_shape_1axis",
    "get_scalar_constant_value",
    "imported_scipy_signal",
]
__getattr__ = absent_from(__name__)
