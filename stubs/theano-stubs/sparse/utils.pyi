# Written by `python -m tools.stubs`.
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.theano_api.sparse.utils import hash_from_sparse as hash_from_sparse
