"""Random-walk proposals: deviates with scale `s`, from NumPy's global generator in PyMC3 3.11.5's order."""

from __future__ import annotations

from typing import Any

import numpy as np


class Proposal:
    """The base class of proposals: deviates of the present point.

    s: the scale, a standard deviation for each dimension, a vector (n,).
    """

    def __init__(self, s: Any) -> None:
        self.s = s


class NormalProposal(Proposal):
    """Normal deviates, proposals of Metropolis.

    s: the standard deviation of each dimension, a vector (n,).
    """

    def __call__(self) -> np.ndarray:
        return np.random.normal(scale=self.s)


class UniformProposal(Proposal):
    """Uniform deviates between -s and s, proposals of Metropolis.

    s: half the width of each dimension, a vector (n,).
    """

    def __call__(self) -> np.ndarray:
        return np.random.uniform(low=-self.s, high=self.s, size=len(self.s))


class CauchyProposal(Proposal):
    """Cauchy deviates, proposals of Metropolis.

    s: the scale of each dimension, a vector (n,).
    """

    def __call__(self) -> np.ndarray:
        return np.random.standard_cauchy(size=np.size(self.s)) * self.s


class LaplaceProposal(Proposal):
    """Laplace deviates, each the difference of two exponential ones, proposals of Metropolis.

    s: the scale of each dimension, a vector (n,).
    """

    def __call__(self) -> np.ndarray:
        first = np.random.standard_exponential(size=np.size(self.s))
        return (first - np.random.standard_exponential(size=np.size(self.s))) * self.s


class PoissonProposal(Proposal):
    """Poisson deviates minus their mean, proposals of Metropolis.

    s: the mean of each dimension, a vector (n,).
    """

    def __call__(self) -> np.ndarray:
        return np.random.poisson(lam=self.s, size=np.size(self.s)) - self.s


class MultivariateNormalProposal(Proposal):
    """Multivariate normal deviates, proposals of Metropolis.

    s: the covariance, a matrix (n, n); ValueError if it is not square. A call with num_draws gives (num_draws, n).
    """

    def __init__(self, s: Any) -> None:
        from scipy.linalg import cholesky

        n, m = s.shape
        if n != m:
            raise ValueError("Covariance matrix is not symmetric.")
        super().__init__(s)
        self.n = n
        self.chol = cholesky(s, lower=True)

    def __call__(self, num_draws: int | None = None) -> np.ndarray:
        if num_draws is None:
            return self.chol @ np.random.randn(self.n)
        return (self.chol @ np.random.randn(self.n, num_draws)).T
