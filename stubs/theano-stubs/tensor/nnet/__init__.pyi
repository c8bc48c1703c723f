# Written by `python -m tools.stubs`.
from theano.tensor.nnet import Conv3D as Conv3D
from theano.tensor.nnet import abstract_conv as abstract_conv
from theano.tensor.nnet import blocksparse as blocksparse
from theano.tensor.nnet import bn as bn
from theano.tensor.nnet import conv as conv
from theano.tensor.nnet import conv3d2d as conv3d2d
from theano.tensor.nnet import corr as corr
from theano.tensor.nnet import corr3d as corr3d
from theano.tensor.nnet import ctc as ctc
from theano.tensor.nnet import neighbours as neighbours
from theano.tensor.nnet import nnet as nnet
from theano.tensor.nnet import sigm as sigm
from theano_compat.ops.elementwise.activations import elu as elu
from theano_compat.ops.elementwise.activations import hard_sigmoid as hard_sigmoid
from theano_compat.ops.elementwise.activations import relu as relu
from theano_compat.ops.elementwise.activations import selu as selu
from theano_compat.ops.networks.batch_normalisation import batch_normalization as batch_normalization
from theano_compat.ops.networks.convolution_functions import abstract_conv2d as abstract_conv2d
from theano_compat.ops.networks.convolution_functions import conv2d as conv2d
from theano_compat.ops.networks.convolution_functions import conv2d_grad_wrt_inputs as conv2d_grad_wrt_inputs
from theano_compat.ops.networks.convolution_functions import conv2d_transpose as conv2d_transpose
from theano_compat.ops.networks.convolution_functions import conv3d as conv3d
from theano_compat.ops.networks.convolution_functions import separable_conv2d as separable_conv2d
from theano_compat.ops.networks.convolution_old import ConvOp as ConvOp
from theano_compat.ops.networks.crossentropy_ops import CrossentropyCategorical1Hot as CrossentropyCategorical1Hot
from theano_compat.ops.networks.crossentropy_ops import CrossentropyCategorical1HotGrad as CrossentropyCategorical1HotGrad
from theano_compat.ops.networks.crossentropy_ops import CrossentropySoftmax1HotWithBiasDx as CrossentropySoftmax1HotWithBiasDx
from theano_compat.ops.networks.crossentropy_ops import CrossentropySoftmaxArgmax1HotWithBias as CrossentropySoftmaxArgmax1HotWithBias
from theano_compat.ops.networks.softmax import binary_crossentropy as binary_crossentropy
from theano_compat.ops.networks.softmax import categorical_crossentropy as categorical_crossentropy
from theano_compat.ops.networks.softmax import confusion_matrix as confusion_matrix
from theano_compat.ops.networks.softmax import crossentropy_softmax_1hot as crossentropy_softmax_1hot
from theano_compat.ops.networks.softmax import crossentropy_softmax_1hot_with_bias as crossentropy_softmax_1hot_with_bias
from theano_compat.ops.networks.softmax import crossentropy_softmax_max_and_argmax_1hot as crossentropy_softmax_max_and_argmax_1hot
from theano_compat.ops.networks.softmax import crossentropy_softmax_max_and_argmax_1hot_with_bias as crossentropy_softmax_max_and_argmax_1hot_with_bias
from theano_compat.ops.networks.softmax import h_softmax as h_softmax
from theano_compat.ops.networks.softmax import logsoftmax as logsoftmax
from theano_compat.ops.networks.softmax import sigmoid_binary_crossentropy as sigmoid_binary_crossentropy
from theano_compat.ops.networks.softmax import softmax as softmax
from theano_compat.ops.networks.softmax_ops import LogSoftmax as LogSoftmax
from theano_compat.ops.networks.softmax_ops import Prepend_scalar_constant_to_each_row as Prepend_scalar_constant_to_each_row
from theano_compat.ops.networks.softmax_ops import Prepend_scalar_to_each_row as Prepend_scalar_to_each_row
from theano_compat.ops.networks.softmax_ops import Softmax as Softmax
from theano_compat.ops.networks.softmax_ops import SoftmaxGrad as SoftmaxGrad
from theano_compat.ops.networks.softmax_ops import SoftmaxWithBias as SoftmaxWithBias
from theano_compat.theano_api.tensor.nnet.nnet import softmax_graph as softmax_graph
from typing import Any
crossentropy_categorical_1hot: Any
crossentropy_categorical_1hot_grad: Any
crossentropy_softmax_1hot_with_bias_dx: Any
crossentropy_softmax_argmax_1hot_with_bias: Any
logsoftmax_op: Any
"""An instance of `LogSoftmax`: log(softmax(x)), finite where softmax underflows."""
prepend_0_to_each_row: Any
"""An instance of `Prepend_scalar_constant_to_each_row`: A matrix with a column filled with the number `val` in front."""
prepend_1_to_each_row: Any
"""An instance of `Prepend_scalar_constant_to_each_row`: A matrix with a column filled with the number `val` in front."""
prepend_scalar_to_each_row: Any
scalar_sigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
sigmoid: Any
"""Elementwise: 1 / (1 + exp(-x))."""
sigmoid_inplace: Any
"""Elementwise: 1 / (1 + exp(-x))."""
softmax_grad: Any
"""An instance of `SoftmaxGrad`: The gradient with respect to x, given `dy` for sm = softmax(x). Inputs: dy, sm."""
softmax_op: Any
softmax_with_bias: Any
"""An instance of `SoftmaxWithBias`: softmax(x + b) of a matrix x and a vector b."""
softplus: Any
"""Elementwise: log(1 + exp(x)), exact for large |x|."""
softsign: Any
"""Elementwise: x / (1 + |x|)."""
ultra_fast_sigmoid: Any
"""Elementwise: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own."""
