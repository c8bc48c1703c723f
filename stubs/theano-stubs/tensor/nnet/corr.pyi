# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.scalar import int64 as int64
from theano.scalar import int8 as int8
from theano_compat.graph.op import Op as __NoPythonOp
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.networks.convolution_old import CorrMM as CorrMM
from theano_compat.ops.networks.convolution_old import CorrMM_gradInputs as CorrMM_gradInputs
from theano_compat.ops.networks.convolution_old import CorrMM_gradWeights as CorrMM_gradWeights
from theano_compat.ops.networks.convolution_shapes import get_conv_output_shape as get_conv_output_shape
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
import theano as theano
_NoPythonOp = __NoPythonOp
as_tensor_variable = _as_tensor_variable
