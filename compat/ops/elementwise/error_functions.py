"""The error function, related functions, and their inverses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from ...graph.dtypes import upcast_to_float
from .arithmetic import sqr
from .comparison import gt
from .elemwise import Elementwise, entry
from .exponential import exp
from .results import upcast_to_real_float
from .scipy import special
from .selection import switch

NAN, INF = float("nan"), float("inf")
_EDGES = ((0.0,), (1e-10,), (10.0,), (-30.0,), (INF,), (-INF,), (NAN,))
_SLOPE = float(2 / np.sqrt(np.pi))  # the slope of erf at 0


def _times(x: Any, value: float) -> Any:
    return np.asarray(value, dtype=upcast_to_float(x.type.dtype))


def _function(
    name: str, c: str, derivative: Callable[..., Any], domain: tuple[float, float], *hard: float, **more: Any
) -> Elementwise:
    facets = {"result": upcast_to_real_float, "array": lambda xp, x: special(xp, name, x), "cost": 60, **more}
    return entry(
        name=name,
        c={"f": c},
        derivative=derivative,
        domain=(domain,),
        hard=(*_EDGES, *((h,) for h in hard)),
        legacy=(f"theano.tensor.{name}",),
        **facets,
    )


erf = _function(
    "erf",
    "erf{f}({x})",
    lambda x: (_times(x, _SLOPE) * exp(-x * x),),
    (-3.0, 3.0),
    result=upcast_to_float,
    facts={"increasing", "odd"},
    doc="the error function",
    numpy="scipy.special.erf",
    reference="erf",
)
erfc = _function(
    "erfc",
    "erfc{f}({x})",
    lambda x: (_times(x, -_SLOPE) * exp(-x * x),),
    (-3.0, 3.0),
    26.0,
    facts={"decreasing", "positive"},
    doc="1 - erf(x), exact for large x",
    numpy="scipy.special.erfc",
    reference="erfc",
)


def _erfcx(xp: ArrayModule, x: np.ndarray) -> Any:
    """Return erfcx for JAX by the C algorithm, with Dekker's error of x * x in place of fma."""
    if xp is np:
        return special(xp, "erfcx", x)
    cut = x * (134217729.0 if x.dtype == "float64" else 4097.0)
    high = cut - (cut - x)
    low, square = x - high, x * x
    error = ((high * high - square) + 2 * high * low) + low * low
    limit, lowest = (25.0, -27.0) if x.dtype == "float64" else (9.0, -10.0)
    near = xp.where((x <= limit) & (x >= lowest), xp.exp(square) * (1 + error) * special(xp, "erfc", x), x)
    w, series = 0.5 / square, 1.0
    for odd in (11, 9, 7, 5, 3, 1):
        series = 1 - odd * w * series
    far = 0.5641895835477563 / x * series
    return xp.where(x > limit, far, xp.where(x < lowest, xp.inf, near))


_FAR = 30.0  # from here on the two terms of the slope of erfcx agree in three digits, and the series has all


def _slope_of_erfcx(x: Any) -> Any:
    """Return 2 x erfcx(x) - 2 / sqrt(pi); for large x, where that is a difference of equal numbers, by its series."""
    far = gt(x, _times(x, _FAR))
    away = switch(far, x, _times(x, _FAR))
    w, series = _times(x, 0.5) / sqr(away), _times(x, 1.0)
    for odd in (13, 11, 9, 7, 5, 3):
        series = _times(x, 1.0) - _times(x, odd) * w * series
    return switch(far, _times(x, -_SLOPE) * w * series, _times(x, -_SLOPE) + 2 * x * erfcx(x))


erfcx: Elementwise = _function(
    "erfcx",
    "compat_erfcx{f}({x})",
    lambda x: (_slope_of_erfcx(x),),
    (-3.0, 5.0),
    30.0,
    1e10,
    array=_erfcx,
    c_includes=("compat_erfcx",),
    facts={"decreasing", "positive"},
    doc="exp(x * x) * erfc(x)",
    numpy="scipy.special.erfcx",
    reference=lambda mp, x: mp.exp(x * x) * mp.erfc(x),
)
erfinv: Elementwise = _function(
    "erfinv",
    "compat_erfinv{f}({x})",
    lambda x: (_times(x, 1 / _SLOPE) * exp(sqr(erfinv(x))),),
    (-0.95, 0.95),
    1.0,
    -1.0,
    1 - 1e-12,
    c_includes=("compat_erfinv",),
    facts={"increasing", "odd"},
    doc="the inverse of erf",
    numpy="scipy.special.erfinv",
    reference="erfinv",
)


def _erfcinv_by_newton(mp: Any, x: Any) -> Any:
    """Return erfcinv by Newton steps on log(erfc); mpmath has no such function."""
    found = mp.erfinv(1 - x) if x > 1e-10 else mp.sqrt(-mp.log(x))
    for _ in range(7):
        at = mp.erfc(found)
        found += mp.log(at / x) * at * mp.sqrt(mp.pi) / 2 * mp.exp(found**2)
    return found


def _erfcinv(xp: ArrayModule, x: np.ndarray) -> Any:
    """Return erfcinv. JAX has none, but its normal quantile function is accurate for small x."""
    if xp is np:
        return special(xp, "erfcinv", x)
    return special(xp, "ndtri", x / 2) * x.dtype.type(-np.sqrt(0.5))


erfcinv: Elementwise = _function(
    "erfcinv",
    "compat_erfcinv{f}({x})",
    lambda x: (_times(x, -1 / _SLOPE) * exp(sqr(erfcinv(x))),),
    (0.05, 1.95),
    1e-100,
    2.0,
    2.5,
    array=_erfcinv,
    c_includes=("compat_erfcinv",),
    facts={"decreasing"},
    doc="the inverse of erfc",
    numpy="scipy.special.erfcinv",
    reference=_erfcinv_by_newton,
)
