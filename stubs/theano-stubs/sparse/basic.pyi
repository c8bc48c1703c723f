# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import scalar as scalar
from theano import tensor as tensor
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.sparse.arithmetic import AddSD as AddSD
from theano_compat.ops.sparse.arithmetic import AddSS as AddSS
from theano_compat.ops.sparse.arithmetic import AddSSData as AddSSData
from theano_compat.ops.sparse.arithmetic import MulSD as MulSD
from theano_compat.ops.sparse.arithmetic import MulSS as MulSS
from theano_compat.ops.sparse.arithmetic import MulSV as MulSV
from theano_compat.ops.sparse.arithmetic import Neg as Neg
from theano_compat.ops.sparse.arithmetic import StructuredAddSV as StructuredAddSV
from theano_compat.ops.sparse.arithmetic import add as add
from theano_compat.ops.sparse.arithmetic import mul as mul
from theano_compat.ops.sparse.arithmetic import sub as sub
from theano_compat.ops.sparse.comparisons import EqualSD as EqualSD
from theano_compat.ops.sparse.comparisons import EqualSS as EqualSS
from theano_compat.ops.sparse.comparisons import GreaterEqualSD as GreaterEqualSD
from theano_compat.ops.sparse.comparisons import GreaterEqualSS as GreaterEqualSS
from theano_compat.ops.sparse.comparisons import GreaterThanSD as GreaterThanSD
from theano_compat.ops.sparse.comparisons import GreaterThanSS as GreaterThanSS
from theano_compat.ops.sparse.comparisons import LessEqualSD as LessEqualSD
from theano_compat.ops.sparse.comparisons import LessEqualSS as LessEqualSS
from theano_compat.ops.sparse.comparisons import LessThanSD as LessThanSD
from theano_compat.ops.sparse.comparisons import LessThanSS as LessThanSS
from theano_compat.ops.sparse.comparisons import NotEqualSD as NotEqualSD
from theano_compat.ops.sparse.comparisons import NotEqualSS as NotEqualSS
from theano_compat.ops.sparse.compressed_arrays import CSM as CSM
from theano_compat.ops.sparse.compressed_arrays import CSMGrad as CSMGrad
from theano_compat.ops.sparse.compressed_arrays import CSMGrad as _csm_grad
from theano_compat.ops.sparse.compressed_arrays import CSMProperties as CSMProperties
from theano_compat.ops.sparse.compressed_arrays import sp_ones_like as sp_ones_like
from theano_compat.ops.sparse.compressed_arrays import sp_zeros_like as sp_zeros_like
from theano_compat.ops.sparse.conversion import Cast as Cast
from theano_compat.ops.sparse.conversion import DenseFromSparse as DenseFromSparse
from theano_compat.ops.sparse.conversion import EnsureSortedIndices as EnsureSortedIndices
from theano_compat.ops.sparse.conversion import Remove0 as Remove0
from theano_compat.ops.sparse.conversion import SparseFromDense as SparseFromDense
from theano_compat.ops.sparse.conversion import Transpose as Transpose
from theano_compat.ops.sparse.conversion import cast as cast
from theano_compat.ops.sparse.conversion import clean as clean
from theano_compat.ops.sparse.indexing import GetItem2Lists as GetItem2Lists
from theano_compat.ops.sparse.indexing import GetItem2ListsGrad as GetItem2ListsGrad
from theano_compat.ops.sparse.indexing import GetItem2d as GetItem2d
from theano_compat.ops.sparse.indexing import GetItemList as GetItemList
from theano_compat.ops.sparse.indexing import GetItemListGrad as GetItemListGrad
from theano_compat.ops.sparse.indexing import GetItemScalar as GetItemScalar
from theano_compat.ops.sparse.join import HStack as HStack
from theano_compat.ops.sparse.join import VStack as VStack
from theano_compat.ops.sparse.join import hstack as hstack
from theano_compat.ops.sparse.join import vstack as vstack
from theano_compat.ops.sparse.op import as_sparse_or_tensor_variable as as_sparse_or_tensor_variable
from theano_compat.ops.sparse.op import as_sparse_variable as _as_sparse
from theano_compat.ops.sparse.op import as_sparse_variable as as_sparse_variable
from theano_compat.ops.sparse.op import is_dense_variable as __is_dense_variable
from theano_compat.ops.sparse.op import is_sparse_variable as __is_sparse_variable
from theano_compat.ops.sparse.products import Dot as Dot
from theano_compat.ops.sparse.products import SamplingDot as SamplingDot
from theano_compat.ops.sparse.products import StructuredDot as StructuredDot
from theano_compat.ops.sparse.products import StructuredDotGradCSC as StructuredDotGradCSC
from theano_compat.ops.sparse.products import StructuredDotGradCSR as StructuredDotGradCSR
from theano_compat.ops.sparse.products import TrueDot as TrueDot
from theano_compat.ops.sparse.products import Usmm as Usmm
from theano_compat.ops.sparse.products import dot as dot
from theano_compat.ops.sparse.products import structured_dot as structured_dot
from theano_compat.ops.sparse.products import structured_dot_grad as structured_dot_grad
from theano_compat.ops.sparse.products import true_dot as true_dot
from theano_compat.ops.sparse.reductions import ColScaleCSC as ColScaleCSC
from theano_compat.ops.sparse.reductions import Diag as Diag
from theano_compat.ops.sparse.reductions import RowScaleCSC as RowScaleCSC
from theano_compat.ops.sparse.reductions import SpSum as SpSum
from theano_compat.ops.sparse.reductions import SquareDiagonal as SquareDiagonal
from theano_compat.ops.sparse.reductions import col_scale as col_scale
from theano_compat.ops.sparse.reductions import row_scale as row_scale
from theano_compat.ops.sparse.reductions import sp_sum as sp_sum
from theano_compat.ops.sparse.rows import ConstructSparseFromList as ConstructSparseFromList
from theano_compat.ops.sparse.structured import arcsin as arcsin
from theano_compat.ops.sparse.structured import arcsinh as arcsinh
from theano_compat.ops.sparse.structured import arctan as arctan
from theano_compat.ops.sparse.structured import arctanh as arctanh
from theano_compat.ops.sparse.structured import ceil as ceil
from theano_compat.ops.sparse.structured import conj as conj
from theano_compat.ops.sparse.structured import deg2rad as deg2rad
from theano_compat.ops.sparse.structured import expm1 as expm1
from theano_compat.ops.sparse.structured import floor as floor
from theano_compat.ops.sparse.structured import log1p as log1p
from theano_compat.ops.sparse.structured import rad2deg as rad2deg
from theano_compat.ops.sparse.structured import rint as rint
from theano_compat.ops.sparse.structured import sgn as sgn
from theano_compat.ops.sparse.structured import sin as sin
from theano_compat.ops.sparse.structured import sinh as sinh
from theano_compat.ops.sparse.structured import sqr as sqr
from theano_compat.ops.sparse.structured import sqrt as sqrt
from theano_compat.ops.sparse.structured import structured_add as structured_add
from theano_compat.ops.sparse.structured import structured_exp as structured_exp
from theano_compat.ops.sparse.structured import structured_log as structured_log
from theano_compat.ops.sparse.structured import structured_maximum as structured_maximum
from theano_compat.ops.sparse.structured import structured_minimum as structured_minimum
from theano_compat.ops.sparse.structured import structured_monoid as structured_monoid
from theano_compat.ops.sparse.structured import structured_pow as structured_pow
from theano_compat.ops.sparse.structured import structured_sigmoid as structured_sigmoid
from theano_compat.ops.sparse.structured import tan as tan
from theano_compat.ops.sparse.structured import tanh as tanh
from theano_compat.ops.sparse.structured import trunc as trunc
from theano_compat.ops.sparse.type import SparseType as SparseType
from theano_compat.ops.sparse.type import constant as constant
from theano_compat.ops.sparse.variable import SparseConstant as SparseConstant
from theano_compat.ops.sparse.variable import SparseOperators as __sparse_py_operators
from theano_compat.ops.sparse.variable import SparseVariable as SparseVariable
from theano_compat.theano_api.sparse.basic import _is_dense as _is_dense
from theano_compat.theano_api.sparse.basic import bsr_matrix as bsr_matrix
from theano_compat.theano_api.sparse.basic import csc_matrix as csc_matrix
from theano_compat.theano_api.sparse.basic import csm_data as csm_data
from theano_compat.theano_api.sparse.basic import csm_indices as csm_indices
from theano_compat.theano_api.sparse.basic import csm_indptr as csm_indptr
from theano_compat.theano_api.sparse.basic import csm_shape as csm_shape
from theano_compat.theano_api.sparse.basic import csr_matrix as csr_matrix
from theano_compat.theano_api.sparse.basic import matrix as matrix
from theano_compat.theano_api.sparse.type import _is_sparse as _is_sparse
from theano_compat.theano_api.sparse.utils import hash_from_sparse as hash_from_sparse
from typing import Any
import theano as theano
COp = _COp
CSC: Any
"""An instance of `CSM`: The sparse matrix with the given (data, indices, indptr, shape)."""
CSR: Any
"""An instance of `CSM`: The sparse matrix with the given (data, indices, indptr, shape)."""
_is_dense_variable = __is_dense_variable
_is_sparse_variable = __is_sparse_variable
_sparse_py_operators = __sparse_py_operators
add_s_d: Any
add_s_s: Any
add_s_s_data: Any
"""An instance of `AddSSData`: The sum of two sparse matrices that store the same positions in the same order."""
all_dtypes: Any
as_sparse = _as_sparse
bcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
bsr_dmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
bsr_fmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
ccast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
complex_dtypes: Any
config: Any
construct_sparse_from_list: Any
continuous_dtypes: Any
csc_dmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
csc_fmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
csc_from_dense: Any
"""An instance of `SparseFromDense`: The sparse matrix of a dense one."""
csm_grad = _csm_grad
csm_properties: Any
csr_dmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
csr_fmatrix: Any
"""An instance of `SparseType`: A sparse matrix of one format and dtype. A call makes a variable."""
csr_from_dense: Any
"""An instance of `SparseFromDense`: The sparse matrix of a dense one."""
dcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
dense_from_sparse: Any
"""An instance of `DenseFromSparse`: The dense matrix of a sparse one."""
diag: Any
"""An instance of `Diag`: The diagonal of a square sparse matrix, a dense vector. `theano.sparse.diag` is an instance."""
discrete_dtypes: Any
ensure_sorted_indices: Any
eq: Any
"""Return whether `x eq y`, element by element, as uint8."""
equal_s_d: Any
"""An instance of `EqualSD`: Whether x is equal to y, element by element, as uint8, for a sparse and a dense matrix."""
equal_s_s: Any
"""An instance of `EqualSS`: Whether x is equal to y, element by element, as uint8, for two sparse matrices of one format."""
fcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
float_dtypes: Any
ge: Any
"""Return whether `x ge y`, element by element, as uint8."""
get_item_2d: Any
get_item_2lists: Any
"""An instance of `GetItem2Lists`: Elements of a sparse matrix, x[ind1[k], ind2[k]], as a dense vector."""
get_item_2lists_grad: Any
get_item_list: Any
"""An instance of `GetItemList`: Rows of a sparse matrix, x[index] for a vector of integers, in its order."""
get_item_list_grad: Any
get_item_scalar: Any
greater_equal_s_d: Any
greater_equal_s_s: Any
greater_than_s_d: Any
greater_than_s_s: Any
gt: Any
"""Return whether `x gt y`, element by element, as uint8."""
icast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
int_dtypes: Any
integer_dtypes: Any
lcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
le: Any
"""Return whether `x le y`, element by element, as uint8."""
less_equal_s_d: Any
less_equal_s_s: Any
less_than_s_d: Any
"""An instance of `LessThanSD`: Whether x is less than y, element by element, as uint8, for a sparse and a dense matrix."""
less_than_s_s: Any
lt: Any
"""Return whether `x lt y`, element by element, as uint8."""
mul_s_d: Any
mul_s_s: Any
mul_s_v: Any
neg: Any
"""An instance of `Neg`: The matrix -x of a sparse matrix x. `theano.sparse.neg` is an instance, and `-x` calls it."""
neq: Any
"""Return whether `x neq y`, element by element, as uint8."""
not_equal_s_d: Any
not_equal_s_s: Any
remove0: Any
"""An instance of `Remove0`: The same sparse matrix without stored zeros. `theano.sparse.remove0` is an instance."""
sampling_dot: Any
"""An instance of `SamplingDot`: p times x yᵀ, elementwise, at the positions that p stores."""
sdg_csc: Any
sdg_csr: Any
sparse_formats: Any
square_diagonal: Any
structured_add_s_v: Any
transpose: Any
uint_dtypes: Any
usmm: Any
wcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
zcast: Any
"""An instance of `Cast`: The conversion of a sparse matrix to another dtype."""
