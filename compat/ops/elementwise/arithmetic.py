"""Arithmetic. Integers wrap; // and % follow Python's signs; integer division by zero raises ZeroDivisionError."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.dtypes import COMPLEX, upcast, upcast_to_float
from ..tensor_op import as_tensor
from .elemwise import Elementwise, entry
from .results import (
    quotient,
    same,
    same_not_bool,
    same_or_real,
    same_ordered,
    upcast_not_bool,
)

NAN, INF = float("nan"), float("inf")
_TWO = ((-3.0, 3.0), (-3.0, 3.0))

add = entry(
    name="add",
    nin=2,
    result=upcast,
    array=lambda xp, x, y: xp.add(x, y),
    c={"": "({x} + {y})", "b": "({x} | {y})"},
    pullback=lambda g, x, y: (g, g),
    domain=_TWO,
    hard=((INF, -INF), (1e308, 1e308)),
    facts={"commutative", "associative", "complex gradient", "of any number"},
    legacy=("theano.tensor.add",),
    doc="x + y; `or` for bools",
    numpy="add",
)

sub = entry(
    name="sub",
    nin=2,
    result=upcast_not_bool,
    array=lambda xp, x, y: xp.subtract(x, y),
    c="({x} - {y})",
    pullback=lambda g, x, y: (g, -g),
    domain=_TWO,
    hard=((INF, INF),),
    facts={"complex gradient"},
    legacy=("theano.tensor.sub",),
    doc="x - y",
    numpy="subtract",
)


def _conj(x: Any) -> Any:
    """Return the conjugate of a complex factor, for Theano's convention of complex gradients (see complex.py)."""
    return x.conj() if x.type.dtype.startswith("complex") else x


mul = entry(
    name="mul",
    nin=2,
    result=upcast,
    array=lambda xp, x, y: xp.multiply(x, y),
    c={"": "({x} * {y})", "b": "({x} & {y})"},
    pullback=lambda g, x, y: (g * _conj(y), g * _conj(x)),
    domain=_TWO,
    hard=((INF, 0.0),),
    facts={"commutative", "associative", "complex gradient", "of any number"},
    legacy=("theano.tensor.mul",),
    doc="x * y; `and` for bools",
    numpy="multiply",
)

