# Written by `python -m tools.stubs`.
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.ops.sparse.type import SparseType as SparseType
from theano_compat.theano_api import gpuarray as gpuarray
from theano_compat.theano_api.misc.may_share_memory import may_share_memory as may_share_memory
