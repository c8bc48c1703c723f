# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import scalar as scalar
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.misc.frozendict import frozendict as frozendict
from theano_compat.old.theano.op_tools import uniq as uniq
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from theano_compat.ops.external_c_op import ExternalCOp as ExternalCOp
from theano_compat.ops.external_c_op import ExternalCOp as _COp
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from theano_compat.ops.reductions.ops import All as All
from theano_compat.ops.reductions.ops import Prod as Prod
from theano_compat.ops.reductions.ops import Sum as Sum
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.ops.tensor_variable import TensorConstant as TensorConstant
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.printing.node_printers import FunctionPrinter as FunctionPrinter
from theano_compat.theano_api.scalar.basic import get_scalar_type as get_scalar_type
from theano_compat.theano_api.tensor.elemwise import CAReduce as CAReduce
from theano_compat.theano_api.tensor.elemwise import CAReduceDtype as CAReduceDtype
from theano_compat.theano_api.tensor.elemwise import ProdWithoutZeros as ProdWithoutZeros
from typing import Any
import theano as theano
COp = _COp
as_tensor_variable = _as_tensor_variable
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
pprint = _pprint