true_div = entry(
    name="true_div",
    nin=2,
    result=quotient,
    array=lambda xp, x, y: xp.true_divide(x, y),
    c="({x} / {y})",
    pullback=lambda g, x, y: (g / y, -(g / y) * (x / y)),
    domain=((-3.0, 3.0), (0.5, 3.0)),
    hard=((1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (1.0, INF)),
    cost=4,
    legacy=("theano.tensor.true_div",),
    doc="x / y; integers give floatX",
    numpy="true_divide",
    reference=lambda mp, x, y: x / y,
)


class ComplexError(NotImplementedError):
    """Raised for // or % of complex numbers."""


def _no_zero(xp: ArrayModule, x: np.ndarray, y: np.ndarray) -> None:
    if y.dtype.kind == "c":
        raise ComplexError("// and % are not defined for complex numbers, as in NumPy.")
    if xp is np and y.dtype.kind in "biu" and x.size and not y.all():
        raise ZeroDivisionError("integer division or modulo by zero")


def _int_div(xp: ArrayModule, x: np.ndarray, y: np.ndarray) -> Any:
    _no_zero(xp, x, y)
    return x if x.dtype.kind == "b" else xp.floor_divide(x, y)


def _mod(xp: ArrayModule, x: np.ndarray, y: np.ndarray) -> Any:
    _no_zero(xp, x, y)
    return x ^ x if x.dtype.kind == "b" else xp.mod(x, y)


int_div = entry(
    name="int_div",
    nin=2,
    result=upcast,
    array=_int_div,
    c={
        "f": "compat_floor_divide{f}({x}, {y})",
        "i": "({t})compat_floor_divide_i({x}, {y})",
        "u": "({y} == 0 ? 0 : {x} / {y})",
        "b": "({x})",
    },
    c_includes=("compat_floor_divide", "compat_floor_divide_i"),
    c_raises="{y} == 0",
    pullback=lambda g, x, y: (None, None),
    domain=((-9.0, 9.0), (1.0, 3.0)),
    hard=((-7.0, 2.0), (7.0, -2.0), (1.0, 0.1), (1.0, 0.0), (-1.0, INF), (INF, 1.0)),
    facts={"discrete", "floatX gradient"},
    cost=25,
    legacy=("theano.tensor.int_div", "theano.tensor.floor_div"),
    doc="floor(x / y) as Python's //",
    numpy="floor_divide",
)

mod = entry(
    name="mod",
    nin=2,
    result=upcast,
    array=_mod,
    c={"f": "compat_mod{f}({x}, {y})", "i": "({t})compat_mod_i({x}, {y})", "u": "({y} == 0 ? 0 : {x} % {y})", "b": "0"},
    c_includes=("compat_mod", "compat_mod_i"),
    c_raises="{y} == 0",
    pullback=lambda g, x, y: (g, -int_div(x, y) * g),
    domain=((-9.0, 9.0), (1.0, 3.0)),
    hard=((-7.0, 2.0), (7.0, -2.0), (1.0, 0.1), (1.0, 0.0), (-1.0, INF), (INF, 1.0)),
    cost=25,
    legacy=("theano.tensor.mod",),
    doc="x - y * floor(x / y): the sign of y, as Python's %",
    numpy="mod",
)


def mod_check(x: Any, y: Any) -> Any:
    """Return x % y as the operator computes it.

    x, y: scalars or tensors of any shape. ComplexError at once if either is complex.
    """
    x, y = as_tensor(x), as_tensor(y)
    if x.type.dtype in COMPLEX or y.type.dtype in COMPLEX:
        raise ComplexError("The mod operator (%) is not defined for complex numbers, as in NumPy.")
    return mod(x, y)


neg = entry(
    name="neg",
    result=same_not_bool,
    array=lambda xp, x: xp.negative(x),
    c="(-{x})",
    pullback=lambda g, x: (-g,),
    domain=((-3.0, 3.0),),
    facts={"decreasing", "complex gradient"},
    legacy=("theano.tensor.neg",),
    doc="-x",
    numpy="negative",
)

sgn = entry(
    name="sgn",
    result=same_ordered,
    array=lambda xp, x: xp.sign(x),
    c={"f": "({x} != {x} ? {x} : ({t})(({x} > 0) - ({x} < 0)))", "i": "(({x} > 0) - ({x} < 0))", "u": "({x} > 0)"},
    domain=((-3.0, 3.0),),
    hard=((0.0,), (-0.0,), (NAN,), (-INF,)),
    facts={"discrete", "increasing"},
    legacy=("theano.tensor.sgn",),
    doc="-1, 0 or 1; NaN for NaN",
    numpy="sign",
)

abs_: Elementwise = entry(
    name="abs_",
    result=same_or_real,
    compute="own",
    array=lambda xp, x: xp.abs(x),
    c={
        "f": "fabs{f}({x})",
        "i": "({x} < 0 ? -{x} : {x})",
        "u": "({x})",
        "b": "({x})",
        "c": "hypot{f}(__real__ {x}, __imag__ {x})",
    },
    pullback=lambda g, x: (g * x / abs_(x) if x.type.dtype.startswith("complex") else g * sgn(x),),
    domain=((-3.0, 3.0),),
    hard=((0.0,), (-0.0,), (NAN,), (-INF,)),
    facts={"non-negative", "even", "complex gradient"},
    legacy=("theano.tensor.abs_",),
    doc="|x|; the gradient at 0 is 0",
    numpy="abs",
)

sqr = entry(
    name="sqr",
    result=same,
    array=lambda xp, x: xp.multiply(x, x),
    c={"": "({x} * {x})", "b": "({x})"},
    derivative=lambda x: (2 * x,),
    domain=((-3.0, 3.0),),
    hard=((1e200,), (NAN,)),
    facts={"non-negative", "even"},
    legacy=("theano.tensor.sqr", "theano.tensor.square"),
    doc="x * x",
    numpy="square",
)

inv = entry(
    name="inv",
    result=upcast_to_float,
    array=lambda xp, x: 1 / x,
    c="(1 / {x})",
    pullback=lambda g, x: (-g / (x * x),),
    domain=((0.5, 3.0),),
    hard=((0.0,), (-0.0,), (INF,), (NAN,)),
    cost=4,
    legacy=("theano.tensor.inv",),
    doc="1 / x",
    numpy="reciprocal",
    reference=lambda mp, x: 1 / x,
)
