# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
from theano.scalar import bool as _bool_t
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.networks.pooling import AveragePoolGrad as AveragePoolGrad
from theano_compat.ops.networks.pooling import DownsampleFactorMaxGradGrad as DownsampleFactorMaxGradGrad
from theano_compat.ops.networks.pooling import MaxPoolGrad as MaxPoolGrad
from theano_compat.ops.networks.pooling import Pool as Pool
from theano_compat.ops.networks.pooling_functions import max_pool_2d_same_size as max_pool_2d_same_size
from theano_compat.ops.networks.pooling_functions import pool_2d as pool_2d
from theano_compat.ops.networks.pooling_functions import pool_3d as pool_3d
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
import theano as theano
bool_t = _bool_t
