# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import scalar as scalar
from theano import tensor as tensor
from theano.sparse import basic as basic
from theano.sparse import opt as opt
from theano.sparse import sandbox as sandbox
from theano.sparse import sharedvar as sharedvar
from theano.sparse import type as type
from theano.sparse import utils as utils
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Type as Type
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
from theano_compat.ops.sparse.shared import sparse_constructor as _shared
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
from theano_compat.ops.sparse.variable import SparseVariable as SparseVariable
from theano_compat.theano_api.sparse.basic import bsr_matrix as bsr_matrix
from theano_compat.theano_api.sparse.basic import csc_matrix as csc_matrix
from theano_compat.theano_api.sparse.basic import csm_data as csm_data
from theano_compat.theano_api.sparse.basic import csm_indices as csm_indices
from theano_compat.theano_api.sparse.basic import csm_indptr as csm_indptr
from theano_compat.theano_api.sparse.basic import csm_shape as csm_shape
from theano_compat.theano_api.sparse.basic import csr_matrix as csr_matrix
from theano_compat.theano_api.sparse.basic import matrix as matrix
from theano_compat.theano_api.sparse.utils import hash_from_sparse as hash_from_sparse
from typing import Any
import theano as theano
COp = _COp
CSC: Any
"""The sparse matrix with the given (data, indices, indptr, shape).

format: "csr" or "csc"; `theano.sparse.CSR` and CSC are instances.

Example::

    >>> theano.sparse.CSR(tt.constant([1.0, 2.0]), [0, 1], [0, 1, 2], [2, 2]).eval().toarray()
    array([[1., 0.],
           [0., 2.]])

Source: theano.sparse.basic.
"""
CSR: Any
"""The sparse matrix with the given (data, indices, indptr, shape).

format: "csr" or "csc"; `theano.sparse.CSR` and CSC are instances.

Example::

    >>> theano.sparse.CSR(tt.constant([1.0, 2.0]), [0, 1], [0, 1, 2], [2, 2]).eval().toarray()
    array([[1., 0.],
           [0., 2.]])

Source: theano.sparse.basic.
"""
add_s_d: Any
"""The dense sum x + y of a sparse x and a dense y."""
add_s_s: Any
"""The sum x + y."""
add_s_s_data: Any
"""The sum x + y of two matrices that store the same positions in the same order."""
all_dtypes: Any
as_sparse = _as_sparse
bcast: Any
"""The matrix in another dtype."""
bsr_dmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
bsr_fmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
ccast: Any
"""The matrix in another dtype."""
complex_dtypes: Any
construct_sparse_from_list: Any
"""A csc matrix with the shape of x whose rows `ilist` are the rows of `values`; repeated ones are added."""
continuous_dtypes: Any
csc_dmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
csc_fmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
csc_from_dense: Any
"""The sparse matrix of a dense one.

`theano.sparse.csr_from_dense` and csc_from_dense are instances. format: "csr" or "csc". A vector becomes one row;
TypeError for more than two dimensions.

Example::

    >>> theano.sparse.csr_from_dense(tt.dmatrix("x")).type
    Sparse[float64, csr]

Source: theano.sparse.basic.
"""
csm_grad = _csm_grad
csm_properties: Any
"""The arrays (data, indices, indptr, shape) of a csr or csc matrix; all but the data are int32 vectors."""
csr_dmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
csr_fmatrix: Any
"""A sparse matrix of one format and dtype. A call makes a variable.

format: "csr", "csc" or "bsr". dtype: a NumPy dtype. NotImplementedError for a format or dtype that SciPy lacks.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.type.
"""
csr_from_dense: Any
"""The sparse matrix of a dense one.

`theano.sparse.csr_from_dense` and csc_from_dense are instances. format: "csr" or "csc". A vector becomes one row;
TypeError for more than two dimensions.

Example::

    >>> theano.sparse.csr_from_dense(tt.dmatrix("x")).type
    Sparse[float64, csr]

Source: theano.sparse.basic.
"""
dcast: Any
"""The matrix in another dtype."""
dense_from_sparse: Any
"""The dense matrix of a sparse one.

`theano.sparse.dense_from_sparse` is an instance. structured: its gradient covers stored elements only.

Example::

    >>> x = theano.sparse.csr_matrix("x")
    >>> theano.sparse.dense_from_sparse(x).type
    TensorType(float64, matrix)

Source: theano.sparse.basic.
"""
diag: Any
"""The diagonal of a square matrix, dense."""
discrete_dtypes: Any
enable_sparse: Any
ensure_sorted_indices: Any
"""The same matrix with its elements stored in order; `inplace` does not change values."""
eq: Any
"""Return whether `x eq y`, element by element, as uint8."""
equal_s_d: Any
"""Whether elements x are eq y, of a sparse and a dense matrix, as uint8."""
equal_s_s: Any
"""Whether elements x are eq y, of two sparse matrices, as uint8."""
fcast: Any
"""The matrix in another dtype."""
float_dtypes: Any
ge: Any
"""Return whether `x ge y`, element by element, as uint8."""
get_item_2d: Any
"""The block x[slice, slice]; the inputs after x are start, stop and step of both. It has no gradient.

bounds: which of the six are given, in order; the others are None.
"""
get_item_2lists: Any
"""The elements x[ind1[k], ind2[k]], as a dense vector."""
get_item_2lists_grad: Any
"""Zeros with the shape of x, with the elements of the vector gz added at [ind1[k], ind2[k]]."""
get_item_list: Any
"""The rows x[index] for a vector `index`, in its order."""
get_item_list_grad: Any
"""Zeros with the shape of x, with the rows of gz added to the rows `index`."""
get_item_scalar: Any
"""The element x[i, j], a dense scalar. It has no gradient."""
greater_equal_s_d: Any
"""Whether elements x are ge y, of a sparse and a dense matrix, as uint8."""
greater_equal_s_s: Any
"""Whether elements x are ge y, of two sparse matrices, as uint8."""
greater_than_s_d: Any
"""Whether elements x are gt y, of a sparse and a dense matrix, as uint8."""
greater_than_s_s: Any
"""Whether elements x are gt y, of two sparse matrices, as uint8."""
gt: Any
"""Return whether `x gt y`, element by element, as uint8."""
icast: Any
"""The matrix in another dtype."""
int_dtypes: Any
integer_dtypes: Any
lcast: Any
"""The matrix in another dtype."""
le: Any
"""Return whether `x le y`, element by element, as uint8."""
less_equal_s_d: Any
"""Whether elements x are le y, of a sparse and a dense matrix, as uint8."""
less_equal_s_s: Any
"""Whether elements x are le y, of two sparse matrices, as uint8."""
less_than_s_d: Any
"""Whether elements x are lt y, of a sparse and a dense matrix, as uint8."""
less_than_s_s: Any
"""Whether elements x are lt y, of two sparse matrices, as uint8."""
lt: Any
"""Return whether `x lt y`, element by element, as uint8."""
mul_s_d: Any
"""The elementwise product of a sparse x and a dense y, a matrix of its shape or a scalar."""
mul_s_s: Any
"""The elementwise product of two sparse matrices."""
mul_s_v: Any
"""The matrix with elements x[i, j] * y[j]."""
neg: Any
"""The matrix -x."""
neq: Any
"""Return whether `x neq y`, element by element, as uint8."""
not_equal_s_d: Any
"""Whether elements x are ne y, of a sparse and a dense matrix, as uint8."""
not_equal_s_s: Any
"""Whether elements x are ne y, of two sparse matrices, as uint8."""
remove0: Any
"""The same matrix without stored zeros; `inplace` does not change values."""
sampling_dot: Any
"""p times x yᵀ, elementwise, at the positions that p stores.

`theano.sparse.sampling_dot` is an instance. Its operands are dense matrices x (m, k) and y (n, k), and a sparse p
(m, n).

Example::

    >>> x, y, p = tt.dmatrix("x"), tt.dmatrix("y"), theano.sparse.csr_matrix("p")
    >>> theano.sparse.sampling_dot(x, y, p).type
    Sparse[float64, csr]

Source: theano.sparse.basic.
"""
sdg_csc: Any
"""The gradient's data for a csc matrix."""
sdg_csr: Any
"""The gradient's data for a csr matrix."""
shared = _shared
sparse_formats: Any
square_diagonal: Any
"""The csc matrix with the given diagonal."""
structured_add_s_v: Any
"""The matrix with elements x[i, j] + y[j] where x stores a non-zero element."""
transpose: Any
"""The transpose: a csr matrix becomes a csc matrix with the same arrays, and vice versa."""
uint_dtypes: Any
usmm: Any
"""alpha x y + z, dense, with a sparse x or y. It has no gradient."""
wcast: Any
"""The matrix in another dtype."""
zcast: Any
"""The matrix in another dtype."""
