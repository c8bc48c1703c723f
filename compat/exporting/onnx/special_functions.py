"""Special functions of other nodes: what ONNX has not, or onnxruntime not in float64.

A polynomial in Chebyshev's form is fitted when a model is written, to SciPy's values; so no table of numbers stands
here. `xp` is the namespace.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

_TERMS = 36  # of a fit: the last coefficients of those below are under 1e-17


@cache
def _fitted(name: str) -> tuple[float, ...]:
    """Return the coefficients of a function on [-1, 1]."""
    import scipy.special

    if name == "erfc":  # erfcx(z) / t, with z = 2 (1 - t) / t, t from 0 to 1
        t = (np.cos(np.pi * (np.arange(200) + 0.5) / 200) + 1) / 2
        values = scipy.special.erfcx(2 * (1 - t) / t) / t
    else:  # arctan(sqrt(s)) / sqrt(s), s from 0 to tan(pi / 8) squared
        s = (np.cos(np.pi * (np.arange(200) + 0.5) / 200) + 1) / 2 * _NEAR**2
        values = np.arctan(np.sqrt(s)) / np.sqrt(s)
    found = np.polynomial.chebyshev.chebfit(np.cos(np.pi * (np.arange(200) + 0.5) / 200), values, _TERMS)
    return tuple(float(c) for c in found if abs(c) > 1e-18)


def _chebyshev(coefficients: tuple[float, ...], x: Any) -> Any:
    """Return the sum of Chebyshev's polynomials at `x` (Clenshaw's recursion)."""
    twice = x + x
    one, two = x * 0, x * 0
    for c in reversed(coefficients[1:]):
        one, two = twice * one - two + c, one
    return x * one - two + coefficients[0]


def erfc(xp: Any, x: Any) -> Any:
    """Return 1 - erf(x), of relative accuracy for positive x."""
    size = abs(x)
    t = 2 / (2 + size)
    far = t * _chebyshev(_fitted("erfc"), 2 * t - 1) * xp.exp(-size * size)
    return xp.where(x < 0, 2 - far, far)


def erf(xp: Any, x: Any) -> Any:
    """Return the error function."""
    if x.dtype == np.float32:
        return xp.graph.unary("Erf", x)
    square, term, total = x * x, x * 1.0, x * 1.0
    for k in range(1, 14):  # to 1e-17 below 0.5
        term = term * square * (-1.0 / k)
        total = total + term * (1.0 / (2 * k + 1))
    near = total * (2 / math.sqrt(math.pi))
    return xp.where(abs(x) < 0.5, near, 1 - erfc(xp, x))


def expit(xp: Any, x: Any) -> Any:
    """Return the logistic function."""
    return xp.graph.unary("Sigmoid", x)


_SHIFT = 8
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400)
_DIGAMMA = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160)


def gammaln(xp: Any, x: Any) -> Any:
    """Return log |gamma(x)|: Stirling's series behind a shift, the reflection below 0.5."""
    below = x < 0.5
    y = xp.where(below, 1 - x, x)
    product = y
    for k in range(1, _SHIFT):
        product = product * (y + k)
    small = y < 1e5  # the product of larger ones is not needed, and would overflow
    z = xp.where(small, y + _SHIFT, y)
    inverse = 1 / z
    square, series = inverse * inverse, x * 0
    for c in reversed(_STIRLING):
        series = series * square + c
    stirling = (z - 0.5) * xp.log(z) - z + 0.5 * math.log(2 * math.pi) + series * inverse
    above = stirling - xp.where(small, xp.log(xp.where(small, product, x * 0 + 1)), x * 0)
    above = xp.where(y == np.asarray(np.inf, y.dtype), y, above)
    reflected = math.log(math.pi) - xp.log(abs(xp.sin(math.pi * (x - xp.floor(x))))) - above
    return xp.where(below, reflected, above)


