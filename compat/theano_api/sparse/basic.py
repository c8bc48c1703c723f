"""Sparse matrices: variables, Ops, functions. Source of the names: theano.sparse.basic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...importing.module_getattr import absent_from
from ...ops.sparse.arithmetic import (
    AddSD,
    AddSS,
    AddSSData,
    MulSD,
    MulSS,
    MulSV,
    Neg,
    StructuredAddSV,
    add,
    add_s_d,
    add_s_s,
    add_s_s_data,
    mul,
    mul_s_d,
    mul_s_s,
    mul_s_v,
    neg,
    structured_add_s_v,
    sub,
)
from ...ops.sparse.comparisons import (
    EqualSD,
    EqualSS,
    GreaterEqualSD,
    GreaterEqualSS,
    GreaterThanSD,
    GreaterThanSS,
    LessEqualSD,
    LessEqualSS,
    LessThanSD,
    LessThanSS,
    NotEqualSD,
    NotEqualSS,
    eq,
    equal_s_d,
    equal_s_s,
    ge,
    greater_equal_s_d,
    greater_equal_s_s,
    greater_than_s_d,
    greater_than_s_s,
    gt,
    le,
    less_equal_s_d,
    less_equal_s_s,
    less_than_s_d,
    less_than_s_s,
    lt,
    neq,
    not_equal_s_d,
    not_equal_s_s,
)
from ...ops.sparse.compressed_arrays import (
    CSC,
    CSM,
    CSR,
    CSMGrad,
    CSMProperties,
    csm_properties,
    sp_ones_like,
    sp_zeros_like,
)
from ...ops.sparse.conversion import (
    Cast,
    DenseFromSparse,
    EnsureSortedIndices,
    Remove0,
    SparseFromDense,
    Transpose,
    cast,
    clean,
    csc_from_dense,
    csr_from_dense,
    dense_from_sparse,
    ensure_sorted_indices,
    remove0,
    transpose,
)
from ...ops.sparse.indexing import (
    GetItem2d,
    GetItem2Lists,
    GetItem2ListsGrad,
    GetItemList,
    GetItemListGrad,
    GetItemScalar,
    get_item_2d,
    get_item_2lists,
    get_item_2lists_grad,
    get_item_list,
    get_item_list_grad,
    get_item_scalar,
)
from ...ops.sparse.join import HStack, VStack, hstack, vstack
from ...ops.sparse.op import as_sparse_or_tensor_variable, as_sparse_variable
from ...ops.sparse.op import is_dense_variable as _is_dense_variable
from ...ops.sparse.op import is_sparse_variable as _is_sparse_variable
from ...ops.sparse.products import (
    Dot,
    SamplingDot,
    StructuredDot,
    StructuredDotGradCSC,
    StructuredDotGradCSR,
    TrueDot,
    Usmm,
    dot,
    sampling_dot,
    structured_dot,
    structured_dot_grad,
    true_dot,
    usmm,
)
from ...ops.sparse.reductions import (
    ColScaleCSC,
    Diag,
    RowScaleCSC,
    SpSum,
    SquareDiagonal,
    col_scale,
    diag,
    row_scale,
    sp_sum,
    square_diagonal,
)
from ...ops.sparse.rows import ConstructSparseFromList, construct_sparse_from_list
from ...ops.sparse.structured import (
    arcsin,
    arcsinh,
    arctan,
    arctanh,
    ceil,
    conj,
    deg2rad,
    expm1,
    floor,
    log1p,
    rad2deg,
    rint,
    sgn,
    sin,
    sinh,
    sqr,
    sqrt,
    structured_add,
    structured_exp,
    structured_log,
    structured_maximum,
    structured_minimum,
    structured_monoid,
    structured_pow,
    structured_sigmoid,
    tan,
    tanh,
    trunc,
)
from ...ops.sparse.type import SparseLike, SparseType, constant, matrix_class
from ...ops.sparse.variable import SparseConstant, SparseOperators, SparseVariable
from ...settings import config
from .type import _is_sparse

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

as_sparse = as_sparse_variable
_sparse_py_operators = SparseOperators
csm_grad = CSMGrad
sdg_csc, sdg_csr = StructuredDotGradCSC(), StructuredDotGradCSR()
bcast, wcast, icast, lcast = Cast("int8"), Cast("int16"), Cast("int32"), Cast("int64")
fcast, dcast, ccast, zcast = Cast("float32"), Cast("float64"), Cast("complex64"), Cast("complex128")

sparse_formats = ["csc", "csr"]
all_dtypes = SparseType.dtype_set
complex_dtypes = [t for t in all_dtypes if t.startswith("complex")]
float_dtypes = [t for t in all_dtypes if t.startswith("float")]
int_dtypes = [t for t in all_dtypes if t.startswith("int")]
uint_dtypes = [t for t in all_dtypes if t.startswith("uint")]
integer_dtypes = discrete_dtypes = int_dtypes + uint_dtypes
continuous_dtypes = complex_dtypes + float_dtypes

csc_dmatrix, csr_dmatrix, bsr_dmatrix = (SparseType(f, "float64") for f in ("csc", "csr", "bsr"))
csc_fmatrix, csr_fmatrix, bsr_fmatrix = (SparseType(f, "float32") for f in ("csc", "csr", "bsr"))


def matrix(format: str, name: str | None = None, dtype: DTypeLike | None = None) -> Any:
    """Make a sparse variable.

    format: "csr", "csc" or "bsr". name: its name. dtype: floatX by default. Its values are sparse matrices.
    """
    return SparseType(format, config.floatX if dtype in (None, "floatX") else dtype)(name)


def csc_matrix(name: str | None = None, dtype: DTypeLike | None = None) -> Any:
    """Make a sparse variable of format csc.

    name: its name. dtype: floatX by default. Its values are sparse matrices.
    """
    return matrix("csc", name, dtype)


def csr_matrix(name: str | None = None, dtype: DTypeLike | None = None) -> Any:
    """Make a sparse variable of format csr.

    name: its name. dtype: floatX by default. Its values are sparse matrices.
    """
    return matrix("csr", name, dtype)


def bsr_matrix(name: str | None = None, dtype: DTypeLike | None = None) -> Any:
    """Make a sparse variable of format bsr.

    name: its name. dtype: floatX by default. Its values are sparse matrices.
    """
    return matrix("bsr", name, dtype)


def csm_data(csm: SparseLike) -> Any:
    """Return the elements that a csr or csc matrix stores, a vector.

    csm: the sparse matrix.
    """
    return csm_properties(csm)[0]


def csm_indices(csm: SparseLike) -> Any:
    """Return the column (csr) or row (csc) of each element that a sparse matrix stores, a vector of int32.

    csm: the sparse matrix.
    """
    return csm_properties(csm)[1]


def csm_indptr(csm: SparseLike) -> Any:
    """Return where each row (csr) or column (csc) begins among the stored elements, and their number.

    csm: the sparse matrix. The result is a vector of int32.
    """
    return csm_properties(csm)[2]


def csm_shape(csm: SparseLike) -> Any:
    """Return the shape of a csr or csc matrix, a vector of two int32.

    csm: the sparse matrix.
    """
    return csm_properties(csm)[3]


def _is_dense(x: object) -> bool:
    """Return whether a value is a dense array. NotImplementedError if it is neither sparse nor an array.

    x: the value, of any shape.
    """
    if not _is_sparse(x) and not isinstance(x, np.ndarray):
        raise NotImplementedError(
            f"this function should only be called on sparse.scipy.sparse.spmatrix or numpy.ndarray, not, {x!r}"
        )
    return isinstance(x, np.ndarray)


_absent = absent_from(__name__)


def __getattr__(name: str) -> Any:
    if name == "_mtypes":  # SciPy is imported on demand
        return [matrix_class("csc"), matrix_class("csr")]
    if name == "_mtype_to_str":
        return {matrix_class("csc"): "csc", matrix_class("csr"): "csr"}
    return _absent(name)


_private = (_is_dense_variable, _is_sparse_variable)  # users' code calls them

__all__ = [
    "AddSD",
    "AddSS",
    "AddSSData",
    "CSC",
    "CSM",
    "CSMGrad",
    "CSMProperties",
    "CSR",
    "Cast",
    "ColScaleCSC",
    "ConstructSparseFromList",
    "DenseFromSparse",
    "Diag",
    "Dot",
    "EnsureSortedIndices",
    "EqualSD",
    "EqualSS",
    "GetItem2Lists",
    "GetItem2ListsGrad",
    "GetItem2d",
    "GetItemList",
    "GetItemListGrad",
    "GetItemScalar",
    "GreaterEqualSD",
    "GreaterEqualSS",
    "GreaterThanSD",
    "GreaterThanSS",
    "HStack",
    "LessEqualSD",
    "LessEqualSS",
    "LessThanSD",
    "LessThanSS",
    "MulSD",
    "MulSS",
    "MulSV",
    "Neg",
    "NotEqualSD",
    "NotEqualSS",
    "Remove0",
    "RowScaleCSC",
    "SamplingDot",
    "SpSum",
    "SparseConstant",
    "SparseFromDense",
    "SparseType",
    "SparseVariable",
    "SquareDiagonal",
    "StructuredAddSV",
    "StructuredDot",
    "StructuredDotGradCSC",
    "StructuredDotGradCSR",
    "Transpose",
    "TrueDot",
    "Usmm",
    "VStack",
    "add",
    "add_s_d",
    "add_s_s",
    "add_s_s_data",
    "all_dtypes",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctanh",
    "as_sparse",
    "as_sparse_or_tensor_variable",
    "as_sparse_variable",
    "bcast",
    "bsr_dmatrix",
    "bsr_fmatrix",
    "bsr_matrix",
    "cast",
    "ccast",
    "ceil",
    "clean",
    "col_scale",
    "complex_dtypes",
    "conj",
    "constant",
    "construct_sparse_from_list",
    "continuous_dtypes",
    "csc_dmatrix",
    "csc_fmatrix",
    "csc_from_dense",
    "csc_matrix",
    "csm_data",
    "csm_grad",
    "csm_indices",
    "csm_indptr",
    "csm_properties",
    "csm_shape",
    "csr_dmatrix",
    "csr_fmatrix",
    "csr_from_dense",
    "csr_matrix",
    "dcast",
    "deg2rad",
    "dense_from_sparse",
    "diag",
    "discrete_dtypes",
    "dot",
    "ensure_sorted_indices",
    "eq",
    "equal_s_d",
    "equal_s_s",
    "expm1",
    "fcast",
    "float_dtypes",
    "floor",
    "ge",
    "get_item_2d",
    "get_item_2lists",
    "get_item_2lists_grad",
    "get_item_list",
    "get_item_list_grad",
    "get_item_scalar",
    "greater_equal_s_d",
    "greater_equal_s_s",
    "greater_than_s_d",
    "greater_than_s_s",
    "gt",
    "hstack",
    "icast",
    "int_dtypes",
    "integer_dtypes",
    "lcast",
    "le",
    "less_equal_s_d",
    "less_equal_s_s",
    "less_than_s_d",
    "less_than_s_s",
    "log1p",
    "lt",
    "matrix",
    "mul",
    "mul_s_d",
    "mul_s_s",
    "mul_s_v",
    "neg",
    "neq",
    "not_equal_s_d",
    "not_equal_s_s",
    "rad2deg",
    "remove0",
    "rint",
    "row_scale",
    "sampling_dot",
    "sdg_csc",
    "sdg_csr",
    "sgn",
    "sin",
    "sinh",
    "sp_ones_like",
    "sp_sum",
    "sp_zeros_like",
    "sparse_formats",
    "sqr",
    "sqrt",
    "square_diagonal",
    "structured_add",
    "structured_add_s_v",
    "structured_dot",
    "structured_dot_grad",
    "structured_exp",
    "structured_log",
    "structured_maximum",
    "structured_minimum",
    "structured_monoid",
    "structured_pow",
    "structured_sigmoid",
    "sub",
    "tan",
    "tanh",
    "transpose",
    "true_dot",
    "trunc",
    "uint_dtypes",
    "usmm",
    "vstack",
    "wcast",
    "zcast",
]
