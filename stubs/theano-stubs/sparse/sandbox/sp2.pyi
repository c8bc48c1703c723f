# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import tensor as tensor
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
CSC: Any
"""An instance of `CSM`: The sparse matrix with the given (data, indices, indptr, shape)."""
CSR: Any
"""An instance of `CSM`: The sparse matrix with the given (data, indices, indptr, shape)."""
EliminateZeros = _EliminateZeros
MulSDCSC = _MulSDCSC
MulSDCSR = _MulSDCSR
MulSVCSR = _MulSVCSR
SamplingDotCSR = _SamplingDotCSR
StructuredAddSVCSR = _StructuredAddSVCSR
_is_dense_variable = __is_dense_variable
_is_sparse_variable = __is_sparse_variable
add_s_s: Any
add_s_s_data: Any
"""An instance of `AddSSData`: The sum of two sparse matrices that store the same positions in the same order."""
bcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
ccast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
csc_dbinomial: Any
"""An instance of `Binomial`: Numbers of successes in trials, in a sparse matrix."""
csc_fbinomial: Any
"""An instance of `Binomial`: Numbers of successes in trials, in a sparse matrix."""
csm_properties: Any
csr_dbinomial: Any
"""An instance of `Binomial`: Numbers of successes in trials, in a sparse matrix."""
csr_fbinomial: Any
"""An instance of `Binomial`: Numbers of successes in trials, in a sparse matrix."""
dcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
eliminate_zeros: Any
"""An instance of `Remove0`: The same sparse matrix without stored zeros. `theano.sparse.remove0` is an instance."""
fcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
icast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
lcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
mul_s_d: Any
mul_s_s: Any
mul_s_v: Any
multinomial: Any
"""An instance of `Multinomial`: Counts of draws by the probabilities in each row of a csr matrix."""
neg: Any
"""An instance of `Neg`: The matrix -x of a sparse matrix x. `theano.sparse.neg` is an instance, and `-x` calls it."""
poisson: Any
"""An instance of `Poisson`: Poisson counts, whose means are the elements that a sparse matrix stores."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise'."""
remove0: Any
"""An instance of `Remove0`: The same sparse matrix without stored zeros. `theano.sparse.remove0` is an instance."""
sampling_dot: Any
"""An instance of `SamplingDot`: p times x yᵀ, elementwise, at the positions that p stores."""
structured_add_s_v: Any
wcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
zcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
