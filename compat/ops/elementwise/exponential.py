"""Powers, exponentials, logarithms and the sigmoids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.dtypes import upcast_to_float
from ...graph.variable import Variable
from .comparison import eq
from .elemwise import Elementwise, entry
from .results import upcast_min_int8
from .selection import switch

NAN, INF = float("nan"), float("inf")
_LN2, _LN10 = float(np.log(2.0)), float(np.log(10.0))


def _function(name: str, c: dict[str, str], array: Callable[..., Any] | None = None, **more: Any) -> Elementwise:
    """Return the entry of a function of one float that has this name in NumPy and, with the suffix, in libm."""
    more.setdefault("legacy", (f"theano.tensor.{name}",))
    more.setdefault("cost", 20)
    return entry(name=name, result=upcast_to_float, array=array or (lambda xp, x: getattr(xp, name)(x)), c=c, **more)


def _like(x: Variable, value: float) -> Any:
    """Return a constant in x's float dtype, so that a float32 graph stays in float32."""
    dtype = x.type.dtype if x.type.dtype.startswith(("float", "complex")) else "float64"
    return np.asarray(value, dtype=dtype)


exp: Elementwise = _function(
    "exp",
    {"f": "exp{f}({x})", "c": "cexp{f}({x})"},
    c_in_vectors={"f": "compat_exp_in_vectors{f}({x})"},
    c_includes=("compat_exp_in_vectors",),
    derivative=lambda x: (exp(x),),
    domain=((-5.0, 5.0),),
    hard=((-INF,), (INF,), (NAN,), (800.0,), (-800.0,)),
    facts={"increasing", "positive"},
    doc="e to the power x",
    numpy="exp",
    reference="exp",
)
exp2: Elementwise = _function(
    "exp2",
    {"f": "exp2{f}({x})"},
    derivative=lambda x: (exp2(x) * _like(x, _LN2),),
    domain=((-5.0, 5.0),),
    hard=((-INF,), (INF,), (NAN,)),
    facts={"increasing", "positive"},
    doc="2 to the power x",
    numpy="exp2",
    reference=lambda mp, x: mp.power(2, x),
)
expm1 = _function(
    "expm1",
    {"f": "expm1{f}({x})"},
    derivative=lambda x: (exp(x),),
    domain=((-5.0, 5.0),),
    hard=((1e-12,), (-INF,), (NAN,), (-50.0,)),
    facts={"increasing"},
    doc="exp(x) - 1, exact near 0",
    numpy="expm1",
    reference="expm1",
)

_LOG_EDGES = ((0.0,), (-1.0,), (INF,), (NAN,), (5e-324,))
log = _function(
    "log",
    {"f": "log{f}({x})", "c": "clog{f}({x})"},
    pullback=lambda g, x: (g / x,),
    domain=((0.1, 5.0),),
    hard=_LOG_EDGES,
    facts={"increasing"},
    doc="the natural logarithm",
    numpy="log",
    reference="log",
)
log2 = _function(
    "log2",
    {"f": "log2{f}({x})"},
    pullback=lambda g, x: (g / (x * _like(x, _LN2)),),
    domain=((0.1, 5.0),),
    hard=_LOG_EDGES,
    facts={"increasing"},
    doc="the logarithm to base 2",
    numpy="log2",
    reference=lambda mp, x: mp.log(x, 2),
)
log10 = _function(
    "log10",
    {"f": "log10{f}({x})"},
    pullback=lambda g, x: (g / (x * _like(x, _LN10)),),
    domain=((0.1, 5.0),),
    hard=_LOG_EDGES,
    facts={"increasing"},
    doc="the logarithm to base 10",
    numpy="log10",
    reference="log10",
)
log1p = _function(
    "log1p",
    {"f": "log1p{f}({x})"},
    pullback=lambda g, x: (g / (1 + x),),
    domain=((-0.9, 5.0),),
    hard=((1e-12,), (-1.0,), (-2.0,), (INF,), (NAN,)),
    facts={"increasing"},
    doc="log(1 + x), exact near 0",
    numpy="log1p",
    reference="log1p",
)

sqrt: Elementwise = _function(
    "sqrt",
    {"f": "sqrt{f}({x})", "c": "csqrt{f}({x})"},
    pullback=lambda g, x: (g * _like(x, 0.5) / sqrt(x),),
    domain=((0.1, 5.0),),
    hard=((0.0,), (-1.0,), (INF,), (NAN,)),
    facts={"increasing", "non-negative"},
    cost=5,
    doc="the square root; NaN below 0",
    numpy="sqrt",
    reference="sqrt",
)


