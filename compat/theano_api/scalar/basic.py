"""Scalar functions: here, entries of the elementwise table, which apply to tensors of any rank.

Source of the names: theano.scalar.basic, theano.scalar.basic_scipy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...docstrings import text
from ...graph import dtypes
from ...graph.dtypes import AUTOCAST_FLOAT as autocast_float
from ...graph.dtypes import autocast_float_as, upcast
from ...graph.variable import Apply, Constant, Variable
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import (
    TABLE,
    ComplexError,
    IntegerDivisionError,
    abs_,
    div_proxy,
    floor_div,
    mod_check,
    neg,
)
from ...ops.elementwise.functions import cast as _cast
from ...ops.elementwise.scalar_type import Scalar, as_scalar, constant
from ...ops.elementwise.user_scalar_op import (
    BinaryScalarOp,
    Composite,
    InRange,
    ScalarOp,
    UnaryScalarOp,
    inclosedrange,
    inopenrange,
)
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import TensorConstant as ScalarConstant
from ...ops.tensor_variable import TensorVariable as ScalarVariable
from .classes import CLASSES, Cast
from .result_types import RESULTS

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

_ROWS = {name: row for name, row in TABLE.items() if not name.startswith("cast_")}
scalar_maximum, scalar_minimum = TABLE["maximum"], TABLE["minimum"]
_CASTS = {"convert_to_" + name[5:]: row for name, row in TABLE.items() if name.startswith("cast_")}
_SEVERAL = {"int": "int64", "float": "float64", "complex": "complex128"}
globals().update(_ROWS | _CASTS | CLASSES | RESULTS)

int_types = tuple(map(Scalar, dtypes.INTEGERS))
uint_types = tuple(map(Scalar, dtypes.UNSIGNED))
float_types = tuple(map(Scalar, dtypes.FLOATS))
complex_types = tuple(map(Scalar, dtypes.COMPLEX))
discrete_types, continuous_types = (Scalar("bool"), *int_types, *uint_types), (*float_types, *complex_types)
discrete_dtypes = tuple(t.dtype for t in discrete_types)
all_types = (*discrete_types, *continuous_types)
_TYPES = {t.dtype: t for t in all_types}
globals().update(_TYPES)


def _makers(dtype: str) -> Any:
    def make(*names: Any) -> list[Any]:
        if len(names) == 1:
            names = (None,) * names[0] if isinstance(names[0], int) else tuple(names[0])
        return [Scalar(dtype)(name) for name in names]

    called = next((f"{name}s" for name, one in _SEVERAL.items() if one == dtype), f"complexs{dtype[7:]}")
    make.__doc__ = text(
        f"Return a list of scalar variables of {dtype}.",
        {"names": "a name for each, a text with a letter for each, or how many without a name"},
        f'>>> theano.scalar.{called}("xy")\n[x, y]',
        "theano.scalar.basic",
    )
    return make


ints, floats, complexs = (_makers(dtype) for dtype in _SEVERAL.values())
complexs64, complexs128 = _makers("complex64"), _makers("complex128")


def get_scalar_type(dtype: DTypeLike | None) -> Scalar:
    """Return the Scalar type of a dtype; TypeError if there is none.

    dtype: a NumPy dtype, or its name.
    """
    found = _TYPES.get(np.dtype(dtype).name)
    if found is None:
        raise TypeError(f"Unsupported dtype for Scalar: {dtype}")
    return found


def cast(x: Any, dtype: DTypeLike | None) -> Any:
    """Return a number as one of another dtype.

    x: a scalar, or a number. dtype: the dtype.
    """
    return _cast(as_scalar(x), dtype)


def round_half_away_from_zero_vec(a: TensorLike) -> Any:
    """Return an array rounded to integers, halves away from zero.

    a: a NumPy array of any shape.
    """
    a = np.asarray(a)
    return (np.sign(a) * np.floor(np.abs(a) + a.dtype.type(0.5))).astype(a.dtype)


round_half_away_from_zero_ = round_half_away_from_zero_vec

__all__ = [
    "Apply",
    "BinaryScalarOp",
    "Cast",
    "ComplexError",
    "Composite",
    "Constant",
    "InRange",
    "IntegerDivisionError",
    "Scalar",
    "ScalarConstant",
    "ScalarOp",
    "ScalarVariable",
    "UnaryScalarOp",
    "Variable",
    "abs_",
    "all_types",
    "as_scalar",
    "autocast_float",
    "autocast_float_as",
    "cast",
    "complex_types",
    "complexs",
    "complexs128",
    "complexs64",
    "constant",
    "continuous_types",
    "discrete_dtypes",
    "discrete_types",
    "div_proxy",
    "float_types",
    "floats",
    "floor_div",
    "get_scalar_type",
    "inclosedrange",
    "inopenrange",
    "int_types",
    "ints",
    "mod_check",
    "neg",
    "round_half_away_from_zero_",
    "round_half_away_from_zero_vec",
    "scalar_maximum",
    "scalar_minimum",
    "uint_types",
    "upcast",
    *CLASSES,
    *RESULTS,
    *_CASTS,
    *_ROWS,
    *_TYPES,
]
__getattr__ = absent_from(__name__)
