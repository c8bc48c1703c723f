# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.graph.types import Type as Type
from theano_compat.ops.sparse.type import SparseType as SparseType
from theano_compat.theano_api.sparse.type import _is_sparse as _is_sparse
import theano as theano