def _pow(xp: ArrayModule, x: np.ndarray, y: np.ndarray) -> Any:
    """Return x**y; integers are exact, wrap, and truncate negative powers towards 0 (0 for base 0), as in C."""
    if x.dtype.kind not in "iu":
        return xp.power(x, y)
    up = xp.power(x, xp.maximum(y, 0)) if x.dtype.kind == "i" else xp.power(x, y)
    return (
        up
        if x.dtype.kind == "u"
        else xp.where(y >= 0, up, xp.where(x == 1, 1, xp.where(x == -1, 1 - 2 * (y & 1), 0)).astype(x.dtype))
    )


def _pow_pullback(g: Any, x: Any, y: Any) -> tuple[Any, Any]:
    exponent = getattr(y, "data", None)
    if exponent is not None and exponent.size and (exponent == exponent.flat[0]).all():
        known = exponent.flat[0].item()
        slope = None if known == 0 else g if known == 1 else g * 2 * x if known == 2 else g * y * pow(x, y - 1)
    else:  # the derivative of x**0 is 0 at x = 0 too
        slope = switch(eq(y, 0), 0, g * y * pow(x, y - 1))
    return slope, switch(eq(x, 0), 0, g * log(x) * pow(x, y))


pow = entry(
    name="pow",
    nin=2,
    result=upcast_min_int8,
    array=_pow,
    c={
        "f": "pow{f}({x}, {y})",
        "i": "({t})compat_int_pow({x}, {y})",
        "u": "({t})compat_uint_pow({x}, {y})",
        "c": "compat_complex_pow{f}({x}, {y})",
    },
    c_includes=("compat_int_pow", "compat_uint_pow", "compat_complex_pow"),
    pullback=_pow_pullback,
    domain=((0.2, 3.0), (-2.0, 3.0)),
    hard=((0.0, 0.0), (0.0, -1.0), (-8.0, 1 / 3), (-2.0, 3.0), (NAN, 0.0), (INF, -1.0)),
    cost=40,
    legacy=("theano.tensor.pow", "theano.tensor.power"),
    doc="x to the power y",
    numpy="power",
    reference="power",
)

sigmoid: Elementwise = _function(  # softplus computes exp(-|x|) too, so that both together need one exp
    "sigmoid",
    {"f": "(({x} >= 0 ? 1 : exp{f}(-fabs{f}({x}))) / (1 + exp{f}(-fabs{f}({x}))))"},
    lambda xp, x: 1 / (1 + xp.exp(-x)),
    derivative=lambda x: (sigmoid(x) * (1 - sigmoid(x)),),
    domain=((-5.0, 5.0),),
    hard=((-800.0,), (800.0,), (NAN,), (-INF,), (INF,), (-30.0,)),
    facts={"increasing", "positive"},
    legacy=("theano.tensor.nnet.sigmoid",),
    doc="1 / (1 + exp(-x))",
    reference=lambda mp, x: 1 / (1 + mp.exp(-x)),
)


def _softplus(xp: ArrayModule, x: np.ndarray) -> Any:
    """Return softplus; for float32 by Theano's formula, to the last digit: the constant -1.0 is a float32 in graphs."""
    if x.dtype == "float32":
        return xp.where(x < 18, xp.log1p(xp.exp(xp.minimum(x, 18))), x + xp.exp(-x))
    if x.dtype.kind == "c":
        return xp.where(x > 0, x, 0 * x) + xp.log1p(xp.exp(-xp.abs(x)))
    return xp.logaddexp(x, xp.zeros_like(x))


softplus = _function(
    "softplus",
    {
        "f": "(({x} > 0 ? {x} : 0) + log1p{f}(exp{f}(-fabs{f}({x}))))",
        "float32": "({x} < 18 ? log1pf(expf({x})) : {x} + expf(-{x}))",
    },
    _softplus,
    derivative=lambda x: (sigmoid(x),),
    domain=((-5.0, 5.0),),
    hard=((-40.0,), (800.0,), (NAN,), (-INF,), (INF,), (-750.0,)),
    facts={"increasing", "positive"},
    cost=40,
    legacy=("theano.tensor.nnet.softplus",),
    doc="log(1 + exp(x)), exact for large |x|",
    reference=lambda mp, x: mp.log1p(mp.exp(x)),
)
