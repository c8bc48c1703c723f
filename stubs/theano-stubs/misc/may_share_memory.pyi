# Written by `python -m tools.stubs`.
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.old.theano import gpuarray as gpuarray
from theano_compat.old.theano.misc.may_share_memory import may_share_memory as may_share_memory
from theano_compat.ops.sparse.type import SparseType as SparseType
