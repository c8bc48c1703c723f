# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gradient as gradient
from theano import scalar as _scal
from theano import tensor as tensor
from theano.ifelse import optdb as optdb
from theano.sandbox import multinomial as multinomial
from theano.scalar import bool as _bool_t
from theano.scalar import int32 as _int_t
from theano.tensor import opt as opt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.function import function as function
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.sandbox.rng_mrg import ff_2p134 as ff_2p134
from theano_compat.old.theano.sandbox.rng_mrg import ff_2p72 as ff_2p72
from theano_compat.old.theano.sandbox.rng_mrg import matVecModM as matVecModM
from theano_compat.old.theano.sandbox.rng_mrg import multMatVect as multMatVect
from theano_compat.ops.control.gradient_marks import undefined_grad as undefined_grad
from theano_compat.ops.elementwise.cast import cast as cast
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams as MRG_RandomStreams
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams as _MRG_RandomStream
from theano_compat.ops.random.mrg_streams import guess_n_streams as guess_n_streams
from theano_compat.ops.random.mrg_uniform import DotModulo as DotModulo
from theano_compat.ops.random.mrg_uniform import MRGUniform as _mrg_uniform
from theano_compat.ops.random.mrg_uniform import MRGUniform as _mrg_uniform_base
from theano_compat.ops.shapes.shape import get_vector_length as get_vector_length
from theano_compat.ops.shared import shared as shared
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from typing import Any
import theano as theano
A1p134: Any
"""A value of type `numpy.ndarray`."""
A1p72: Any
"""A value of type `numpy.ndarray`."""
A2p134: Any
"""A value of type `numpy.ndarray`."""
A2p72: Any
"""A value of type `numpy.ndarray`."""
COp = _COp
M1: Any
"""A value of type `numpy.ndarray`."""
M2: Any
"""A value of type `numpy.ndarray`."""
MASK12: Any
"""A value of type `numpy.int32`."""
MASK13: Any
"""A value of type `numpy.int32`."""
MASK2: Any
"""A value of type `numpy.int32`."""
MRG_RandomStream = _MRG_RandomStream
MULT2: Any
"""A value of type `numpy.int32`."""
NORM: Any
as_tensor_variable = _as_tensor_variable
bool_t = _bool_t
int_t = _int_t
mrg_uniform = _mrg_uniform
mrg_uniform_base = _mrg_uniform_base
scal = _scal
