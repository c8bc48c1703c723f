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

format: "csr" or "csc"; `theano.sparse.CSR` and CSC are instances. kmap: None; NotImplementedError for others.

Example::

    >>> theano.sparse.CSR(tt.constant([1.0, 2.0]), [0, 1], [0, 1, 2], [2, 2]).eval().toarray()
    array([[1., 0.],
           [0., 2.]])

Source: theano.sparse.basic.
"""
CSR: Any
"""The sparse matrix with the given (data, indices, indptr, shape).

format: "csr" or "csc"; `theano.sparse.CSR` and CSC are instances. kmap: None; NotImplementedError for others.

Example::

    >>> theano.sparse.CSR(tt.constant([1.0, 2.0]), [0, 1], [0, 1, 2], [2, 2]).eval().toarray()
    array([[1., 0.],
           [0., 2.]])

Source: theano.sparse.basic.
"""
add_s_d: Any
"""The dense sum x + y of a sparse x and a dense y, matrices of one shape. `theano.sparse.add_s_d` is an instance.

The gradient with respect to x covers stored elements only.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.add_s_d(scipy.sparse.csr_matrix([[1.0, 0.0]]), np.array([[1.0, 2.0]])).eval()
    array([[2., 2.]])

Source: theano.sparse.basic.
"""
add_s_s: Any
"""The sum x + y of two sparse matrices of one shape, in the format of x. `theano.sparse.add_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 0.0]])
    >>> theano.sparse.add_s_s(x, x).eval().toarray()
    array([[2., 0.]])

Source: theano.sparse.basic.
"""
add_s_s_data: Any
"""The sum of two sparse matrices that store the same positions in the same order.

`theano.sparse.add_s_s_data` is an instance. NotImplementedError for matrices of two types.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 0.0]])
    >>> theano.sparse.add_s_s_data(x, x).eval().toarray()
    array([[2., 0.]])

Source: theano.sparse.basic.
"""
all_dtypes: Any
as_sparse = _as_sparse
bcast: Any
"""Convert a sparse matrix to int8; the same as `theano.sparse.cast(x, 'int8')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'int8').type
    Sparse[int8, csr]

Source: theano.sparse.basic.
"""
bsr_dmatrix: Any
"""A call makes a variable of this type: sparse matrices of format bsr and dtype float64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("bsr", "float64")("x").type
    Sparse[float64, bsr]

Source: theano.sparse.basic.
"""
bsr_fmatrix: Any
"""A call makes a variable of this type: sparse matrices of format bsr and dtype float32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("bsr", "float32")("x").type
    Sparse[float32, bsr]

Source: theano.sparse.basic.
"""
ccast: Any
"""Convert a sparse matrix to complex64; the same as `theano.sparse.cast(x, 'complex64')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'complex64').type
    Sparse[complex64, csr]

Source: theano.sparse.basic.
"""
complex_dtypes: Any
construct_sparse_from_list: Any
"""A csc matrix with the shape of a matrix x, with rows of another matrix at given places; repeated ones are added.

`theano.sparse.construct_sparse_from_list` is an instance: it takes x, the rows (n, columns), and their numbers in
the result, a vector of n integers.

Example::

    >>> make = theano.sparse.construct_sparse_from_list
    >>> make(np.zeros((3, 2)), np.array([[1.0, 2.0]]), np.array([1])).eval().toarray()
    array([[0., 0.],
           [1., 2.],
           [0., 0.]])

Source: theano.sparse.basic.
"""
continuous_dtypes: Any
csc_dmatrix: Any
"""A call makes a variable of this type: sparse matrices of format csc and dtype float64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("csc", "float64")("x").type
    Sparse[float64, csc]

Source: theano.sparse.basic.
"""
csc_fmatrix: Any
"""A call makes a variable of this type: sparse matrices of format csc and dtype float32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("csc", "float32")("x").type
    Sparse[float32, csc]

Source: theano.sparse.basic.
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
"""The arrays (data, indices, indptr, shape) of a csr or csc matrix; all but the data are int32 vectors.

`theano.sparse.csm_properties` is an instance. kmap: None.

Example::

    >>> import scipy.sparse
    >>> parts = theano.sparse.csm_properties(scipy.sparse.csr_matrix([[0.0, 5.0]]))
    >>> [part.eval().tolist() for part in parts]
    [[5.0], [1], [0, 1], [1, 2]]

Source: theano.sparse.basic.
"""
csr_dmatrix: Any
"""A call makes a variable of this type: sparse matrices of format csr and dtype float64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("csr", "float64")("x").type
    Sparse[float64, csr]

Source: theano.sparse.basic.
"""
csr_fmatrix: Any
"""A call makes a variable of this type: sparse matrices of format csr and dtype float32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.sparse.SparseType("csr", "float32")("x").type
    Sparse[float32, csr]

Source: theano.sparse.basic.
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
"""Convert a sparse matrix to float64; the same as `theano.sparse.cast(x, 'float64')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'float64').type
    Sparse[float64, csr]

