"""Functions of matplotlib.mlab that matplotlib 3.1 dropped."""

from typing import Any

import numpy as np

from .restored_name import Removed


def _normpdf(x: Any, *args: float) -> Any:
    mu, sigma = args
    return np.exp(-0.5 * ((np.asarray(x) - mu) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def _bivariate_normal(
    X: Any,
    Y: Any,
    sigmax: float = 1.0,
    sigmay: float = 1.0,
    mux: float = 0.0,
    muy: float = 0.0,
    sigmaxy: float = 0.0,
) -> Any:
    """Return the density of two normals; sigmaxy: their covariance."""
    x, y = (X - mux) / sigmax, (Y - muy) / sigmay
    rho = sigmaxy / (sigmax * sigmay)
    size = 2 * np.pi * sigmax * sigmay * np.sqrt(1 - rho**2)
    return np.exp(-(x**2 - 2 * rho * x * y + y**2) / (2 * (1 - rho**2))) / size


def _griddata(x: Any, y: Any, z: Any, xi: Any, yi: Any, interp: str = "nn") -> Any:
    """Interpolate points linearly on a grid, masked outside of them. "nn" wanted natgrid, another package."""
    from matplotlib.tri import LinearTriInterpolator, Triangulation

    x, y, z, xi, yi = (np.asanyarray(one, dtype=float) for one in (x, y, z, xi, yi))
    if not x.shape == y.shape == z.shape or x.ndim != 1:
        raise ValueError("x, y and z must be equal-length 1-D arrays")
    if xi.ndim != yi.ndim:
        raise ValueError("xi and yi must be arrays with the same number of dimensions (1 or 2)")
    if interp == "nn":
        raise RuntimeError('interp="nn" wanted natgrid, which is on no index: write interp="linear"')
    if interp != "linear":
        raise ValueError('interp must be "linear" or "nn"')
    keep = ~np.ma.getmaskarray(z)
    x, y, z = x[keep], y[keep], np.asarray(z[keep])
    if xi.ndim == 1:
        xi, yi = np.meshgrid(xi, yi)
    return LinearTriInterpolator(Triangulation(x, y), z)(xi, yi)


def _find(condition: Any) -> np.ndarray:
    return np.flatnonzero(np.ravel(condition))


def _prctile(x: Any, p: Any = (0.0, 25.0, 50.0, 75.0, 100.0)) -> Any:
    return np.percentile(np.ravel(x), p)


TABLE = (
    Removed("matplotlib.mlab", "normpdf", lambda: _normpdf, "is scipy.stats.norm.pdf"),
    Removed("matplotlib.mlab", "bivariate_normal", lambda: _bivariate_normal, "the density of two normals"),
    Removed("matplotlib.mlab", "griddata", lambda: _griddata, 'is scipy.interpolate.griddata, of method="linear"'),
    Removed("matplotlib.mlab", "find", lambda: _find, "is numpy.flatnonzero"),
    Removed("matplotlib.mlab", "prctile", lambda: _prctile, "is numpy.percentile"),
)
