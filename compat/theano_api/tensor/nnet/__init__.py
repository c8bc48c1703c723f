"""`theano.tensor.nnet`: activations, losses, convolution, normalisation.

Rarely used functions load on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....importing.module_getattr import absent_from, names_of
from ....ops.elementwise.functions import elu, hard_sigmoid, relu, selu
from ..elementwise_functions import functions as _functions

if TYPE_CHECKING:  # for type checkers
    from ....ops.networks.convolution_functions import abstract_conv2d as abstract_conv2d
    from ....ops.networks.convolution_functions import conv2d as conv2d
    from ....ops.networks.convolution_functions import conv2d_grad_wrt_inputs as conv2d_grad_wrt_inputs
    from ....ops.networks.convolution_functions import conv2d_transpose as conv2d_transpose
    from ....ops.networks.convolution_functions import conv3d as conv3d
    from ....ops.networks.softmax import binary_crossentropy as binary_crossentropy
    from ....ops.networks.softmax import categorical_crossentropy as categorical_crossentropy
    from ....ops.networks.softmax import confusion_matrix as confusion_matrix
    from ....ops.networks.softmax import crossentropy_softmax_1hot as crossentropy_softmax_1hot
    from ....ops.networks.softmax import crossentropy_softmax_1hot_with_bias as crossentropy_softmax_1hot_with_bias
    from ....ops.networks.softmax import (
        crossentropy_softmax_max_and_argmax_1hot as crossentropy_softmax_max_and_argmax_1hot,
    )
    from ....ops.networks.softmax import (
        crossentropy_softmax_max_and_argmax_1hot_with_bias as crossentropy_softmax_max_and_argmax_1hot_with_bias,
    )
    from ....ops.networks.softmax import h_softmax as h_softmax
    from ....ops.networks.softmax import logsoftmax as logsoftmax
    from ....ops.networks.softmax import sigmoid_binary_crossentropy as sigmoid_binary_crossentropy
    from ....ops.networks.softmax import softmax as softmax
    from .nnet import CrossentropyCategorical1Hot as CrossentropyCategorical1Hot
    from .nnet import CrossentropyCategorical1HotGrad as CrossentropyCategorical1HotGrad
    from .nnet import (
        CrossentropySoftmax1HotWithBiasDx as CrossentropySoftmax1HotWithBiasDx,
    )
    from .nnet import (
        CrossentropySoftmaxArgmax1HotWithBias as CrossentropySoftmaxArgmax1HotWithBias,
    )
    from .nnet import LogSoftmax as LogSoftmax
    from .nnet import (
        Prepend_scalar_constant_to_each_row as Prepend_scalar_constant_to_each_row,
    )
    from .nnet import Prepend_scalar_to_each_row as Prepend_scalar_to_each_row
    from .nnet import Softmax as Softmax
    from .nnet import SoftmaxGrad as SoftmaxGrad
    from .nnet import SoftmaxWithBias as SoftmaxWithBias
    from .nnet import crossentropy_categorical_1hot as crossentropy_categorical_1hot
    from .nnet import (
        crossentropy_categorical_1hot_grad as crossentropy_categorical_1hot_grad,
    )
    from .nnet import (
        crossentropy_softmax_1hot_with_bias_dx as crossentropy_softmax_1hot_with_bias_dx,
    )
    from .nnet import (
        crossentropy_softmax_argmax_1hot_with_bias as crossentropy_softmax_argmax_1hot_with_bias,
    )
    from .nnet import logsoftmax_op as logsoftmax_op
    from .nnet import prepend_0_to_each_row as prepend_0_to_each_row
    from .nnet import prepend_1_to_each_row as prepend_1_to_each_row
    from .nnet import prepend_scalar_to_each_row as prepend_scalar_to_each_row
    from .nnet import softmax_grad as softmax_grad
    from .nnet import softmax_graph as softmax_graph
    from .nnet import softmax_op as softmax_op
    from .nnet import softmax_with_bias as softmax_with_bias
    from .sigm import scalar_sigmoid as scalar_sigmoid
    from .sigm import sigmoid_inplace as sigmoid_inplace

_ROWS = _functions("theano.tensor.nnet")
sigmoid, softplus, softsign = (_ROWS[name] for name in ("sigmoid", "softplus", "softsign"))
ultra_fast_sigmoid = _ROWS["ultra_fast_sigmoid"]

_LATER = names_of(
    nnet=(  # Theano showed all of it here
        "CrossentropyCategorical1Hot CrossentropyCategorical1HotGrad CrossentropySoftmax1HotWithBiasDx "
        "CrossentropySoftmaxArgmax1HotWithBias LogSoftmax Prepend_scalar_constant_to_each_row "
        "Prepend_scalar_to_each_row Softmax SoftmaxGrad SoftmaxWithBias crossentropy_categorical_1hot "
        "crossentropy_categorical_1hot_grad crossentropy_softmax_1hot_with_bias_dx "
        "crossentropy_softmax_argmax_1hot_with_bias logsoftmax_op prepend_0_to_each_row prepend_1_to_each_row "
        "prepend_scalar_to_each_row softmax_grad softmax_graph softmax_op softmax_with_bias"
    ),
    sigm="scalar_sigmoid sigmoid_inplace",
    **{
        "theano_compat.ops.networks.convolution_functions": (
            "abstract_conv2d conv2d conv2d_grad_wrt_inputs conv2d_transpose conv3d"
        ),
        "theano.networks.convolution_old": "ConvOp conv3D",
        "theano.networks.separable_convolution": "separable_conv2d",
        "theano_compat.ops.networks.softmax": (
            "binary_crossentropy categorical_crossentropy confusion_matrix crossentropy_softmax_1hot "
            "crossentropy_softmax_1hot_with_bias crossentropy_softmax_max_and_argmax_1hot "
            "crossentropy_softmax_max_and_argmax_1hot_with_bias h_softmax logsoftmax "
            "sigmoid_binary_crossentropy softmax"
        ),
    },
)

__all__ = [
    *_LATER,
    "elu",
    "hard_sigmoid",
    "relu",
    "selu",
    "sigmoid",
    "softplus",
    "softsign",
    "ultra_fast_sigmoid",
]
__getattr__ = absent_from(__name__, _LATER)