Source: theano.sparse.basic.
"""
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
"""The diagonal of a square sparse matrix, a dense vector. `theano.sparse.diag` is an instance.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.diag(scipy.sparse.csr_matrix([[1.0, 2.0], [3.0, 0.0]])).eval()
    array([1., 0.])

Source: theano.sparse.basic.
"""
discrete_dtypes: Any
enable_sparse: Any
ensure_sorted_indices: Any
"""The same sparse matrix with its elements stored in order. `theano.sparse.ensure_sorted_indices` is an instance.

inplace: does not change values.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix((np.array([1.0, 2.0]), np.array([1, 0]), np.array([0, 2])), shape=(1, 2))
    >>> theano.sparse.ensure_sorted_indices(x).eval().indices
    array([0, 1], dtype=int32)

Source: theano.sparse.basic.
"""
eq: Any
"""Return whether `x eq y`, element by element, as uint8."""
equal_s_d: Any
"""Whether x is equal to y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.equal_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.equal_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[1, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
equal_s_s: Any
"""Whether x is equal to y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.equal_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.equal_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[1, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
fcast: Any
"""Convert a sparse matrix to float32; the same as `theano.sparse.cast(x, 'float32')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'float32').type
    Sparse[float32, csr]

Source: theano.sparse.basic.
"""
float_dtypes: Any
ge: Any
"""Return whether `x ge y`, element by element, as uint8."""
get_item_2d: Any
"""A block of a sparse matrix, x[slice, slice]. It has no gradient. `theano.sparse.get_item_2d` is an instance.

bounds: which of start, stop and step of both slices, integer scalars, are inputs after x; the others are None.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0], [3.0, 4.0]])
    >>> theano.sparse.get_item_2d(x, (slice(0, 1), slice(1, None))).eval().toarray()
    array([[2.]])

Source: theano.sparse.basic.
"""
get_item_2lists: Any
"""Elements of a sparse matrix, x[ind1[k], ind2[k]], as a dense vector.

`theano.sparse.get_item_2lists` is an instance.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.get_item_2lists(scipy.sparse.csr_matrix([[1.0, 2.0]]), [0, 0], [1, 0]).eval()
    array([2., 1.])

Source: theano.sparse.basic.
"""
get_item_2lists_grad: Any
"""Zeros with the shape of x, with the elements of a vector gz added at [ind1[k], ind2[k]].

It is the gradient of GetItem2Lists. `theano.sparse.get_item_2lists_grad` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.get_item_2lists_grad(x, [0, 0], [1, 1], np.array([5.0, 6.0])).eval().toarray()
    array([[ 0., 11.]])

Source: theano.sparse.basic.
"""
get_item_list: Any
"""Rows of a sparse matrix, x[index] for a vector of integers, in its order.

`theano.sparse.get_item_list` is an instance.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.get_item_list(scipy.sparse.csr_matrix([[1.0], [2.0]]), [1, 0]).eval().toarray()
    array([[2.],
           [1.]])

Source: theano.sparse.basic.
"""
get_item_list_grad: Any
"""Zeros with the shape of x, with the rows of gz added to the rows `index`: the gradient of GetItemList.

`theano.sparse.get_item_list_grad` is an instance, for sparse x and gz and a vector of integers.

Example::

    >>> import scipy.sparse
    >>> x, gz = scipy.sparse.csr_matrix([[1.0], [2.0]]), scipy.sparse.csr_matrix([[5.0], [6.0]])
    >>> theano.sparse.get_item_list_grad(x, [1, 1], gz).eval().toarray()
    array([[ 0.],
           [11.]])

Source: theano.sparse.basic.
"""
get_item_scalar: Any
"""One element of a sparse matrix, x[i, j], a dense scalar. `theano.sparse.get_item_scalar` is an instance.

It has no gradient.

Example::

    >>> import scipy.sparse
    >>> float(theano.sparse.get_item_scalar(scipy.sparse.csr_matrix([[1.0, 2.0]]), (0, 1)).eval())
    2.0

Source: theano.sparse.basic.
"""
greater_equal_s_d: Any
"""Whether x is greater than or equal to y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.greater_equal_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.greater_equal_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[1, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
greater_equal_s_s: Any
"""Whether x is greater than or equal to y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.greater_equal_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.greater_equal_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[1, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
greater_than_s_d: Any
"""Whether x is greater than y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.greater_than_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.greater_than_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[0, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
greater_than_s_s: Any
"""Whether x is greater than y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.greater_than_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.greater_than_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[0, 0]], dtype=uint8)

Source: theano.sparse.basic.
"""
gt: Any
"""Return whether `x gt y`, element by element, as uint8."""
icast: Any
"""Convert a sparse matrix to int32; the same as `theano.sparse.cast(x, 'int32')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'int32').type
    Sparse[int32, csr]

