"""Running means, variances and covariances (Welford)."""

from __future__ import annotations

from typing import Any

import numpy as np


class RunningVariance:
    """The running mean and variance (divided by the number of draws) of each dimension.

    nelem: number n of dimensions. initial_mean, initial_variance: those so far, vectors (n,), 0 by default.
    initial_weight: how many draws they count for. dtype: of results.
    """

    def __init__(
        self,
        nelem: int,
        initial_mean: Any = None,
        initial_variance: Any = None,
        initial_weight: float = 0,
        dtype: str = "d",
    ) -> None:
        self._dtype = dtype
        self.n_samples = float(initial_weight)
        self.mean = _start(np.zeros(nelem), initial_mean, "mean")
        self.raw_var = _start(np.zeros(nelem), initial_variance, "variance") * self.n_samples

    def add_sample(self, x: np.ndarray, weight: float = 1) -> None:
        self.n_samples += 1
        before = np.asarray(x) - self.mean
        self.mean += before / self.n_samples
        self.raw_var += weight * before * (np.asarray(x) - self.mean)

    def current_variance(self, out: np.ndarray | None = None) -> np.ndarray:
        if self.n_samples == 0:
            raise ValueError("Can not compute variance without samples.")
        if out is not None:
            return np.divide(self.raw_var, self.n_samples, out=out)
        return (self.raw_var / self.n_samples).astype(self._dtype)

    def current_mean(self) -> np.ndarray:
        return self.mean.astype(self._dtype)


class RunningCovariance:
    """The running mean and covariance (divided by the number of draws minus one) of all dimensions.

    nelem: number n of dimensions. initial_mean: that so far, a vector (n,). initial_covariance: that so far, (n, n).
    initial_weight: how many draws they count for. dtype: of results.
    """

    def __init__(
        self,
        nelem: int,
        initial_mean: Any = None,
        initial_covariance: Any = None,
        initial_weight: float = 0,
        dtype: str = "d",
    ) -> None:
        self._dtype = dtype
        self.n_samples = float(initial_weight)
        self.mean = _start(np.zeros(nelem), initial_mean, "mean")
        self.raw_cov = _start(np.eye(nelem), initial_covariance, "covariance") * self.n_samples

    def add_sample(self, x: np.ndarray | float, weight: float = 1) -> None:
        self.n_samples += 1
        before = np.asarray(x) - self.mean
        self.mean += before / self.n_samples
        self.raw_cov += weight * np.outer(np.asarray(x) - self.mean, before)

    def current_covariance(self, out: np.ndarray | None = None) -> np.ndarray:
        if self.n_samples == 0:
            raise ValueError("Can not compute covariance without samples.")
        with np.errstate(divide="ignore", invalid="ignore"):  # one draw has no covariance, which raise_ok reports
            if out is not None:
                return np.divide(self.raw_cov, self.n_samples - 1, out=out)
            return (self.raw_cov / (self.n_samples - 1)).astype(self._dtype)

    def current_mean(self) -> np.ndarray:
        return self.mean.astype(self._dtype)


def _start(default: np.ndarray, given: np.ndarray | None, what: str) -> np.ndarray:
    value = default if given is None else np.array(given, dtype="d")
    if value.shape != default.shape:
        raise ValueError(f"Invalid shape for initial {what}.")
    return value
