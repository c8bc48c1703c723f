"""Special functions used by several distributions. Source of the behaviour: pymc3.distributions.special."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..ops.elementwise.functions import gammaln, log, log1p, lt, switch
from ..ops.reductions.functions import sum
from ..ops.shapes.creation import arange
from ..ops.tensor_variable import Tensor

# 1 / (4^k k!^2) for k = 1 ... 6, and the coefficients of Hankel's expansion of I of order 0
_NEAR = (4.0, 64.0, 2304.0, 147456.0, 14745600.0, 2123366400.0)
_FAR = ((1.0, 8.0), (9.0, 128.0), (225.0, 3072.0), (11025.0, 98304.0))


def multigammaln(a: Tensor, p: Any) -> Any:
    """Return the log of the multivariate gamma function.

    a: a scalar above (p - 1) / 2, or a row of shape (1, n). p: the dimension, an integer.
    """
    i = arange(1, p + 1)
    return p * (p - 1) * log(np.pi) / 4.0 + sum(gammaln(a + (1.0 - i) / 2.0), axis=0)


def log_i0(x: Tensor) -> Any:
    """Return the log of the modified Bessel function of order 0, element by element.

    x: at least 0. Two series are used that meet at x = 5, with about 4 digits there.
    """
    small = lt(x, 5)
    near = _polynomial(switch(small, x, 1.0) ** 2.0, [1.0 / c for c in _NEAR])  # where the other one is chosen, at 1
    far = _polynomial(1.0 / switch(small, 5.0, x), [top / bottom for top, bottom in _FAR])
    return switch(small, log1p(near), x - 0.5 * log(2.0 * np.pi * x) + log1p(far))


def _polynomial(x: Any, coefficients: list[float]) -> Any:
    """Return the sum of coefficients[k] * x**(k + 1); no power of x is formed, which might overflow."""
    total: Any = coefficients[-1]
    for c in coefficients[-2::-1]:
        total = c + x * total
    return x * total
