# Written by `python -m tools.stubs`.
from theano import config as config
from theano.scalar import add as add
from theano.scalar import mul as mul
from theano.scalar import sub as sub
from theano.scalar import true_div as true_div
from theano.tensor import basic as _T
from theano.tensor import basic as _tt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from theano_compat.ops.elementwise.user_scalar_op import Composite as Composite
from theano_compat.ops.networks.batch_normalisation import AbstractBatchNormInference as AbstractBatchNormInference
from theano_compat.ops.networks.batch_normalisation import AbstractBatchNormTrain as AbstractBatchNormTrain
from theano_compat.ops.networks.batch_normalisation import AbstractBatchNormTrainGrad as AbstractBatchNormTrainGrad
from theano_compat.ops.networks.batch_normalisation import batch_normalization as batch_normalization
from theano_compat.ops.networks.batch_normalisation import batch_normalization_test as batch_normalization_test
from theano_compat.ops.networks.batch_normalisation import batch_normalization_train as batch_normalization_train
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from typing import Any
import theano as theano
T = _T
as_tensor_variable = _as_tensor_variable
register_specialize_device: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
tt = _tt
