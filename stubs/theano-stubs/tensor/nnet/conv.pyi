# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.ops.networks.convolution_old import ConvOp as ConvOp
from theano_compat.ops.networks.convolution_old import conv2d as conv2d
from theano_compat.ops.networks.convolution_shapes import get_conv_output_shape as get_conv_output_shape
from theano_compat.ops.networks.convolution_shapes import get_conv_shape_1axis as get_conv_shape_1axis
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from theano_compat.ops.shapes.shape import patternbroadcast as patternbroadcast
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from typing import Any
import theano as theano
as_tensor_variable = _as_tensor_variable
imported_scipy_signal: Any
