# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import scalar as scalar
from theano.ifelse import optdb as optdb
from theano.tensor import basic as _tensor
from theano.tensor import basic as _tt
from theano.tensor import elemwise as elemwise
from theano.tensor import extra_ops as extra_ops
from theano.tensor import log as log
from theano.tensor import opt as opt
from theano.tensor import subtensor as subtensor
from theano.tensor.nnet import crossentropy_categorical_1hot as crossentropy_categorical_1hot
from theano.tensor.nnet import crossentropy_categorical_1hot_grad as crossentropy_categorical_1hot_grad
from theano.tensor.nnet import crossentropy_softmax_1hot_with_bias_dx as crossentropy_softmax_1hot_with_bias_dx
from theano.tensor.nnet import crossentropy_softmax_argmax_1hot_with_bias as crossentropy_softmax_argmax_1hot_with_bias
from theano.tensor.nnet import logsoftmax_op as logsoftmax_op
from theano.tensor.nnet import prepend_0_to_each_row as prepend_0_to_each_row
from theano.tensor.nnet import prepend_1_to_each_row as prepend_1_to_each_row
from theano.tensor.nnet import prepend_scalar_to_each_row as prepend_scalar_to_each_row
from theano.tensor.nnet import sigmoid as sigmoid
from theano.tensor.nnet import softmax_grad as softmax_grad
from theano.tensor.nnet import softmax_op as softmax_op
from theano.tensor.nnet import softmax_with_bias as softmax_with_bias
from theano.tensor.nnet import softplus as softplus
from theano.tensor.nnet import softsign as softsign
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.old.theano.optimizing.optimizers import optimizer as optimizer
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.elementwise.activations import elu as elu
from theano_compat.ops.elementwise.activations import relu as relu
from theano_compat.ops.elementwise.activations import selu as selu
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from theano_compat.ops.elementwise.user_scalar_op import UnaryScalarOp as UnaryScalarOp
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor as AdvancedSubtensor
from theano_compat.ops.networks.blocksparse import sparse_block_dot as sparse_block_dot
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
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.tensor.nnet.nnet import softmax_graph as softmax_graph
from theano_compat.theano_api.tensor.op_classes import MaxAndArgmax as MaxAndArgmax
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf as values_eq_approx_remove_inf
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_nan as values_eq_approx_remove_nan
from typing import Any
import theano as theano
COp = _COp
as_tensor_variable = _as_tensor_variable
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
register_stabilize: Any
"""Let a local optimizer run with our rules of the list 'stabilise', in all functions from now on."""
tensor = _tensor
tt = _tt
