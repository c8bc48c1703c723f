"""Source of the names: theano.tensor.nnet.abstract_conv."""

from __future__ import annotations

from ....importing.module_getattr import absent_from, names_of
from ....ops.control.assertion import Assert
from ....ops.known_values import NotScalarConstantError, get_scalar_constant_value
from ....ops.networks.convolution import (
    AbstractConv,
    AbstractConv2d,
    AbstractConv2d_gradInputs,
    AbstractConv2d_gradWeights,
    AbstractConv3d,
    AbstractConv3d_gradInputs,
    AbstractConv3d_gradWeights,
    AbstractConv_gradInputs,
    AbstractConv_gradWeights,
    BaseAbstractConv,
)
from ....ops.networks.convolution_functions import abstract_conv2d as conv2d
from ....ops.networks.convolution_functions import (
    conv2d_grad_wrt_inputs,
    conv2d_grad_wrt_weights,
    conv3d,
    conv3d_grad_wrt_inputs,
    conv3d_grad_wrt_weights,
)
from ....ops.networks.convolution_shapes import (
    assert_conv_shape,
    assert_shape,
    border_mode_to_pad,
    check_conv_gradinputs_shape,
    get_conv_gradinputs_shape,
    get_conv_gradinputs_shape_1axis,
    get_conv_gradweights_shape,
    get_conv_gradweights_shape_1axis,
    get_conv_output_shape,
    get_conv_shape_1axis,
)

imported_scipy_signal = True

__all__ = [  # noqa: F822
    "AbstractConv",
    "AbstractConv2d",
    "AbstractConv2d_gradInputs",
    "AbstractConv2d_gradWeights",
    "AbstractConv3d",
    "AbstractConv3d_gradInputs",
    "AbstractConv3d_gradWeights",
    "AbstractConv_gradInputs",
    "AbstractConv_gradWeights",
    "Assert",
    "BaseAbstractConv",
    "NotScalarConstantError",
    "assert_conv_shape",
    "assert_shape",
    "bilinear_kernel_1D",
    "bilinear_kernel_2D",
    "bilinear_upsampling",
    "border_mode_to_pad",
    "causal_conv1d",
    "check_conv_gradinputs_shape",
    "conv2d",
    "conv2d_grad_wrt_inputs",
    "conv2d_grad_wrt_weights",
    "conv3d",
    "conv3d_grad_wrt_inputs",
    "conv3d_grad_wrt_weights",
    "frac_bilinear_upsampling",
    "get_conv_gradinputs_shape",
    "get_conv_gradinputs_shape_1axis",
    "get_conv_gradweights_shape",
    "get_conv_gradweights_shape_1axis",
    "get_conv_output_shape",
    "get_conv_shape_1axis",
    "get_scalar_constant_value",
    "imported_scipy_signal",
    "separable_conv2d",
    "separable_conv3d",
]
_LATER = names_of(
    **{
        "theano.networks.separable_convolution": "causal_conv1d separable_conv2d separable_conv3d",
        "theano.networks.upsampling": (
            "bilinear_kernel_1D bilinear_kernel_2D bilinear_upsampling frac_bilinear_upsampling"
        ),
    }
)
__getattr__ = absent_from(__name__, _LATER)
