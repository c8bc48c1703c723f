"""The incomplete beta function, with its gradient in all three arguments."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.arrays import ArrayModule
from .elemwise import Elementwise, entry
from .exponential import exp, log, log1p, sqrt
from .gamma import gammaln
from .results import upcast_to_real_float
from .scipy import special

# the central difference of order 8: weights of f(a + k h) - f(a - k h)
_WEIGHTS = (4 / 5, -1 / 5, 4 / 105, -1 / 280)


def _density(a: Any, b: Any, x: Any) -> Any:
    return exp((a - 1.0) * log(x) + (b - 1.0) * log1p(-x) + gammaln(a + b) - gammaln(a) - gammaln(b))


def _slope(of: Any, a: Any) -> Any:
    """Return the derivative of `of` with respect to a shape parameter a, to about 12 digits; no closed form is known.

    The step is small compared with a, and with the width sqrt(a) of the distribution for large a.
    """
    h = 0.02 * a / sqrt(1.0 + a / 6.25)
    total: Any = 0.0
    for k, weight in enumerate(_WEIGHTS, start=1):
        total = total + weight * (of(a + k * h) - of(a - k * h))
    return total / h


def _in_double(xp: ArrayModule, *x: np.ndarray) -> Any:
    """Return betainc computed in double precision; SciPy's float32 version loses half of the digits."""
    return special(xp, "betainc", *(v.astype("float64") for v in x))


betainc: Elementwise = entry(
    name="betainc",
    nin=3,
    result=upcast_to_real_float,
    array=_in_double,
    c={"f": "({t})compat_betainc({x}, {y}, {z}, 0)"},
    c_includes=("compat_betainc",),
    pullback=lambda g, a, b, x: (
        g * _slope(lambda s: betainc(s, b, x), a),
        g * _slope(lambda s: betainc(a, s, x), b),
        g * _density(a, b, x),
    ),
    domain=((0.3, 5.0), (0.3, 5.0), (0.05, 0.95)),
    hard=((1.0, 1.0, 0.0), (2.0, 3.0, 1.0), (7.0, 0.5, 0.99)),
    cost=300,
    legacy=("pymc3.distributions.dist_math.incomplete_beta",),
    doc="the regularised incomplete beta function I_z(x, y)",
    reference=lambda mp, a, b, x: mp.betainc(a, b, 0, x, regularized=True),
)
