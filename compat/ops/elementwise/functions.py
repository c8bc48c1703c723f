"""Every elementwise function under its legacy name (theano.tensor, theano.tensor.nnet).

The entries stand in the family files of this folder, which are all imported here; TABLE holds them by name. A new
entry becomes known here and in the legacy modules by its name alone; only names that our own files import are
written out.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
from typing import Any

from theano_common.users_lines import warn

from ...graph.dtypes import DISCRETE
from ...graph.variable import Variable
from ...settings import config
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from . import arithmetic as _arithmetic
from .activations import elu, hard_sigmoid, relu, selu, softsign, ultra_fast_sigmoid
from .arithmetic import (
    ComplexError,
    abs_,
    int_div,
    inv,
    mod,
    mod_check,
    neg,
    sgn,
    sqr,
    sub,
    true_div,
)
from .bessel import i0, i0e, i1, i1e, iv, j0, j1, jv
from .beta import betainc
from .bitwise import and_, invert, or_, xor
from .cast import CASTS, cast
from .comparison import eq, ge, gt, isinf, isnan, le, lt, neq
from .complex import angle, complex, complex_from_polar, conj, imag, real
from .elemwise import TABLE, Elementwise, Elemwise
from .error_functions import erf, erfc, erfcinv, erfcx, erfinv
from .exponential import (
    exp,
    exp2,
    expm1,
    log,
    log1p,
    log2,
    log10,
    pow,
    sigmoid,
    softplus,
    sqrt,
)
from .gamma import (
    chi2sf,
    gamma,
    gammainc,
    gammaincc,
    gammal,
    gammaln,
    gammau,
    psi,
    tri_gamma,
)
from .rounding import ceil, floor, round_half_away_from_zero, round_half_to_even, trunc
from .selection import clip, identity, maximum, minimum, second, switch
from .trigonometric import (
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctan2,
    arctanh,
    cos,
    cosh,
    deg2rad,
    rad2deg,
    sin,
    sinh,
    tan,
    tanh,
)
from .xlogx import xlogx, xlogy0

# files of this package without entries
_NO_FAMILIES = {"closeness", "composed", "elemwise", "functions", "scalar_type", "user_scalar_op"}
for _family in sorted(file.name for file in pkgutil.iter_modules([os.path.dirname(__file__)])):
    if _family not in _NO_FAMILIES and _family[0] != "_":
        importlib.import_module(f"{__package__}.{_family}")


def _folded(entry: Elementwise, first: TensorLike, rest: tuple[Any, ...]) -> Any:
    """Return entry(entry(first, rest[0]), rest[1]) and so on; without `rest` a copy, as Theano's n-ary functions do."""
    total = identity(first) if not rest else as_tensor(first)
    for term in rest:
        total = entry(total, term)
    return total


def add(x: TensorLike, *more: TensorLike) -> Any:
    """Return the sum of any number of tensors, element by element."""
    return _folded(_arithmetic.add, x, more)


def mul(x: TensorLike, *more: TensorLike) -> Any:
    """Return the product of any number of tensors, element by element."""
    return _folded(_arithmetic.mul, x, more)


def round(a: Any, mode: str | None = None) -> Any:
    """Round the elements of `a` to integers, which keep a float's dtype.

    a: a tensor of any shape. mode: "half_to_even" (the default) or "half_away_from_zero".
    """
    if mode is None:
        mode = "half_to_even"
        if config.warn__round:
            warn(
                "theano.tensor.round() changed its default from `half_away_from_zero` to `half_to_even` to have "
                "the same default as NumPy. Use the Theano flag `warn__round=False` to disable this warning.",
            )
    if mode == "half_away_from_zero":
        return round_half_away_from_zero(a)
    if mode == "half_to_even":
        return round_half_to_even(a)
    raise Exception(f"round mode {mode} is not implemented.")  # the exception type of Theano


