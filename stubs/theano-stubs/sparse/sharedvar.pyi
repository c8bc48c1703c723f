# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.ops.shared import shared_constructor as shared_constructor
from theano_compat.ops.sparse.shared import sparse_constructor as sparse_constructor
from theano_compat.ops.sparse.type import SparseType as SparseType
from theano_compat.ops.sparse.variable import SparseOperators as __sparse_py_operators
from theano_compat.ops.sparse.variable import SparseTensorSharedVariable as SparseTensorSharedVariable
_sparse_py_operators = __sparse_py_operators
