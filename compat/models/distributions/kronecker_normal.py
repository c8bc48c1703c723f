"""Normal vectors whose covariance is a Kronecker product. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.kronecker import kron_diag, kron_dot, kron_solve_lower, kronecker
from ...distributions.kronecker_form import kronecker_form
from ...distributions.matrices import diagonal
from ...ops.elementwise.functions import log, sqrt
from ...ops.linear_algebra.blas import batched_dot, dot
from ...ops.linear_algebra.cholesky import Cholesky
from ...ops.linear_algebra.eigen import eigh
from ...ops.reductions.functions import prod, sum
from ...ops.shapes.creation import identity_like
from ...ops.shapes.diagonals import diag
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from .distribution import Continuous
from .mv_normal import MvNormal

__all__ = ["KroneckerNormal"]


class KroneckerNormal(Continuous):
    """Normal vectors with covariance K1 ⊗ K2 ⊗ ... + sigma² I; the log density never forms the whole matrix.

    The factors are given by one of covs, chols (lower Cholesky factors) and evds (eigenvalues and eigenvectors).

    mu: mean, (n,), where n is the product of the sizes of the factors.
    covs: list of covariances.
    chols: list of their lower Cholesky factors.
    evds: list of pairs (eigenvalues, eigenvectors).
    sigma: standard deviation of the noise, a number.

    Values: any real vector. Mean: mu.
    """

    _full_covs: Any = None  # the factors, if the noise is one number and their eigenvectors are computed here

    def __init__(
        self,
        mu: TensorLike,
        covs: Any = None,
        chols: Any = None,
        evds: Any = None,
        sigma: TensorLike | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if (covs is not None) + (chols is not None) + (evds is not None) != 1:
            raise ValueError("Incompatible parameterization. Specify exactly one of covs, chols, or evds.")
        self.cholesky = Cholesky(lower=True, on_error="raise")
        self.sigma = sigma
        self.is_noisy = sigma is not None and not (np.isscalar(sigma) and sigma == 0)
        self._isEVD = self.is_noisy or evds is not None
        self._cov_type = "cov" if covs is not None else "chol" if chols is not None else "evd"
        if covs is not None:
            self.covs = [as_tensor(c) for c in covs]
        if self._isEVD:
            if evds is None:
                full = self.covs if covs is not None else [dot(as_tensor(c), as_tensor(c).T) for c in chols]
                evds = [eigh(c) for c in full]
                if all(as_tensor(sigma).broadcastable):
                    self._full_covs = full
            self._set_eigenvalues(evds)
        else:
            self.chols = [as_tensor(c) for c in chols] if chols is not None else [self.cholesky(c) for c in self.covs]
            self.chol_diags = [diagonal(c) for c in self.chols]
            self.sizes = as_tensor([c.shape[0] for c in self.chols])
            self.N = prod(self.sizes)
        super().__init__(*args, **kwargs)
        self.mu = as_tensor(mu)
        self.mean = self.median = self.mode = self.mu

    def _set_eigenvalues(self, evds: list[list[Tensor]]) -> None:
        values, vectors = zip(*evds, strict=True)
        self.eigs_sep, self.Qs = [as_tensor(v) for v in values], [as_tensor(q) for q in vectors]
        self.QTs = [q.T for q in self.Qs]
        self.eigs = kron_diag(*self.eigs_sep)
        if self.is_noisy:
            self.eigs = self.eigs + self.sigma**2
        self.N = self.eigs.shape[0]

    def _quaddist(self, value: Tensor) -> tuple[Any, Any]:
        """Return (squared distances of the rows of `value` from the mean, log determinant)."""
        if value.ndim not in (1, 2):
            raise ValueError(f"Invalid dimension for value: {value.ndim}")
        delta = (value[None, :] if value.ndim == 1 else value) - self.mu
        if self._full_covs is not None:
            distance, log_det = kronecker_form(as_tensor(self.sigma).dimshuffle() ** 2, delta, *self._full_covs)
            return (distance[0] if value.ndim == 1 else distance), log_det
        if self._isEVD:
            root = kron_dot(self.QTs, delta.T) / sqrt(self.eigs[:, None])
            log_det = sum(log(self.eigs))
        else:
            root, log_det = kron_solve_lower(self.chols, delta.T), 0
            for i, entries in enumerate(self.chol_diags):
                log_det = log_det + sum(2 * (log(entries) * self.N / self.sizes[i]))
        distance = batched_dot(root.T, root.T)
        return (distance[0] if value.ndim == 1 else distance), log_det

    def logp(self, value: TensorLike) -> Any:
        distance, log_det = self._quaddist(as_tensor(value))
        return -(distance + log_det + self.N * log(2 * np.pi)) / 2.0

    def _full(self) -> dict[str, Any]:
        """Return the arguments of an MvNormal with the whole matrix."""
        if self._cov_type == "chol" and not self.is_noisy:
            return {"chol": kronecker(*self.chols)}
        covs = (
            self.covs
            if self._cov_type == "cov"
            else [dot(q, dot(diag(v), q.T)) for v, q in zip(self.eigs_sep, self.Qs, strict=True)]
        )
        cov = kronecker(*covs)
        if self.is_noisy:
            cov = cov + self.sigma**2 * identity_like(cov)
        return {"chol": self.cholesky(cov)} if self._cov_type == "chol" else {"cov": cov}

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        if "_normal" not in self.__dict__:
            self._normal = self._full()
        return MvNormal.dist(mu=self.mu, shape=self.shape, **self._normal).random(point, size)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["mu"]