Source: theano.sparse.basic.
"""
int_dtypes: Any
integer_dtypes: Any
lcast: Any
"""Convert a sparse matrix to int64; the same as `theano.sparse.cast(x, 'int64')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'int64').type
    Sparse[int64, csr]

Source: theano.sparse.basic.
"""
le: Any
"""Return whether `x le y`, element by element, as uint8."""
less_equal_s_d: Any
"""Whether x is less than or equal to y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.less_equal_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.less_equal_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[1, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
less_equal_s_s: Any
"""Whether x is less than or equal to y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.less_equal_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.less_equal_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[1, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
less_than_s_d: Any
"""Whether x is less than y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.less_than_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.less_than_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[0, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
less_than_s_s: Any
"""Whether x is less than y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.less_than_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.less_than_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[0, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
lt: Any
"""Return whether `x lt y`, element by element, as uint8."""
mul_s_d: Any
"""The product, element by element, of a sparse x and a dense y, a matrix of its shape or a scalar; sparse.

`theano.sparse.mul_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.mul_s_d(scipy.sparse.csr_matrix([[3.0, 0.0]]), np.array([[2.0, 5.0]])).eval().toarray()
    array([[6., 0.]])

Source: theano.sparse.basic.
"""
mul_s_s: Any
"""The product, element by element, of two sparse matrices of one shape. `theano.sparse.mul_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[3.0, 0.0]])
    >>> theano.sparse.mul_s_s(x, x).eval().toarray()
    array([[9., 0.]])

Source: theano.sparse.basic.
"""
mul_s_v: Any
"""The sparse matrix with elements x[i, j] * y[j], of a sparse x (n, m) and a vector y (m,) of one dtype.

`theano.sparse.mul_s_v` is an instance.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.mul_s_v(scipy.sparse.csr_matrix([[3.0, 0.0]]), np.array([2.0, 5.0])).eval().toarray()
    array([[6., 0.]])

Source: theano.sparse.basic.
"""
neg: Any
"""The matrix -x of a sparse matrix x. `theano.sparse.neg` is an instance, and `-x` calls it.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.neg(scipy.sparse.csr_matrix([[1.0, 0.0]])).eval().toarray()
    array([[-1.,  0.]])

Source: theano.sparse.basic.
"""
neq: Any
"""Return whether `x neq y`, element by element, as uint8."""
not_equal_s_d: Any
"""Whether x is not equal to y, element by element, as uint8, for a sparse and a dense matrix.

`theano.sparse.not_equal_s_d` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.not_equal_s_d(x, np.array([[1.0, 3.0]])).eval()
    array([[0, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
not_equal_s_s: Any
"""Whether x is not equal to y, element by element, as uint8, for two sparse matrices of one format.

`theano.sparse.not_equal_s_s` is an instance.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.not_equal_s_s(x, scipy.sparse.csr_matrix([[1.0, 3.0]])).eval().toarray()
    array([[0, 1]], dtype=uint8)

Source: theano.sparse.basic.
"""
remove0: Any
"""The same sparse matrix without stored zeros. `theano.sparse.remove0` is an instance.

inplace: does not change values.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix((np.array([0.0, 2.0]), np.array([0, 1]), np.array([0, 2])), shape=(1, 2))
    >>> x.nnz, theano.sparse.remove0(x).eval().nnz
    (2, 1)

Source: theano.sparse.basic.
"""
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
"""The stored elements of the gradient of a product a b with respect to a csc matrix a, a vector.

Its inputs are indices and indptr of a, then b and the gradient of a b. `theano.sparse.sdg_csc` is an instance.

Example::

    >>> import scipy.sparse
    >>> a = scipy.sparse.csc_matrix([[1.0, 2.0]])
    >>> theano.sparse.sdg_csc(a.indices, a.indptr, np.array([[3.0], [4.0]]), np.array([[10.0]])).eval()
    array([30., 40.])

Source: theano.sparse.basic.
"""
sdg_csr: Any
"""The stored elements of the gradient of a product a b with respect to a csr matrix a, a vector.

Its inputs are indices and indptr of a, then b and the gradient of a b. `theano.sparse.sdg_csr` is an instance.

Example::

    >>> import scipy.sparse
    >>> a = scipy.sparse.csr_matrix([[1.0, 2.0]])
    >>> theano.sparse.sdg_csr(a.indices, a.indptr, np.array([[3.0], [4.0]]), np.array([[10.0]])).eval()
    array([30., 40.])

Source: theano.sparse.basic.
"""
shared = _shared
sparse_formats: Any
square_diagonal: Any
"""The csc matrix with a vector on its diagonal. `theano.sparse.square_diagonal` is an instance.

Example::

    >>> theano.sparse.square_diagonal(np.array([1.0, 2.0])).eval().toarray()
    array([[1., 0.],
           [0., 2.]])

Source: theano.sparse.basic.
"""
structured_add_s_v: Any
"""The sparse matrix with elements x[i, j] + y[j] where x stores a non-zero element, 0 elsewhere.

`theano.sparse.structured_add_s_v` is an instance, for a sparse x (n, m) and a vector y (m,) of one dtype.

Example::

    >>> import scipy.sparse
    >>> x = scipy.sparse.csr_matrix([[3.0, 0.0]])
    >>> theano.sparse.structured_add_s_v(x, np.array([2.0, 5.0])).eval().toarray()
    array([[5., 0.]])

Source: theano.sparse.basic.
"""
transpose: Any
"""The transpose of a sparse matrix. `theano.sparse.transpose` is an instance, and `x.T` calls it.

A csr matrix becomes a csc matrix with the same arrays, and vice versa.

Example::

    >>> import scipy.sparse
    >>> theano.sparse.transpose(scipy.sparse.csr_matrix([[1.0, 2.0]])).eval().shape
    (2, 1)

Source: theano.sparse.basic.
"""
uint_dtypes: Any
usmm: Any
"""The matrix alpha x y + z, dense, with a scalar alpha and a sparse x or y. `theano.sparse.usmm` is an instance.

It has no gradient.

Example::

    >>> import scipy.sparse
    >>> x, y = scipy.sparse.csr_matrix([[1.0, 2.0]]), np.array([[3.0], [4.0]])
    >>> theano.sparse.usmm(2.0, x, y, np.array([[100.0]])).eval()
    array([[122.]])

Source: theano.sparse.basic.
"""
wcast: Any
"""Convert a sparse matrix to int16; the same as `theano.sparse.cast(x, 'int16')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'int16').type
    Sparse[int16, csr]

Source: theano.sparse.basic.
"""
zcast: Any
"""Convert a sparse matrix to complex128; the same as `theano.sparse.cast(x, 'complex128')`.

Example::

    >>> theano.sparse.cast(theano.sparse.csr_matrix('x'), 'complex128').type
    Sparse[complex128, csr]

Source: theano.sparse.basic.
"""
