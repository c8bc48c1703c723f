"""What SciPy has moved or dropped."""

from collections.abc import Callable
from typing import Any

import numpy as np

from compat.legacy_environment.row import Removed, renamed, same_as

# SciPy once re-exported NumPy whole; these are the names that people took from there.
_FROM_NUMPY = (
    "abs arange arctan argmax argmin argsort array asarray ceil concatenate cos cumsum diag dot e "
    "exp eye float32 float64 floor hstack identity inf int32 int64 isinf isnan linspace log log10 log2 "
    "logspace max mean median meshgrid min nan ones pi power prod random reshape round sign sin sqrt squeeze "
    "std sum tan tanh tile transpose var vstack where zeros zeros_like"
)
_WINDOWS = (
    "barthann bartlett blackman blackmanharris bohman boxcar chebwin cosine exponential flattop gaussian "
    "general_gaussian hamming hann kaiser nuttall parzen triang tukey"
)
_SPECIAL = "logsumexp factorial comb factorial2 factorialk"
_PICTURES = "ascent face electrocardiogram"
_MOVED = {"simps": "simpson", "trapz": "trapezoid", "cumtrapz": "cumulative_trapezoid"}


def _derivative(
    func: Callable[..., Any], x0: Any, dx: float = 1.0, n: int = 1, args: tuple[Any, ...] = (), order: int = 3
) -> Any:
    """The n-th derivative by central differences with `order` points (odd, above n), `dx` apart."""
    if order < n + 1 or order % 2 == 0:
        raise ValueError(f"'order', the number of points, must be odd and above n = {n}, not {order}")
    half = order // 2
    offsets = np.arange(-half, half + 1.0)
    right = np.zeros(order)
    right[n] = float(np.prod(np.arange(1, n + 1)))
    weights = np.linalg.solve(np.vander(offsets, increasing=True).T, right)
    return sum(w * func(x0 + k * dx, *args) for w, k in zip(weights, offsets, strict=True)) / dx**n


def _binom_test(x: Any, n: Any = None, p: float = 0.5, alternative: str = "two-sided") -> float:
    from scipy.stats import binomtest

    if np.size(x) == 2:
        x, n = int(x[0]), int(x[0] + x[1])
    return float(binomtest(int(x), int(n), p, alternative).pvalue)


def _median_absolute_deviation(
    x: Any,
    axis: int | None = 0,
    center: Any = np.median,
    scale: float = 1.4826,
    nan_policy: str = "propagate",
) -> Any:
    from scipy.stats import median_abs_deviation

    return median_abs_deviation(x, axis=axis, center=center, scale=1 / scale, nan_policy=nan_policy)


def _kron(a: Any, b: Any) -> np.ndarray:
    """Of two matrices numpy.kron; of arrays of more dimensions, the first two are joined in pairs alone."""
    product = np.multiply.outer(a, b)
    return np.concatenate(np.concatenate(product, axis=1), axis=1)


def _itemfreq(a: Any) -> np.ndarray:
    items, counts = np.unique(a, return_counts=True)
    return np.array([items, counts]).T


def _sph_harm(m: Any, n: Any, theta: Any, phi: Any) -> Any:
    from scipy.special import sph_harm_y

    return sph_harm_y(n, m, phi, theta)


TABLE = (
    *same_as("scipy", _FROM_NUMPY, "numpy", "is NumPy's"),
    *same_as("scipy.misc", _SPECIAL, "scipy.special", "moved to scipy.special"),
    *same_as("scipy.misc", _PICTURES, "scipy.datasets", "moved to scipy.datasets (needs pooch)"),
    Removed("scipy.misc", "derivative", lambda: _derivative, "central differences"),
    *renamed("scipy.integrate", "scipy.integrate", **_MOVED),
    *same_as("scipy.signal", _WINDOWS, "scipy.signal.windows", "moved to scipy.signal.windows"),
    *same_as("scipy.linalg", "tri tril triu", "numpy", "is NumPy's"),
    Removed("scipy.linalg", "kron", lambda: _kron, "is np.kron, for two matrices"),
    *renamed("scipy.linalg", "scipy.linalg", pinv2="pinv"),
    Removed("scipy.stats", "binom_test", lambda: _binom_test, "is binomtest(...).pvalue"),
    Removed(
        "scipy.stats",
        "median_absolute_deviation",
        lambda: _median_absolute_deviation,
        "is median_abs_deviation(scale='normal'), to four digits",
    ),
    Removed("scipy.stats", "itemfreq", lambda: _itemfreq, "is np.unique(a, return_counts=True)"),
    Removed("scipy.special", "sph_harm", lambda: _sph_harm, "is sph_harm_y(n, m, phi, theta)"),
)
