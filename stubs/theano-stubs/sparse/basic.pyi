# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import scalar as scalar
from theano import tensor as tensor
from theano.sparse import CSC as CSC
from theano.sparse import CSR as CSR
from theano.sparse import add_s_d as add_s_d
from theano.sparse import add_s_s as add_s_s
from theano.sparse import add_s_s_data as add_s_s_data
from theano.sparse import bcast as bcast
from theano.sparse import bsr_dmatrix as bsr_dmatrix
from theano.sparse import bsr_fmatrix as bsr_fmatrix
from theano.sparse import ccast as ccast
from theano.sparse import construct_sparse_from_list as construct_sparse_from_list
from theano.sparse import csc_dmatrix as csc_dmatrix
from theano.sparse import csc_fmatrix as csc_fmatrix
from theano.sparse import csc_from_dense as csc_from_dense
from theano.sparse import csm_properties as csm_properties
from theano.sparse import csr_dmatrix as csr_dmatrix
from theano.sparse import csr_fmatrix as csr_fmatrix
from theano.sparse import csr_from_dense as csr_from_dense
from theano.sparse import dcast as dcast
from theano.sparse import dense_from_sparse as dense_from_sparse
from theano.sparse import diag as diag
from theano.sparse import ensure_sorted_indices as ensure_sorted_indices
from theano.sparse import equal_s_d as equal_s_d
from theano.sparse import equal_s_s as equal_s_s
from theano.sparse import fcast as fcast
from theano.sparse import get_item_2d as get_item_2d
from theano.sparse import get_item_2lists as get_item_2lists
from theano.sparse import get_item_2lists_grad as get_item_2lists_grad
from theano.sparse import get_item_list as get_item_list
from theano.sparse import get_item_list_grad as get_item_list_grad
from theano.sparse import get_item_scalar as get_item_scalar
from theano.sparse import greater_equal_s_d as greater_equal_s_d
from theano.sparse import greater_equal_s_s as greater_equal_s_s
from theano.sparse import greater_than_s_d as greater_than_s_d
from theano.sparse import greater_than_s_s as greater_than_s_s
from theano.sparse import icast as icast
from theano.sparse import lcast as lcast
from theano.sparse import less_equal_s_d as less_equal_s_d
from theano.sparse import less_equal_s_s as less_equal_s_s
from theano.sparse import less_than_s_d as less_than_s_d
from theano.sparse import less_than_s_s as less_than_s_s
from theano.sparse import mul_s_d as mul_s_d
from theano.sparse import mul_s_s as mul_s_s
from theano.sparse import mul_s_v as mul_s_v
from theano.sparse import neg as neg
from theano.sparse import not_equal_s_d as not_equal_s_d
from theano.sparse import not_equal_s_s as not_equal_s_s
from theano.sparse import remove0 as remove0
from theano.sparse import sampling_dot as sampling_dot
from theano.sparse import sdg_csc as sdg_csc
from theano.sparse import sdg_csr as sdg_csr
from theano.sparse import square_diagonal as square_diagonal
from theano.sparse import structured_add_s_v as structured_add_s_v
from theano.sparse import transpose as transpose
from theano.sparse import usmm as usmm
from theano.sparse import wcast as wcast
from theano.sparse import zcast as zcast
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
from theano_compat.theano_api import _asarray as _asarray
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
_is_dense_variable = __is_dense_variable
_is_sparse_variable = __is_sparse_variable
_sparse_py_operators = __sparse_py_operators
all_dtypes: Any
as_sparse = _as_sparse
complex_dtypes: Any
continuous_dtypes: Any
csm_grad = _csm_grad
discrete_dtypes: Any
eq: Any
"""Return whether `x eq y`, element by element, as uint8."""
float_dtypes: Any
ge: Any
"""Return whether `x ge y`, element by element, as uint8."""
gt: Any
"""Return whether `x gt y`, element by element, as uint8."""
int_dtypes: Any
integer_dtypes: Any
le: Any
"""Return whether `x le y`, element by element, as uint8."""
lt: Any
"""Return whether `x lt y`, element by element, as uint8."""
neq: Any
"""Return whether `x neq y`, element by element, as uint8."""
sparse_formats: Any
uint_dtypes: Any
