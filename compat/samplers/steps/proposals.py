"""Random-walk proposals: deviates with scale `s`, from NumPy's global generator in PyMC3 3.11.5's order."""

from __future__ import annotations

from typing import Any

import numpy as np


class Proposal:
    """The base class; `s` is the scale, a standard deviation for each dimension."""

    def __init__(self, s: Any) -> None:
        self.s = s


class NormalProposal(Proposal):
    """Normal deviates with standard deviation s."""

    def __call__(self) -> np.ndarray:
        return np.random.normal(scale=self.s)


class UniformProposal(Proposal):
    """Uniform deviates between -s and s."""

    def __call__(self) -> np.ndarray:
        return np.random.uniform(low=-self.s, high=self.s, size=len(self.s))


class CauchyProposal(Proposal):
    """Cauchy deviates with scale s."""

    def __call__(self) -> np.ndarray:
        return np.random.standard_cauchy(size=np.size(self.s)) * self.s


class LaplaceProposal(Proposal):
    """Laplace deviates, each the difference of two exponential deviates."""

    def __call__(self) -> np.ndarray:
        first = np.random.standard_exponential(size=np.size(self.s))
        return (first - np.random.standard_exponential(size=np.size(self.s))) * self.s


class PoissonProposal(Proposal):
    """Poisson deviates minus their mean."""

    def __call__(self) -> np.ndarray:
        return np.random.poisson(lam=self.s, size=np.size(self.s)) - self.s


class MultivariateNormalProposal(Proposal):
    """Multivariate normal deviates; s: the covariance, (n, n)."""

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
