# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
from theano.sparse import CSC as CSC
from theano.sparse import CSR as CSR
from theano.sparse import add_s_s as add_s_s
from theano.sparse import add_s_s_data as add_s_s_data
from theano.sparse import bcast as bcast
from theano.sparse import ccast as ccast
from theano.sparse import csm_properties as csm_properties
from theano.sparse import dcast as dcast
from theano.sparse import fcast as fcast
from theano.sparse import icast as icast
from theano.sparse import lcast as lcast
from theano.sparse import mul_s_d as mul_s_d
from theano.sparse import mul_s_s as mul_s_s
from theano.sparse import mul_s_v as mul_s_v
from theano.sparse import neg as neg
from theano.sparse import remove0 as _eliminate_zeros
from theano.sparse import remove0 as remove0
from theano.sparse import sampling_dot as sampling_dot
from theano.sparse import structured_add_s_v as structured_add_s_v
from theano.sparse import wcast as wcast
from theano.sparse import zcast as zcast
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.sparse.arithmetic import AddSSData as AddSSData
from theano_compat.ops.sparse.arithmetic import MulSD as _MulSDCSC
from theano_compat.ops.sparse.arithmetic import MulSD as _MulSDCSR
from theano_compat.ops.sparse.arithmetic import MulSV as MulSV
from theano_compat.ops.sparse.arithmetic import MulSV as _MulSVCSR
from theano_compat.ops.sparse.arithmetic import StructuredAddSV as StructuredAddSV
from theano_compat.ops.sparse.arithmetic import StructuredAddSV as _StructuredAddSVCSR
from theano_compat.ops.sparse.compressed_arrays import CSM as CSM
from theano_compat.ops.sparse.compressed_arrays import CSMProperties as CSMProperties
from theano_compat.ops.sparse.conversion import Cast as Cast
from theano_compat.ops.sparse.conversion import Remove0 as Remove0
from theano_compat.ops.sparse.conversion import Remove0 as _EliminateZeros
from theano_compat.ops.sparse.join import HStack as HStack
from theano_compat.ops.sparse.join import VStack as VStack
from theano_compat.ops.sparse.join import hstack as hstack
from theano_compat.ops.sparse.join import vstack as vstack
from theano_compat.ops.sparse.op import as_sparse_variable as as_sparse_variable
from theano_compat.ops.sparse.op import is_dense_variable as __is_dense_variable
from theano_compat.ops.sparse.op import is_sparse_variable as __is_sparse_variable
from theano_compat.ops.sparse.products import SamplingDot as SamplingDot
from theano_compat.ops.sparse.products import SamplingDot as _SamplingDotCSR
from theano_compat.ops.sparse.products import dot as dot
from theano_compat.ops.sparse.random import Binomial as Binomial
from theano_compat.ops.sparse.random import Multinomial as Multinomial
from theano_compat.ops.sparse.random import Poisson as Poisson
from theano_compat.ops.sparse.structured import structured_add as structured_add
from theano_compat.ops.sparse.structured import structured_exp as structured_exp
from theano_compat.ops.sparse.structured import structured_log as structured_log
from theano_compat.ops.sparse.structured import structured_maximum as structured_maximum
from theano_compat.ops.sparse.structured import structured_minimum as structured_minimum
from theano_compat.ops.sparse.structured import structured_monoid as structured_monoid
from theano_compat.ops.sparse.structured import structured_pow as structured_pow
from theano_compat.ops.sparse.structured import structured_sigmoid as structured_sigmoid
from theano_compat.ops.sparse.type import SparseType as SparseType
from theano_compat.theano_api.sparse.basic import csm_data as csm_data
from theano_compat.theano_api.sparse.basic import csm_indices as csm_indices
from theano_compat.theano_api.sparse.basic import csm_indptr as csm_indptr
from theano_compat.theano_api.sparse.basic import csm_shape as csm_shape
from theano_compat.theano_api.sparse.type import _is_sparse as _is_sparse
from typing import Any
import theano as theano
EliminateZeros = _EliminateZeros
MulSDCSC = _MulSDCSC
MulSDCSR = _MulSDCSR
MulSVCSR = _MulSVCSR
SamplingDotCSR = _SamplingDotCSR
StructuredAddSVCSR = _StructuredAddSVCSR
_is_dense_variable = __is_dense_variable
_is_sparse_variable = __is_sparse_variable
csc_dbinomial: Any
"""Draw numbers of successes in trials, in a csc matrix of float64: csc_dbinomial(n, p, shape).

n: the number of trials, an integer scalar.
p: their probability, a float scalar.
shape: a vector of two integers.

Example::

    >>> theano.sparse.sandbox.sp2.csc_dbinomial(10, 1.0, [1, 2]).type
    Sparse[float64, csc]

Source: theano.sparse.sandbox.sp2.
"""
csc_fbinomial: Any
"""Draw numbers of successes in trials, in a csc matrix of float32: csc_fbinomial(n, p, shape).

n: the number of trials, an integer scalar.
p: their probability, a float scalar.
shape: a vector of two integers.

Example::

    >>> theano.sparse.sandbox.sp2.csc_fbinomial(10, 1.0, [1, 2]).type
    Sparse[float32, csc]

Source: theano.sparse.sandbox.sp2.
"""
csr_dbinomial: Any
"""Draw numbers of successes in trials, in a csr matrix of float64: csr_dbinomial(n, p, shape).

n: the number of trials, an integer scalar.
p: their probability, a float scalar.
shape: a vector of two integers.

Example::

    >>> theano.sparse.sandbox.sp2.csr_dbinomial(10, 1.0, [1, 2]).type
    Sparse[float64, csr]

Source: theano.sparse.sandbox.sp2.
"""
csr_fbinomial: Any
"""Draw numbers of successes in trials, in a csr matrix of float32: csr_fbinomial(n, p, shape).

n: the number of trials, an integer scalar.
p: their probability, a float scalar.
shape: a vector of two integers.

Example::

    >>> theano.sparse.sandbox.sp2.csr_fbinomial(10, 1.0, [1, 2]).type
    Sparse[float32, csr]

Source: theano.sparse.sandbox.sp2.
"""
eliminate_zeros = _eliminate_zeros
multinomial: Any
"""Counts of draws by the probabilities in each row of a csr matrix.

`theano.sparse.sandbox.sp2.multinomial` is an instance.
It takes the number of draws, a scalar or a vector with one for each row, and the matrix. Counts come from NumPy's
global generator, as in Theano.

Example::

    >>> import scipy.sparse
    >>> p = scipy.sparse.csr_matrix([[0.5, 0.5], [0.0, 1.0]])
    >>> theano.sparse.sandbox.sp2.multinomial(10, p).eval().toarray().sum(axis=1)
    array([10., 10.])

Source: theano.sparse.sandbox.sp2.
"""
poisson: Any
"""Poisson counts, whose means are the elements that a sparse matrix stores.

`theano.sparse.sandbox.sp2.poisson` is an instance.
They come from NumPy's global generator, as in Theano: two calls with the same argument give different counts.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.sandbox.sp2.poisson(scipy.sparse.csr_matrix([[0.0, 1e-9]])).eval().nnz
    0

Source: theano.sparse.sandbox.sp2.
"""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
