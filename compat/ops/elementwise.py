"""Every elementwise function under its legacy name (theano.tensor, theano.tensor.nnet).

The rows stand by family in the files elementwise_*.py; TABLE holds them all by name.
"""

from __future__ import annotations

from typing import Any

from compat.ops import elementwise_arithmetic as _arithmetic
from compat.ops.elementwise_arithmetic import abs_, int_div, inv, mod, neg, sgn, sqr, sub, true_div
from compat.ops.elementwise_bitwise import and_, invert, or_, xor
from compat.ops.elementwise_cast import CASTS, cast
from compat.ops.elementwise_comparison import eq, ge, gt, isinf, isnan, le, lt, neq
from compat.ops.elementwise_error_functions import erf, erfc
from compat.ops.elementwise_exponential import (
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
from compat.ops.elementwise_gamma import gamma, gammaln, psi, tri_gamma
from compat.ops.elementwise_rounding import ceil, floor, round_half_away_from_zero, round_half_to_even, trunc
from compat.ops.elementwise_selection import clip, identity, maximum, minimum, second, switch
from compat.ops.elementwise_trigonometric import (
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
from compat.ops.elemwise import TABLE, Elementwise, Elemwise
from compat.ops.tensor_op import as_tensor


def _folded(row: Elementwise, first: Any, rest: tuple[Any, ...]) -> Any:
    """row(row(first, rest[0]), rest[1]) ...; with no rest, a copy of `first`, as the legacy n-ary functions."""
    total = identity(first) if not rest else as_tensor(first)
    for term in rest:
        total = row(total, term)
    return total


def add(x: Any, *more: Any) -> Any:
    """The sum of any number of tensors."""
    return _folded(_arithmetic.add, x, more)


def mul(x: Any, *more: Any) -> Any:
    """The product of any number of tensors, element by element."""
    return _folded(_arithmetic.mul, x, more)


bitwise_and, bitwise_or, bitwise_xor, bitwise_not = and_, or_, xor, invert
floor_div, square, power, fill, tensor_copy, where = int_div, sqr, pow, second, identity, switch
isnan_, isinf_ = isnan, isinf

__all__ = [
    "CASTS", "Elementwise", "Elemwise", "TABLE", "abs_", "add", "and_", "arccos", "arccosh", "arcsin", "arcsinh",
    "arctan", "arctan2", "arctanh", "bitwise_and", "bitwise_not", "bitwise_or", "bitwise_xor", "cast", "ceil", "clip",
    "cos", "cosh", "deg2rad", "eq", "erf", "erfc", "exp", "exp2", "expm1", "fill", "floor", "floor_div", "gamma",
    "gammaln", "ge", "gt", "identity", "int_div", "inv", "invert", "isinf", "isinf_", "isnan", "isnan_", "le", "log",
    "log10", "log1p", "log2", "lt", "maximum", "minimum", "mod", "mul", "neg", "neq", "or_", "pow", "power", "psi",
    "rad2deg", "round_half_away_from_zero", "round_half_to_even", "second", "sgn", "sigmoid", "sin", "sinh",
    "softplus", "sqr", "sqrt", "square", "sub", "switch", "tan", "tanh", "tensor_copy", "tri_gamma", "true_div",
    "trunc", "where", "xor",
]
