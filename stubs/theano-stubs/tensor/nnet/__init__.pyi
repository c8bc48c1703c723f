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
from theano_compat.old.theano.networks.separable_convolution import separable_conv2d as separable_conv2d
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
"""The crossentropies -log(coding[i, true[i]]) for each row i.

Inputs: coding_dist, a matrix (examples, classes), true_one_of_n, an integer vector.

Example::

    >>> tt.nnet.nnet.crossentropy_categorical_1hot([[0.5, 0.5]], [1]).eval()
    array([0.69314718])

Source: theano.tensor.nnet.nnet.
"""
crossentropy_categorical_1hot_grad: Any
"""The gradient of the crossentropies with respect to coding_dist.

Inputs: gradient of the crossentropies, a vector, coding_dist, a matrix, true_one_of_n, an integer vector.

Example::

    >>> tt.nnet.nnet.crossentropy_categorical_1hot_grad([1.0], [[0.5, 0.5]], [1]).eval()
    array([[ 0., -2.]])

Source: theano.tensor.nnet.nnet.
"""
crossentropy_softmax_1hot_with_bias_dx: Any
"""The gradient of the crossentropies, dy[i] * (sm[i] - onehot(y_idx[i])) for each row i.

Inputs: dy, a vector, sm, a matrix (examples, classes), y_idx, an integer vector.

Example::

    >>> tt.nnet.nnet.crossentropy_softmax_1hot_with_bias_dx([1.0], [[0.25, 0.75]], [0]).eval()
    array([[-0.75,  0.75]])

Source: theano.tensor.nnet.nnet.
"""
crossentropy_softmax_argmax_1hot_with_bias: Any
"""Crossentropies, softmax and predicted classes of the rows of x + b.

Outputs: [-log softmax(x + b)[i, y_idx[i]] for each row i, softmax(x + b), the class with the largest value of each
row, in y's dtype].

Inputs: x, a matrix (examples, classes), b, a vector, y_idx, an integer vector.

Example::

    >>> op = theano.tensor.nnet.nnet.crossentropy_softmax_argmax_1hot_with_bias
    >>> losses, p, where = op([[0.0, 0.0]], [0.0, np.log(3)], [0])
    >>> losses.eval(), where.eval()
    (array([1.38629436]), array([1]))

Source: theano.tensor.nnet.nnet.
"""
logsoftmax_op: Any
"""log(softmax(x)) of the rows of a matrix, finite where softmax underflows.

Input: a matrix, or a vector for a matrix of one row. Use it as `theano.tensor.nnet.logsoftmax`.

Example::

    >>> tt.nnet.nnet.LogSoftmax()([[0.0, -1000.0]]).eval()
    array([[    0., -1000.]])

Source: theano.tensor.nnet.nnet.
"""
prepend_0_to_each_row: Any
"""Return a matrix with a column of 0 in front.

mat: the matrix.

Example::

    >>> tt.nnet.nnet.Prepend_scalar_constant_to_each_row(0)([[2.0, 3.0]]).eval()
    array([[0., 2., 3.]])

Source: theano.tensor.nnet.nnet.
"""
prepend_1_to_each_row: Any
"""Return a matrix with a column of 1 in front.

mat: the matrix.

Example::

    >>> tt.nnet.nnet.Prepend_scalar_constant_to_each_row(1)([[2.0, 3.0]]).eval()
    array([[1., 2., 3.]])

Source: theano.tensor.nnet.nnet.
"""
prepend_scalar_to_each_row: Any
"""A matrix with a column filled with one number in front. Inputs: the number, the matrix.

Use it as `theano.tensor.nnet.nnet.prepend_scalar_to_each_row`.

Example::

    >>> tt.nnet.nnet.prepend_scalar_to_each_row(7.0, [[2.0, 3.0]]).eval()
    array([[7., 2., 3.]])

Source: theano.tensor.nnet.nnet.
"""
scalar_sigmoid: Any
"""sigmoid(x), element by element: 1 / (1 + exp(-x)).

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.sigmoid([-3.0, 3.0]).eval()
    array([0.04742587, 0.95257413])

Source: theano.tensor.nnet.
"""
sigmoid: Any
"""sigmoid(x), element by element: 1 / (1 + exp(-x)).

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.sigmoid([-3.0, 3.0]).eval()
    array([0.04742587, 0.95257413])

Source: theano.tensor.nnet.
"""
sigmoid_inplace: Any
"""sigmoid(x), element by element: 1 / (1 + exp(-x)).

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.sigmoid([-3.0, 3.0]).eval()
    array([0.04742587, 0.95257413])

Source: theano.tensor.nnet.
"""
softmax_grad: Any
"""The gradient with respect to x, given that with respect to softmax(x). Inputs: dy, sm.

dy, sm: matrices of one shape, that gradient and softmax(x). Use it as `theano.tensor.nnet.nnet.softmax_grad`.

Example::

    >>> tt.nnet.nnet.softmax_grad([[1.0, 0.0]], [[0.25, 0.75]]).eval()
    array([[ 0.1875, -0.1875]])

Source: theano.tensor.nnet.nnet.
"""
softmax_op: Any
"""exp(x) / sum(exp(x)) along the rows of a matrix; a vector gives a matrix of one row. See `tt.nnet.softmax`.

Example::

    >>> tt.nnet.nnet.Softmax()([[0.0, np.log(3)]]).eval()
    array([[0.25, 0.75]])

Source: theano.tensor.nnet.nnet.
"""
softmax_with_bias: Any
"""softmax(x + b) of a matrix x and a vector b.

Use it as `theano.tensor.nnet.nnet.softmax_with_bias`.

Example::

    >>> tt.nnet.nnet.softmax_with_bias([[0.0, 0.0]], [0.0, np.log(3)]).eval()
    array([[0.25, 0.75]])

Source: theano.tensor.nnet.nnet.
"""
softplus: Any
"""softplus(x), element by element: log(1 + exp(x)), exact for large |x|.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.softplus([-3.0, 3.0]).eval()
    array([0.04858735, 3.04858735])

Source: theano.tensor.nnet.
"""
softsign: Any
"""softsign(x), element by element: x / (1 + |x|).

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.softsign([-3.0, 3.0]).eval()
    array([-0.75,  0.75])

Source: theano.tensor.nnet.
"""
ultra_fast_sigmoid: Any
"""ultra_fast_sigmoid(x), element by element: sigmoid in three pieces, off by up to 0.02; it has no gradient of its own.

Integers give floats. It has no gradient.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.nnet.ultra_fast_sigmoid([-4.8, 4.8]).eval()
    array([0.01623701, 0.98376299])

Source: theano.tensor.nnet.
"""
