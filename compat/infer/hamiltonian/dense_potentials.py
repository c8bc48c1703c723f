"""Kinetic energies with a dense mass matrix, and the choice of a potential from a scaling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...graph.other_names import also_named
from ...settings import config
from .potentials import PositiveDefiniteError, QuadPotential, QuadPotentialDiag, check_shapes
from .running_moments import RunningCovariance

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


def quad_potential(C: Any, is_cov: bool) -> QuadPotential:
    """Return the potential of a scaling: diagonal for a vector, dense for a matrix.

    C: (n,) or (n, n). is_cov: whether it consists of variances, else of precisions. PositiveDefiniteError for a
    diagonal that is not positive.
    """
    if type(C).__module__.startswith("scipy.sparse"):
        raise ImportError("Sparse mass matrices are not supported: pass C.toarray(), or C.diagonal().")
    C = np.asarray(C)
    partial_check_positive_definite(C)
    if C.ndim == 1:
        return QuadPotentialDiag(C if is_cov else 1.0 / C)
    return QuadPotentialFull(C) if is_cov else QuadPotentialFullInv(C)


def partial_check_positive_definite(C: np.ndarray) -> None:
    """Raise PositiveDefiniteError if the diagonal of a scaling has an entry that is not positive.

    C: a vector (n,), the diagonal, or a matrix (n, n).
    """
    diagonal = C if C.ndim == 1 else np.diag(C)
    [wrong] = np.nonzero(~(diagonal > 0))
    if len(wrong):
        raise PositiveDefiniteError("Simple check failed. Diagonal contains negatives", wrong)


class QuadPotentialFullInv(QuadPotential):
    """A fixed mass matrix, given by itself.

    A: the mass matrix, the inverse of the covariance, (n, n). dtype: of momenta; floatX by default.
    """

    def __init__(self, A: np.ndarray | float, dtype: DTypeLike | None = None) -> None:
        from scipy.linalg import cholesky

        self.dtype = config.floatX if dtype is None else dtype
        self.L = cholesky(A, lower=True).astype(self.dtype)

    def velocity(self, x: np.ndarray, out: np.ndarray | None = None) -> Any:
        from scipy.linalg import cho_solve

        velocity = cho_solve((self.L, True), x)
        if out is None:
            return velocity
        out[...] = velocity
        return None

    def random(self) -> np.ndarray:
        return np.dot(self.L, np.random.normal(size=self.L.shape[0]).astype(self.dtype))


class QuadPotentialFull(QuadPotential):
    """A fixed covariance, the inverse of the mass matrix.

    cov: the covariance, (n, n). dtype: of its vectors, floatX by default.
    """

    @also_named(A="cov")
    def __init__(self, cov: np.ndarray | float, dtype: DTypeLike | None = None) -> None:
        self.dtype = config.floatX if dtype is None else dtype
        self._cov = np.array(cov, dtype=self.dtype)
        self._chol = _cholesky(self._cov)
        self._n = len(self._cov)

    def velocity(self, x: np.ndarray, out: np.ndarray | None = None) -> Any:
        with np.errstate(all="ignore"):  # np.dot warns of overflow from NumPy 2.3 on
            return np.dot(self._cov, x, out=out)

    def random(self) -> np.ndarray:
        from scipy.linalg import solve_triangular

        return solve_triangular(self._chol.T, np.random.normal(size=self._n).astype(self.dtype))

    __call__ = random


class QuadPotentialFullAdapt(QuadPotentialFull):
    """A dense mass matrix from the covariance of the tuning draws.

    n: number of dimensions. initial_mean: (n,). initial_cov: the first covariance, a matrix (n, n), the unit matrix by
    default. initial_weight: how many draws it counts for. adaptation_window: draws in the first window.
    adaptation_window_multiplier: how many times longer each next window is. update_window: draws between updates.
    dtype: of momenta; floatX by default.
    """

    def __init__(
        self,
        n: int,
        initial_mean: np.ndarray,
        initial_cov: np.ndarray | None = None,
        initial_weight: float = 0,
        adaptation_window: int = 101,
        adaptation_window_multiplier: float = 2,
        update_window: int = 1,
        dtype: DTypeLike | None = None,
    ) -> None:
        warn("QuadPotentialFullAdapt is an experimental feature")
        check_shapes(n, initial_mean, initial_cov, 2, "cov")
        self.dtype = config.floatX if dtype is None else dtype
        if initial_cov is None:
            initial_cov, initial_weight = np.eye(n, dtype=self.dtype), 1
        self._n = n
        self._initial_mean, self._initial_cov, self._initial_weight = initial_mean, initial_cov, initial_weight
        self.adaptation_window = int(adaptation_window)
        self.adaptation_window_multiplier = float(adaptation_window_multiplier)
        self._update_window = int(update_window)
        self.reset()

    def reset(self) -> None:
        self._previous_update = self._n_samples = 0
        self._cov = np.array(self._initial_cov, dtype=self.dtype)
        self._chol = _cholesky(self._cov)
        self._chol_error: Exception | None = None
        self._foreground_cov = RunningCovariance(
            self._n, self._initial_mean, self._initial_cov, self._initial_weight, self.dtype
        )
        self._background_cov = RunningCovariance(self._n, dtype=self.dtype)

    def update(self, sample: np.ndarray, grad: np.ndarray, tune: bool) -> None:
        if not tune:
            return
        since = self._n_samples - self._previous_update
        self._foreground_cov.add_sample(sample)
        self._background_cov.add_sample(sample)
        if (since + 1) % self._update_window == 0:
            self._foreground_cov.current_covariance(out=self._cov)
            try:
                self._chol = _cholesky(self._cov)
            except (np.linalg.LinAlgError, ValueError) as error:
                self._chol_error = error
        if since >= self.adaptation_window:
            self._foreground_cov = self._background_cov
            self._background_cov = RunningCovariance(self._n, dtype=self.dtype)
            self._previous_update = self._n_samples
            self.adaptation_window = int(self.adaptation_window * self.adaptation_window_multiplier)
        self._n_samples += 1

    def raise_ok(self, vmap: Sequence[Any] | None = None) -> None:
        if self._chol_error is not None:
            raise ValueError(str(self._chol_error))


def _cholesky(covariance: np.ndarray) -> np.ndarray:
    from scipy.linalg import cholesky

    return cholesky(covariance, lower=True)