def iround(a: Variable, mode: str | None = None) -> Any:
    """Return the elements rounded to int64.

    a: a tensor of any shape. mode: as in `round`, "half_away_from_zero" or "half_to_even".
    """
    return cast(round(a, mode), "int64")


def ceil_intdiv(a: TensorLike, b: TensorLike) -> Any:
    """Return a / b rounded up, in integer arithmetic.

    a, b: integer tensors of any shape that broadcast together.
    """
    quotient = int_div(a, b)
    return add(cast(neq(mod_check(a, b), 0), quotient.type.dtype), quotient)


class IntegerDivisionError(Exception):
    """Raised for integer / integer if `config.int_division` is "raise"."""


def div_proxy(x: Any, y: Any) -> Any:
    """Return Python 2's x / y of Theano 1.0.5: for two integers by `config.int_division`, else true_div.

    x, y: tensors or numbers of any shape. For two integers: `int` divides without remainder, `floatX` gives floats,
    `raise` an IntegerDivisionError.
    """
    x, y = as_tensor(x), as_tensor(y)
    if x.type.dtype not in DISCRETE or y.type.dtype not in DISCRETE or config.int_division == "floatX":
        return true_div(x, y)
    if config.int_division == "raise":
        raise IntegerDivisionError(
            "`config.int_division` forbids dividing integers with /: use // for integer "
            "division, or cast one of them to a float type."
        )
    return int_div(x, y)


bitwise_and, bitwise_or, bitwise_xor, bitwise_not = and_, or_, xor, invert
floor_div, square, power, fill, tensor_copy, where = int_div, sqr, pow, second, identity, switch
isnan_, isinf_ = isnan, isinf

_OTHERS = {name: entry for name, entry in TABLE.items() if not name.startswith("cast_") and name not in globals()}
globals().update(_OTHERS)

__all__ = [
    *_OTHERS,
    "IntegerDivisionError",
    "div_proxy",
    "CASTS",
    "ComplexError",
    "Elementwise",
    "Elemwise",
    "TABLE",
    "abs_",
    "add",
    "and_",
    "angle",
    "arccos",
    "arccosh",
    "arcsin",
    "arcsinh",
    "arctan",
    "arctan2",
    "arctanh",
    "betainc",
    "bitwise_and",
    "bitwise_not",
    "bitwise_or",
    "bitwise_xor",
    "cast",
    "ceil",
    "ceil_intdiv",
    "chi2sf",
    "clip",
    "complex",
    "complex_from_polar",
    "conj",
    "cos",
    "cosh",
    "deg2rad",
    "elu",
    "eq",
    "erf",
    "erfc",
    "erfcinv",
    "erfcx",
    "erfinv",
    "exp",
    "exp2",
    "expm1",
    "fill",
    "floor",
    "floor_div",
    "gamma",
    "gammainc",
    "gammaincc",
    "gammal",
    "gammaln",
    "gammau",
    "ge",
    "gt",
    "hard_sigmoid",
    "i0",
    "i0e",
    "i1",
    "i1e",
    "identity",
    "imag",
    "int_div",
    "inv",
    "invert",
    "iround",
    "isinf",
    "isinf_",
    "isnan",
    "isnan_",
    "iv",
    "j0",
    "j1",
    "jv",
    "le",
    "log",
    "log10",
    "log1p",
    "log2",
    "lt",
    "maximum",
    "minimum",
    "mod",
    "mod_check",
    "mul",
    "neg",
    "neq",
    "or_",
    "pow",
    "power",
    "psi",
    "rad2deg",
    "real",
    "relu",
    "round",
    "round_half_away_from_zero",
    "round_half_to_even",
    "second",
    "selu",
    "sgn",
    "sigmoid",
    "sin",
    "sinh",
    "softplus",
    "softsign",
    "sqr",
    "sqrt",
    "square",
    "sub",
    "switch",
    "tan",
    "tanh",
    "tensor_copy",
    "tri_gamma",
    "true_div",
    "trunc",
    "ultra_fast_sigmoid",
    "where",
    "xlogx",
    "xlogy0",
    "xor",
]