def psi(xp: Any, x: Any) -> Any:
    """Return the derivative of gammaln."""
    below = x < 0.5
    y = xp.where(below, 1 - x, x)
    shift = x * 0
    for k in range(_SHIFT):
        shift = shift + 1 / (y + k)
    z = y + _SHIFT
    inverse = 1 / z
    square, series = inverse * inverse, x * 0
    for c in reversed(_DIGAMMA):
        series = series * square + c
    above = xp.log(z) - 0.5 * inverse - series * square - shift
    turn = math.pi * (x - xp.floor(x))
    reflected = above - math.pi * xp.cos(turn) / xp.sin(turn)
    return xp.where(below, reflected, above)


# ---- in float64, which onnxruntime's nodes do not take

_NEAR = math.tan(math.pi / 8)


def tan(xp: Any, x: Any) -> Any:
    """Return the tangent."""
    return xp.sin(x) / xp.cos(x)


def arctan(xp: Any, x: Any) -> Any:
    """Return the angle whose tangent is x: reduced to below pi / 8."""
    size = abs(x)
    inverted = size > 1
    y = xp.where(inverted, 1 / xp.where(inverted, size, x * 0 + 1), size)
    turned = y > _NEAR
    z = xp.where(turned, (y - 1) / (y + 1), y)
    found = z * _chebyshev(_fitted("arctan"), z * z * (2 / _NEAR**2) - 1)
    found = xp.where(turned, found + math.pi / 4, found)
    found = xp.where(inverted, math.pi / 2 - found, found)
    return xp.where(x < 0, -found, found)


def arcsin(xp: Any, x: Any) -> Any:
    """Return the angle whose sine is x."""
    return 2 * arctan(xp, x / (1 + xp.sqrt((1 - x) * (1 + x))))


def arccos(xp: Any, x: Any) -> Any:
    """Return the angle whose cosine is x."""
    return 2 * arctan(xp, xp.sqrt((1 - x) / (1 + x)))


def arctan2(xp: Any, y: Any, x: Any) -> Any:
    """Return the angle of the point (x, y)."""
    zero = np.zeros((), y.dtype)
    half = np.asarray(math.pi / 2, y.dtype)
    angle = xp.arctan(y / xp.where(x == zero, zero + 1, x))
    turned = xp.where(y < zero, angle - 2 * half, angle + 2 * half)
    upright = xp.where(y > zero, half, xp.where(y < zero, -half, zero))
    return xp.where(x > zero, angle, xp.where(x < zero, turned, upright))


def sinh(xp: Any, x: Any) -> Any:
    """Return the hyperbolic sine."""
    size = abs(x)
    half = xp.expm1(size)
    found = xp.where(size < 20, 0.5 * (half + half / (half + 1)), 0.5 * xp.exp(0.5 * size) * xp.exp(0.5 * size))
    return xp.where(x < 0, -found, found)


def cosh(xp: Any, x: Any) -> Any:
    """Return the hyperbolic cosine."""
    half = xp.exp(0.5 * abs(x))
    return 0.5 * half * half + 0.5 / half / half


def arcsinh(xp: Any, x: Any) -> Any:
    """Return the inverse of sinh."""
    size = abs(x)
    found = xp.log1p(size + size * size / (1 + xp.sqrt(size * size + 1)))
    found = xp.where(size > 1e100, xp.log(xp.where(size > 1e100, size, size * 0 + 1)) + math.log(2), found)
    return xp.where(x < 0, -found, found)


def arccosh(xp: Any, x: Any) -> Any:
    """Return the inverse of cosh."""
    found = xp.log(x + xp.sqrt((x - 1) * (x + 1)))
    return xp.where(x > 1e100, xp.log(x) + math.log(2), found)


def arctanh(xp: Any, x: Any) -> Any:
    """Return the inverse of tanh."""
    return 0.5 * xp.log1p(2 * x / (1 - x))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "erf": erf,
    "erfc": erfc,
    "expit": expit,
    "gammaln": gammaln,
    "psi": psi,
}
