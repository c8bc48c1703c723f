"""`scipy.integrate.simps` and `cumtrapz`, with the rules and arguments that they had.

`simpson` of SciPy 1.11 and later has another rule for an even number of points, and no `even=`; `cumulative_trapezoid`
takes no other `initial` than 0.
"""

from typing import Any

import numpy as np


def simps(y: Any, x: Any = None, dx: float = 1, axis: int = -1, even: str = "avg") -> Any:
    """Integrate samples by Simpson's rule.

    even: what is done with an even number of points: "first" takes Simpson's rule for all intervals but the last, and
    the trapezoidal rule there; "last" for all but the first; "avg" the mean of both.
    """
    y = np.moveaxis(np.asarray(y), axis, -1)
    if x is None:
        widths = np.full(y.shape[-1] - 1, float(dx))
    else:
        x = np.asarray(x)
        if x.ndim > 1:
            x = np.moveaxis(x, axis, -1)
        if x.shape[-1] != y.shape[-1]:
            raise ValueError("If given, length of x along axis must be the same as y.")
        widths = np.diff(x)
    widths = np.broadcast_to(widths, (*y.shape[:-1], y.shape[-1] - 1)) if y.shape[-1] else widths
    if y.shape[-1] % 2:
        return _pairs(y, widths, 0, y.shape[-1])
    if even not in ("avg", "last", "first"):
        raise ValueError("Parameter 'even' must be 'avg', 'last', or 'first'.")
    parts = []
    if even in ("avg", "first"):
        parts.append(0.5 * widths[..., -1] * (y[..., -1] + y[..., -2]) + _pairs(y, widths, 0, y.shape[-1] - 1))
    if even in ("avg", "last"):
        parts.append(0.5 * widths[..., 0] * (y[..., 1] + y[..., 0]) + _pairs(y, widths, 1, y.shape[-1]))
    return sum(parts) / len(parts)


def _pairs(y: np.ndarray, widths: np.ndarray, start: int, stop: int) -> Any:
    """Return the sum of Simpson's rule over the pairs of intervals between two points."""
    left, middle, right = (y[..., start + at : stop - 2 + at : 2] for at in range(3))
    one, other = widths[..., start : stop - 2 : 2], widths[..., start + 1 : stop - 1 : 2]
    total, ratio = one + other, one / other
    weighted = left * (2 - 1 / ratio) + middle * total * total / (one * other) + right * (2 - ratio)
    return np.sum(total / 6 * weighted, axis=-1)


def cumtrapz(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1, initial: Any = None) -> np.ndarray:
    """Integrate samples cumulatively by the trapezoidal rule; initial: a number put in front of the result."""
    from scipy.integrate import cumulative_trapezoid

    found = np.asarray(cumulative_trapezoid(y, x, dx, axis))
    if initial is None:
        return found
    if not np.isscalar(initial):
        raise ValueError("`initial` parameter should be a scalar.")
    first = np.full_like(np.take(found, [0], axis) if found.shape[axis] else found, initial)
    return np.concatenate([first, found], axis)
