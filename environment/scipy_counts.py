"""`comb`, `factorial` and their like of `scipy.misc`, and tests of counts, with the arguments that they had."""

from typing import Any

import numpy as np


def comb(N: Any, k: Any, exact: bool = False, repetition: bool = False) -> Any:
    """Return the number of combinations; `exact` cuts N and k to integers, as `scipy.special.comb` no longer does."""
    from scipy.special import comb as today

    return today(int(N), int(k), exact=True, repetition=repetition) if exact else today(N, k, repetition=repetition)


def factorial(n: Any, exact: bool = False) -> Any:
    """Return n!; `exact` takes floats that are whole numbers."""
    from scipy.special import factorial as today

    values = np.asarray(n)
    if exact and values.dtype.kind == "f" and np.all(values == np.floor(values)):
        n = values.astype(int) if values.ndim else int(n)
    return today(n, exact=exact)


def factorial2(n: Any, exact: bool = False) -> Any:
    """Return n!!, which is 1 for -1."""
    from scipy.special import factorial2 as today

    values = np.asarray(n)
    if exact:
        return 1 if values == -1 else today(n, exact=True)
    return np.where(values == -1, 1.0, today(np.where(values == -1, 0, values)))[()]


def factorialk(n: Any, k: int, exact: bool = True) -> Any:
    """Return n times n - k, n - 2k and so on, exactly; 1 for n from 1 - k to 0."""
    from scipy.special import factorialk as today

    if not exact:
        raise NotImplementedError("scipy.misc.factorialk: give exact=True; there was no other way.")
    return 1 if 1 - k <= n <= 0 else today(n, k, exact=True)


def binom_test(x: Any, n: Any = None, p: float = 0.5, alternative: str = "two-sided") -> float:
    """Return the p-value of a test that the probability of success is `p`; x: successes, or [successes, failures]."""
    from scipy.stats import binomtest

    if np.size(x) == 2:
        x, n = int(x[0]), int(x[0]) + int(x[1])
    elif np.size(x) != 1:
        raise ValueError("Incorrect length for x.")
    elif n is None:
        raise ValueError("n must be >= x")
    return float(binomtest(int(np.ravel(x)[0]), int(n), p, alternative).pvalue)


def median_absolute_deviation(
    x: Any, axis: int | None = 0, center: Any = np.median, scale: float = 1.4826, nan_policy: str = "propagate"
) -> Any:
    """Return `scale` times the median of the distances to the centre.

    nan_policy: "propagate" gives one nan for all if there is one, "omit" leaves them out of the flattened array.
    """
    values = np.asarray(x)
    if nan_policy not in ("propagate", "raise", "omit"):
        raise ValueError("nan_policy must be one of 'propagate', 'raise', 'omit'")
    has_nan = values.dtype.kind in "fc" and bool(np.isnan(values).any())
    if has_nan and nan_policy == "raise":
        raise ValueError("The input contains nan values")
    if not values.size or has_nan and nan_policy == "propagate":
        return np.nan
    if has_nan:
        values = values[np.isfinite(values)]
    if axis is None:
        return scale * np.median(np.abs(values - center(values)))
    return scale * np.median(np.abs(values - np.apply_over_axes(center, values, axis)), axis=axis)
