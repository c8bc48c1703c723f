"""The functions of `theano.tensor`. Elementwise ones come from the rows that bear these names."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import numpy as np

from compat.graph.dtypes import ROUNDING, ROUNDING_ELSE
from compat.graph.op import Op
from compat.graph.types import DisconnectedType, Generic
from compat.graph.variable import Apply, Constant, Variable
from compat.names_not_here import absent_from, names_of
from compat.ops.elementwise.functions import CASTS, cast, ceil_intdiv, div_proxy, iround, mod_check, round
from compat.ops.elementwise.functions import power as _power
from compat.ops.elementwise.scalar_type import (
    ScalarFromTensor,
    TensorFromScalar,
    scalar_from_tensor,
    tensor_from_scalar,
)
from compat.ops.indexing.nonzero import Nonzero, flatnonzero, nonzero, nonzero_values
from compat.ops.indexing.slice_variables import NoneConst, NoneTypeT
from compat.ops.known_values import (
    EmptyConstantError,
    NotScalarConstantError,
    extract_constant,
    get_scalar_constant_value,
)
from compat.ops.linear_algebra.blas import Dot, batched_dot, batched_tensordot, dot, outer, tensordot
from compat.ops.reductions.functions import (
    all,
    any,
    argmax,
    argmin,
    keep_dims,
    largest,
    max,
    max_and_argmax,
    mean,
    min,
    normal_axis,
    prod,
    smallest,
    std,
    sum,
    var,
)
from compat.ops.reductions.ops import Argmax
from compat.ops.shapes.creation import (
    Alloc,
    AllocEmpty,
    ARange,
    Eye,
    alloc,
    arange,
    eye,
    identity_like,
    ones,
    ones_like,
    zeros,
    zeros_like,
)
from compat.ops.shapes.join import concatenate, join, stack
from compat.ops.shapes.shape import (
    Rebroadcast,
    Reshape,
    Shape,
    addbroadcast,
    flatten,
    get_vector_length,
    patternbroadcast,
    reshape,
    shape,
    shape_padaxis,
    shape_padleft,
    shape_padright,
    swapaxes,
    transpose,
    unbroadcast,
)
from compat.ops.tensor_op import AsTensorError, as_tensor, constant
from compat.ops.tensor_types import TensorLike
from compat.settings import config
from compat.theano_api.tensor.elemwise import DimShuffle, Elemwise, functions
from compat.theano_api.tensor.type import (
    MAKERS,
    TensorType,
    all_dtypes,
    complex_dtypes,
    continuous_dtypes,
    discrete_dtypes,
    float_dtypes,
    int_dtypes,
    integer_dtypes,
    tensor,
    uint_dtypes,
    values_eq_approx_always_true,
)
from compat.theano_api.tensor.var import TensorConstant, TensorVariable

_ELEMENTWISE = functions("theano.tensor")
for _name, _op in (functions("theano.tensor.basic") | _ELEMENTWISE).items():
    globals().setdefault(_name, _op)  # functions imported above, such as `round`, take more arguments than the row
globals().update(MAKERS)

as_tensor_variable = as_tensor
makeKeepDims = keep_dims
Tensor = TensorType
_CONVERSIONS = {f"_convert_to_{dtype}": Elemwise(row) for dtype, row in CASTS.items()}
globals().update(_CONVERSIONS)
_dot = Dot()
power = _power


def isnan(a: TensorLike) -> Any:
    """Whether each element is NaN; of integers none is, and nothing is computed."""
    a = as_tensor(a)
    return _none_of(a) if a.type.dtype in discrete_dtypes else _ELEMENTWISE["isnan"](a)


def isinf(a: TensorLike) -> Any:
    """Whether each element is +inf or -inf; of integers none is, and nothing is computed."""
    a = as_tensor(a)
    return _none_of(a) if a.type.dtype in discrete_dtypes else _ELEMENTWISE["isinf"](a)


def _none_of(a: Any) -> Any:
    return alloc(np.asarray(False), *(a.shape[d] for d in range(a.type.ndim)))


def cov(
    m: TensorLike,
    y: TensorLike | None = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """Covariances of variables, a row each (a column where not `rowvar`), as numpy.cov."""
    if fweights is not None or aweights is not None:
        raise NotImplementedError("cov with weights is not supported: weigh the observations first.")
    if ddof is not None and ddof != int(ddof):
        raise ValueError("ddof must be integer")
    m = as_tensor(m)
    if m.type.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    if y is not None:
        y = as_tensor(y)
        if y.type.ndim > 2:
            raise ValueError("y has more than 2 dimensions")
        y = y.dimshuffle("x", 0) if y.type.ndim == 1 else y
    m = m.dimshuffle("x", 0) if m.type.ndim == 1 else m
    columns = not rowvar and not m.type.broadcastable[0]
    m = m.T if columns else m
    if y is not None:
        m = concatenate((m, y.T if not rowvar and not y.type.broadcastable[0] else y), axis=0)
    ddof = (0 if bias else 1) if ddof is None else ddof
    count = m.shape[1] - ddof if ddof else m.shape[1]
    deviation = m - m.mean(axis=1, keepdims=True)
    return dot(deviation, deviation.T) / _ELEMENTWISE["maximum"](count, 0).astype(deviation.dtype)


def inverse_permutation(perm: TensorLike) -> Any:
    """Return the permutation of integers that undoes `perm`, a vector, or each row of a matrix."""
    from compat.ops.ordering.permutation import permute_row_elements  # which few models use

    perm = as_tensor(perm)
    found = permute_row_elements(arange(perm.shape[-1], dtype=perm.dtype), perm, inverse=True)
    return unbroadcast(found, found.type.ndim - 1)


def _allclose(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """numpy.allclose with the tolerances of the less precise of two arrays."""
    usual = builtins.max(ROUNDING.get(np.asarray(v).dtype.name, ROUNDING_ELSE) for v in (a, b))
    return np.allclose(a, b, rtol=usual[0] if rtol is None else rtol, atol=usual[1] if atol is None else atol)


def ptp(a: Any, axis: Any = None) -> Any:
    """Largest minus smallest element along `axis`."""
    return max(a, axis) - min(a, axis)


def divmod(x: TensorLike, y: TensorLike) -> tuple[Any, Any]:
    """(x // y, x % y)."""
    x, y = as_tensor(x), as_tensor(y)
    return x // y, x % y


def stacklists(arg: TensorLike) -> Any:
    """Nested lists of tensors as one tensor."""
    return stack([stacklists(item) for item in arg]) if isinstance(arg, list | tuple) else as_tensor(arg)


def horizontal_stack(*args: Any) -> Any:
    """Matrices side by side."""
    if len(args) < 2:
        raise ValueError("Too few arguments: horizontal_stack takes two matrices or more.")
    return concatenate([as_tensor(a) for a in args], axis=1)


def vertical_stack(*args: Any) -> Any:
    """Matrices one below the other."""
    if len(args) < 2:
        raise ValueError("Too few arguments: vertical_stack takes two matrices or more.")
    return concatenate([as_tensor(a) for a in args], axis=0)


def is_flat(var: Any, ndim: int | None = None, outdim: int | None = None) -> bool:
    """Whether `var` has `ndim` dimensions (1 by default)."""
    return var.ndim == (outdim if outdim is not None else ndim or 1)


def check_and_normalize_axes(x: TensorLike, axis: Any) -> list[int]:
    """`axis` as a list of dimensions counted from 0; [] for None. ValueError where `x` lacks one."""
    if isinstance(axis, str):
        raise TypeError(f"Axis must be an integer, tuple, list of integers or a TensorVariable. Got {axis}")
    return list(normal_axis(as_tensor(x), axis) or [])


def transfer(var: TensorLike, target: str) -> Any:
    """`var` on the device `target`: only the CPU is here, a whole function runs on a GPU through JAX."""
    if target != "cpu":
        raise ValueError(f"Can't transfer to {target}: THEANO_FLAGS=device=cuda runs functions on a GPU.")
    return as_tensor(var)


class _Grid:
    """`mgrid` and `ogrid`: index with slices, get one range a slice, as numpy.mgrid."""

    def __init__(self, dense: bool) -> None:
        self.dense = dense

    def __getitem__(self, slices: Any) -> Any:
        several = isinstance(slices, tuple)
        slices = slices if several else (slices,)
        ranges = [arange(s.start or 0, s.stop, 1 if s.step is None else s.step) for s in slices]
        n = len(ranges)
        spread = [r.dimshuffle(["x"] * i + [0] + ["x"] * (n - i - 1)) for i, r in enumerate(ranges)]
        if not several:
            return spread[0]
        if not self.dense:
            return spread
        whole = builtins.sum((zeros_like(s) for s in spread[1:]), zeros_like(spread[0]))
        return [whole + s for s in spread]


mgrid, ogrid = _Grid(dense=True), _Grid(dense=False)

(float16_rtol, float16_atol), (float32_rtol, float32_atol) = ROUNDING["float16"], ROUNDING["float32"]
float64_rtol, float64_atol = ROUNDING_ELSE

if TYPE_CHECKING:  # as type checkers see it
    from compat.ops.control.default_value import Default as Default
    from compat.ops.control.default_value import default as default
    from compat.ops.control.gradient_marks import consider_constant as consider_constant
    from compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
    from compat.ops.control.gradient_marks import grad_undefined as grad_undefined
    from compat.ops.elementwise.closeness import allclose as allclose
    from compat.ops.elementwise.closeness import isclose as isclose
    from compat.ops.indexing.choose import Choose as Choose
    from compat.ops.indexing.choose import choose as choose
    from compat.ops.ordering.permutation import permute_row_elements as permute_row_elements
    from compat.ops.shapes.diagonal_ops import AllocDiag as AllocDiag
    from compat.ops.shapes.diagonal_ops import ExtractDiag as ExtractDiag
    from compat.ops.shapes.diagonal_ops import Tri as Tri
    from compat.ops.shapes.diagonals import diag as diag
    from compat.ops.shapes.diagonals import diagonal as diagonal
    from compat.ops.shapes.diagonals import tri as tri
    from compat.ops.shapes.diagonals import tril as tril
    from compat.ops.shapes.diagonals import triu as triu
    from compat.ops.shapes.specified_shape import SpecifyShape as SpecifyShape
    from compat.ops.shapes.specified_shape import specify_shape as specify_shape
    from compat.ops.shapes.splitting import split as split
    from compat.ops.shapes.tiling import roll as roll
    from compat.ops.shapes.tiling import tile as tile
    from compat.theano_api.tensor.op_classes import Join as Join
    from compat.theano_api.tensor.op_classes import MaxAndArgmax as MaxAndArgmax
    from compat.theano_api.tensor.op_classes import Mean as Mean
    from compat.theano_api.tensor.op_classes import PermuteRowElements as PermuteRowElements
    from compat.theano_api.tensor.op_classes import Split as Split
    from compat.theano_api.tensor.op_classes import Tile as Tile
    from compat.theano_api.tensor.op_classes import join_ as join_

_OPS = "theano_compat.ops"
LATER = names_of(  # loaded when first used
    **{
        f"{_OPS}.control.default_value": "Default default",
        f"{_OPS}.control.gradient_marks": "consider_constant grad_not_implemented grad_undefined",
        f"{_OPS}.elementwise.closeness": "allclose isclose",
        f"{_OPS}.indexing.choose": "Choose choose",
        f"{_OPS}.ordering.permutation": "permute_row_elements",
        f"{_OPS}.shapes.diagonal_ops": "AllocDiag ExtractDiag Tri",
        f"{_OPS}.shapes.diagonals": "diag diagonal tri tril triu",
        f"{_OPS}.shapes.specified_shape": "SpecifyShape specify_shape",
        f"{_OPS}.shapes.splitting": "split",
        f"{_OPS}.shapes.tiling": "roll tile",
        "theano_compat.theano_api.tensor.op_classes": "Join MaxAndArgmax Mean PermuteRowElements Split Tile join_",
    }
)
__all__ = [
    *LATER,
    "ARange",
    "Alloc",
    "AllocEmpty",
    "Apply",
    "Argmax",
    "AsTensorError",
    "Constant",
    "DimShuffle",
    "DisconnectedType",
    "Dot",
    "Elemwise",
    "EmptyConstantError",
    "Eye",
    "Generic",
    "NoneConst",
    "NoneTypeT",
    "Nonzero",
    "NotScalarConstantError",
    "Op",
    "Rebroadcast",
    "Reshape",
    "ScalarFromTensor",
    "Shape",
    "Tensor",
    "TensorConstant",
    "TensorFromScalar",
    "TensorType",
    "TensorVariable",
    "Variable",
    "_allclose",
    "addbroadcast",
    "all",
    "all_dtypes",
    "alloc",
    "any",
    "arange",
    "argmax",
    "argmin",
    "as_tensor",
    "as_tensor_variable",
    "batched_dot",
    "batched_tensordot",
    "cast",
    "ceil_intdiv",
    "check_and_normalize_axes",
    "complex_dtypes",
    "concatenate",
    "config",
    "constant",
    "continuous_dtypes",
    "cov",
    "discrete_dtypes",
    "div_proxy",
    "divmod",
    "dot",
    "extract_constant",
    "eye",
    "flatnonzero",
    "flatten",
    "float16_atol",
    "float16_rtol",
    "float32_atol",
    "float32_rtol",
    "float64_atol",
    "float64_rtol",
    "float_dtypes",
    "get_scalar_constant_value",
    "get_vector_length",
    "horizontal_stack",
    "identity_like",
    "int_dtypes",
    "integer_dtypes",
    "inverse_permutation",
    "iround",
    "is_flat",
    "isinf",
    "isnan",
    "join",
    "largest",
    "makeKeepDims",
    "max",
    "max_and_argmax",
    "mean",
    "mgrid",
    "min",
    "mod_check",
    "nonzero",
    "nonzero_values",
    "ogrid",
    "ones",
    "ones_like",
    "outer",
    "patternbroadcast",
    "power",
    "prod",
    "ptp",
    "reshape",
    "round",
    "scalar_from_tensor",
    "shape",
    "shape_padaxis",
    "shape_padleft",
    "shape_padright",
    "smallest",
    "stack",
    "stacklists",
    "std",
    "sum",
    "swapaxes",
    "tensor",
    "tensor_from_scalar",
    "tensordot",
    "transfer",
    "transpose",
    "uint_dtypes",
    "unbroadcast",
    "values_eq_approx_always_true",
    "var",
    "vertical_stack",
    "zeros",
    "zeros_like",
    *_ELEMENTWISE,
    *MAKERS,
]
__getattr__ = absent_from(__name__, LATER)
