"""The functions of `theano.tensor`. Elementwise ones come from the table's rows of these names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.dtypes import ROUNDING, ROUNDING_ELSE
from ...importing.module_getattr import absent_from, names_of
from ...ops.elementwise.cast import CASTS
from ...ops.elementwise.elemwise import Elemwise as _Elemwise
from .elementwise_functions import functions
from .type import MAKERS

if TYPE_CHECKING:  # for type checkers
    from ...graph.op import Op as Op
    from ...graph.types import DisconnectedType as DisconnectedType
    from ...graph.types import Generic as Generic
    from ...graph.types import TensorType as Tensor  # noqa: F401
    from ...graph.types import TensorType as TensorType
    from ...graph.variable import Apply as Apply
    from ...graph.variable import Constant as Constant
    from ...graph.variable import Variable as Variable
    from ...ops.control.default_value import Default as Default
    from ...ops.control.default_value import default as default
    from ...ops.control.gradient_marks import consider_constant as consider_constant
    from ...ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
    from ...ops.control.gradient_marks import grad_undefined as grad_undefined
    from ...ops.elementwise.elemwise import Elemwise as Elemwise
    from ...ops.elementwise.functions import cast as cast
    from ...ops.elementwise.functions import ceil_intdiv as ceil_intdiv
    from ...ops.elementwise.functions import div_proxy as div_proxy
    from ...ops.elementwise.functions import iround as iround
    from ...ops.elementwise.functions import mod_check as mod_check
    from ...ops.elementwise.functions import power as power
    from ...ops.elementwise.functions import round as round
    from ...ops.elementwise.scalar_type import ScalarFromTensor as ScalarFromTensor
    from ...ops.elementwise.scalar_type import TensorFromScalar as TensorFromScalar
    from ...ops.elementwise.scalar_type import scalar_from_tensor as scalar_from_tensor
    from ...ops.elementwise.scalar_type import tensor_from_scalar as tensor_from_scalar
    from ...ops.indexing.choose import Choose as Choose
    from ...ops.indexing.choose import choose as choose
    from ...ops.indexing.nonzero import Nonzero as Nonzero
    from ...ops.indexing.nonzero import flatnonzero as flatnonzero
    from ...ops.indexing.nonzero import nonzero as nonzero
    from ...ops.indexing.nonzero import nonzero_values as nonzero_values
    from ...ops.indexing.slice_variables import NoneConst as NoneConst
    from ...ops.indexing.slice_variables import NoneTypeT as NoneTypeT
    from ...ops.known_values import EmptyConstantError as EmptyConstantError
    from ...ops.known_values import NotScalarConstantError as NotScalarConstantError
    from ...ops.known_values import extract_constant as extract_constant
    from ...ops.known_values import get_scalar_constant_value as get_scalar_constant_value
    from ...ops.linear_algebra.blas import Dot as Dot
    from ...ops.linear_algebra.blas import batched_dot as batched_dot
    from ...ops.linear_algebra.blas import batched_tensordot as batched_tensordot
    from ...ops.linear_algebra.blas import dot as dot
    from ...ops.linear_algebra.blas import outer as outer
    from ...ops.linear_algebra.blas import tensordot as tensordot
    from ...ops.ordering.permutation import permute_row_elements as permute_row_elements
    from ...ops.reductions.closeness import allclose as allclose
    from ...ops.reductions.closeness import isclose as isclose
    from ...ops.reductions.functions import all as all
    from ...ops.reductions.functions import any as any
    from ...ops.reductions.functions import argmax as argmax
    from ...ops.reductions.functions import argmin as argmin
    from ...ops.reductions.functions import keep_dims as makeKeepDims  # noqa: F401
    from ...ops.reductions.functions import largest as largest
    from ...ops.reductions.functions import max as max
    from ...ops.reductions.functions import max_and_argmax as max_and_argmax
    from ...ops.reductions.functions import mean as mean
    from ...ops.reductions.functions import min as min
    from ...ops.reductions.functions import prod as prod
    from ...ops.reductions.functions import smallest as smallest
    from ...ops.reductions.functions import std as std
    from ...ops.reductions.functions import sum as sum
    from ...ops.reductions.functions import var as var
    from ...ops.reductions.ops import Argmax as Argmax
    from ...ops.shapes.creation import Alloc as Alloc
    from ...ops.shapes.creation import AllocEmpty as AllocEmpty
    from ...ops.shapes.creation import ARange as ARange
    from ...ops.shapes.creation import Eye as Eye
    from ...ops.shapes.creation import alloc as alloc
    from ...ops.shapes.creation import arange as arange
    from ...ops.shapes.creation import eye as eye
    from ...ops.shapes.creation import identity_like as identity_like
    from ...ops.shapes.creation import ones as ones
    from ...ops.shapes.creation import ones_like as ones_like
    from ...ops.shapes.creation import zeros as zeros
    from ...ops.shapes.creation import zeros_like as zeros_like
    from ...ops.shapes.diagonal_ops import AllocDiag as AllocDiag
    from ...ops.shapes.diagonal_ops import ExtractDiag as ExtractDiag
    from ...ops.shapes.diagonal_ops import Tri as Tri
    from ...ops.shapes.diagonals import diag as diag
    from ...ops.shapes.diagonals import diagonal as diagonal
    from ...ops.shapes.diagonals import tri as tri
    from ...ops.shapes.diagonals import tril as tril
    from ...ops.shapes.diagonals import triu as triu
    from ...ops.shapes.join import concatenate as concatenate
    from ...ops.shapes.join import join as join
    from ...ops.shapes.join import stack as stack
    from ...ops.shapes.shape import DimShuffle as DimShuffle
    from ...ops.shapes.shape import Rebroadcast as Rebroadcast
    from ...ops.shapes.shape import Reshape as Reshape
    from ...ops.shapes.shape import Shape as Shape
    from ...ops.shapes.shape import addbroadcast as addbroadcast
    from ...ops.shapes.shape import flatten as flatten
    from ...ops.shapes.shape import get_vector_length as get_vector_length
    from ...ops.shapes.shape import patternbroadcast as patternbroadcast
    from ...ops.shapes.shape import reshape as reshape
    from ...ops.shapes.shape import shape as shape
    from ...ops.shapes.shape import shape_padaxis as shape_padaxis
    from ...ops.shapes.shape import shape_padleft as shape_padleft
    from ...ops.shapes.shape import shape_padright as shape_padright
    from ...ops.shapes.shape import swapaxes as swapaxes
    from ...ops.shapes.shape import transpose as transpose
    from ...ops.shapes.shape import unbroadcast as unbroadcast
    from ...ops.shapes.specified_shape import SpecifyShape as SpecifyShape
    from ...ops.shapes.specified_shape import specify_shape as specify_shape
    from ...ops.shapes.splitting import split as split
    from ...ops.shapes.tiling import roll as roll
    from ...ops.shapes.tiling import tile as tile
    from ...ops.tensor_op import AsTensorError as AsTensorError
    from ...ops.tensor_op import as_tensor as as_tensor
    from ...ops.tensor_op import as_tensor as as_tensor_variable  # noqa: F401
    from ...ops.tensor_op import constant as constant
    from ...ops.tensor_variable import TensorConstant as TensorConstant
    from ...ops.tensor_variable import TensorVariable as TensorVariable
    from ...settings import config as config
    from .composed_functions import _allclose as _allclose
    from .composed_functions import _dot as _dot
    from .composed_functions import check_and_normalize_axes as check_and_normalize_axes
    from .composed_functions import cov as cov
    from .composed_functions import divmod as divmod
    from .composed_functions import horizontal_stack as horizontal_stack
    from .composed_functions import inverse_permutation as inverse_permutation
    from .composed_functions import is_flat as is_flat
    from .composed_functions import isinf as isinf
    from .composed_functions import isnan as isnan
    from .composed_functions import mgrid as mgrid
    from .composed_functions import ogrid as ogrid
    from .composed_functions import ptp as ptp
    from .composed_functions import stacklists as stacklists
    from .composed_functions import transfer as transfer
    from .composed_functions import vertical_stack as vertical_stack
    from .op_classes import Join as Join
    from .op_classes import MaxAndArgmax as MaxAndArgmax
    from .op_classes import Mean as Mean
    from .op_classes import PermuteRowElements as PermuteRowElements
    from .op_classes import Split as Split
    from .op_classes import Tile as Tile
    from .op_classes import join_ as join_
    from .type import all_dtypes as all_dtypes
    from .type import complex_dtypes as complex_dtypes
    from .type import continuous_dtypes as continuous_dtypes
    from .type import discrete_dtypes as discrete_dtypes
    from .type import float_dtypes as float_dtypes
    from .type import int_dtypes as int_dtypes
    from .type import integer_dtypes as integer_dtypes
    from .type import tensor as tensor
    from .type import uint_dtypes as uint_dtypes
    from .type import values_eq_approx_always_true as values_eq_approx_always_true

_OPS, _HERE = "theano_compat.ops", "theano_compat.theano_api.tensor"
LATER = names_of(  # loaded on first use
    **{
        "theano_compat.graph.op": "Op",
        "theano_compat.graph.types": "DisconnectedType Generic Tensor=TensorType TensorType",
        "theano_compat.graph.variable": "Apply Constant Variable",
        f"{_OPS}.control.default_value": "Default default",
        f"{_OPS}.control.gradient_marks": "consider_constant grad_not_implemented grad_undefined",
        f"{_OPS}.reductions.closeness": "allclose isclose",
        f"{_OPS}.elementwise.elemwise": "Elemwise",
        f"{_OPS}.elementwise.functions": "cast ceil_intdiv div_proxy iround mod_check power round",
        f"{_OPS}.elementwise.scalar_type": "ScalarFromTensor TensorFromScalar scalar_from_tensor tensor_from_scalar",
        f"{_OPS}.indexing.choose": "Choose choose",
        f"{_OPS}.indexing.nonzero": "Nonzero flatnonzero nonzero nonzero_values",
        f"{_OPS}.indexing.slice_variables": "NoneConst NoneTypeT",
        f"{_OPS}.known_values": "EmptyConstantError NotScalarConstantError extract_constant get_scalar_constant_value",
        f"{_OPS}.linear_algebra.blas": "Dot batched_dot batched_tensordot dot outer tensordot",
        f"{_OPS}.ordering.permutation": "permute_row_elements",
        f"{_OPS}.reductions.functions": (
            "all any argmax argmin largest makeKeepDims=keep_dims max max_and_argmax mean min prod smallest std sum var"
        ),
        f"{_OPS}.reductions.ops": "Argmax",
        f"{_OPS}.shapes.creation": (
            "ARange Alloc AllocEmpty Eye alloc arange eye identity_like ones ones_like zeros zeros_like"
        ),
        f"{_OPS}.shapes.diagonal_ops": "AllocDiag ExtractDiag Tri",
        f"{_OPS}.shapes.diagonals": "diag diagonal tri tril triu",
        f"{_OPS}.shapes.join": "concatenate join stack",
        f"{_OPS}.shapes.shape": (
            "DimShuffle Rebroadcast Reshape Shape addbroadcast flatten get_vector_length patternbroadcast "
            "reshape shape shape_padaxis shape_padleft shape_padright swapaxes transpose unbroadcast"
        ),
        f"{_OPS}.shapes.specified_shape": "SpecifyShape specify_shape",
        f"{_OPS}.shapes.splitting": "split",
        f"{_OPS}.shapes.tiling": "roll tile",
        f"{_OPS}.tensor_op": "AsTensorError as_tensor as_tensor_variable=as_tensor constant",
        f"{_OPS}.tensor_variable": "TensorConstant TensorVariable",
        "theano_compat.settings": "config",
        f"{_HERE}.composed_functions": (
            "_allclose _dot check_and_normalize_axes cov divmod horizontal_stack inverse_permutation is_flat "
            "isinf isnan mgrid ogrid ptp stacklists transfer vertical_stack"
        ),
        f"{_HERE}.op_classes": "Join MaxAndArgmax Mean PermuteRowElements Split Tile join_",
        f"{_HERE}.type": (
            "all_dtypes complex_dtypes continuous_dtypes discrete_dtypes float_dtypes int_dtypes "
            "integer_dtypes tensor uint_dtypes values_eq_approx_always_true"
        ),
    }
)
_ELEMENTWISE = functions("theano.tensor")
for _name, _op in (functions("theano.tensor.basic") | _ELEMENTWISE).items():
    if _name not in LATER:  # the functions there, such as `round`, take more arguments than the row
        globals()[_name] = _op
globals().update(MAKERS)
globals().update({f"_convert_to_{dtype}": _Elemwise(row) for dtype, row in CASTS.items()})

(float16_rtol, float16_atol), (float32_rtol, float32_atol) = ROUNDING["float16"], ROUNDING["float32"]
float64_rtol, float64_atol = ROUNDING_ELSE

__all__ = [
    *(name for name in LATER if name != "_dot"),
    "float16_atol",
    "float16_rtol",
    "float32_atol",
    "float32_rtol",
    "float64_atol",
    "float64_rtol",
    *(name for name in _ELEMENTWISE if name not in LATER),
    *MAKERS,
]
__getattr__ = absent_from(__name__, LATER)
