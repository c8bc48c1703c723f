"""The multivariate normal and Student's t. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.formulas import float_x
from ...distributions.matrices import CHOLESKY_OR_NAN, distance_by_covariance, distance_by_precision
from ...emulated_versions import older_than
from ...ops.elementwise.functions import gammaln, log, log1p
from ...ops.linear_algebra.covariance import covariance_form
from ...ops.reductions.functions import sum
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .dist_math import bound
from .distribution import Continuous
from .drawing import _DrawValuesContext, draw_values
from .shape_utils import broadcast_dist_samples_to, to_tuple

__all__ = ["MvNormal", "MvStudentT"]


class _QuadFormBase(Continuous):
    """The base class of MvNormal and MvStudentT: a mean, and one of covariance, precision and Cholesky factor.

    mu: mean, a vector (k,). cov: covariance, a matrix (k, k). chol: its Cholesky factor. tau: its inverse. lower:
    whether chol is the lower factor. ValueError unless one of cov, chol and tau is given.
    """

    def __init__(
        self,
        mu: TensorLike | None = None,
        cov: Any = None,
        chol: Any = None,
        tau: Any = None,
        lower: bool = True,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(self.shape) > 2:
            raise ValueError("Only 1 or 2 dimensions are allowed.")
        given = {"tau": tau, "cov": cov, "chol": chol if chol is None or lower else chol.T}
        given = {name: value for name, value in given.items() if value is not None}
        if len(given) != 1:
            raise ValueError("Incompatible parameterization. Specify exactly one of tau, cov, or chol.")
        [(self._cov_type, value)] = given.items()
        self.mu = as_tensor(mu)
        matrix = as_tensor(value)
        self.k = (
            np.shape(value)[0]
            if isinstance(value, np.ndarray) and value.ndim
            else matrix.shape[0]
            if matrix.ndim
            else None
        )
        if matrix.ndim != 2:
            raise ValueError(f"{self._cov_type} must be two dimensional.")
        self._n = matrix.shape[-1]
        if self._cov_type == "cov":
            self.cov, self.chol_cov = matrix, CHOLESKY_OR_NAN(matrix)
        elif self._cov_type == "tau":
            self.tau, self.chol_tau = matrix, CHOLESKY_OR_NAN(matrix)
        else:
            self.chol_cov = matrix

    def _quaddist(self, value: TensorLike) -> tuple[Any, Any, Any]:
        """Return (squared distances of the rows of `value`, half the log determinant, whether it exists)."""
        value = as_tensor(value)
        if value.ndim not in (1, 2):
            raise ValueError(f"Invalid dimension for value: {value.ndim}")
        delta = (value[None, :] if value.ndim == 1 else value) - self.mu
        if self._cov_type == "tau":
            distance, half_log_det, ok = distance_by_precision(delta, self.chol_tau)
        elif self._cov_type == "cov":
            distance, half_log_det, ok = covariance_form(self.cov, delta)
        else:
            distance, half_log_det, ok = distance_by_covariance(delta, self.chol_cov)
        return (distance[0] if value.ndim == 1 else distance), half_log_det, ok

    @property
    def _matrix(self) -> Any:
        return getattr(self, self._cov_param_for_repr())

    def _cov_param_for_repr(self) -> str:
        return "chol_cov" if self._cov_type == "chol" else self._cov_type


def _root(covariance: np.ndarray) -> np.ndarray:
    """Return L with L L' = covariance, by Cholesky.

    Up to PyMC3 3.8 a covariance may be singular, and one with a negative eigenvalue draws NaN; from 3.9 on both raise.
    """
    try:
        return np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        if not older_than("3.9"):
            raise np.linalg.LinAlgError(
                f"MvNormal.random: its covariance of shape {covariance.shape} is not positive definite. Add a small "
                "number to its diagonal; PyMC3 3.8 and earlier drew from singular ones (config.emulate = '3.8')."
            ) from None
    values, vectors = np.linalg.eigh(covariance)
    least = 1e6 * np.finfo(float).eps * np.abs(values).max(-1, keepdims=True)  # SciPy's tolerance for a zero eigenvalue
    values = np.where(np.abs(values) <= least, 0.0, values)
    with np.errstate(invalid="ignore"):
        return vectors * np.sqrt(values)[..., None, :]


def _check_size(matrix: tuple[int, ...], lead: tuple[int, ...], own: tuple[int, ...]) -> None:
    """Raise ValueError if vectors of shape `lead + own` cannot be drawn with a matrix of that shape."""
    wanted = lead + own + own[-1:]
    try:
        fits = np.broadcast_shapes(matrix, wanted) == wanted
    except ValueError:
        fits = False
    if not fits:
        n = matrix[-1]
        said = f"is of shape {own}" if own else "has no shape"
        raise ValueError(
            f"MvNormal.random: the distribution {said}, size is {lead}, and the covariance is {n} x {n}. Give "
            f"`shape={n}`, and the number of draws as `size`; PyMC3 3.8 and earlier took the shape from the "
            "covariance (config.emulate = '3.8')."
        )


class MvNormal(_QuadFormBase):
    """Normal vectors: `value` is one vector, or rows of them.

    mu: mean, (k,) or (n, k).
    cov: covariance, (k, k); give one of cov, tau and chol.
    tau: precision, the inverse of cov.
    chol: Cholesky factor of cov.
    lower: False if chol is the upper factor.

    `shape` has the length of the vector last: (k,) for one vector, (n, k) for n.
    Values: any real vector. Mean: mu.
    """

    def __init__(
        self,
        mu: TensorLike,
        cov: TensorLike | None = None,
        tau: TensorLike | None = None,
        chol: TensorLike | None = None,
        lower: bool = True,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(mu, cov, chol, tau, lower, *args, **kwargs)
        self.mean = self.median = self.mode = self.mu

    def logp(self, value: TensorLike) -> Any:
        value = as_tensor(value)
        distance, half_log_det, ok = self._quaddist(value)
        norm = -0.5 * float_x(value.shape[-1]) * float_x(np.log(2 * np.pi))
        return bound(norm - 0.5 * distance - half_log_det, ok)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw vectors. As in 3.11, `size` alone is the shape for a distribution that was given none."""
        lead, own = to_tuple(size), to_tuple(self.shape)
        mu, matrix = draw_values([self.mu, self._matrix], point=point, size=size)
        matrix = np.asarray(matrix)
        if older_than("3.9") and (not own or self.mu.ndim < 2):  # one vector, whatever the shape
            own = matrix.shape[-1:]
        if matrix.ndim > 2 and own[:-1]:
            matrix = matrix.reshape(lead + (1,) + matrix.shape[-2:])
        [mu] = broadcast_dist_samples_to(to_shape=lead + own, samples=[mu], size=lead)
        _check_size(matrix.shape, lead, own)
        if self._cov_type == "cov":
            matrix = _root(matrix)
        elif self._cov_type == "tau":
            matrix = np.linalg.inv(np.swapaxes(np.linalg.cholesky(matrix), -1, -2))
        matrix = np.broadcast_to(matrix, lead + own + own[-1:])
        drawn = mu + np.einsum("...ij,...j->...i", matrix, np.random.standard_normal(lead + own))
        # those versions draw with SciPy
        return drawn.squeeze() if self._cov_type == "cov" and older_than("3.9") else drawn

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["mu", self._cov_param_for_repr()]


class MvStudentT(_QuadFormBase):
    """Student's t vectors; Sigma is the old name of `cov`.

    nu: degrees of freedom, above 0.
    Sigma: old name of cov.
    mu: location, (k,).
    cov: scale matrix, (k, k); give one of cov, tau and chol.
    tau: the inverse of cov.
    chol: Cholesky factor of cov.
    lower: False if chol is the upper factor.

    `shape` has the length of the vector last: (k,) for one vector, (n, k) for n.
    Values: any real vector. Mean: mu, where nu > 1.
    """

    def __init__(
        self,
        nu: TensorLike,
        Sigma: TensorLike | None = None,
        mu: TensorLike | None = None,
        cov: TensorLike | None = None,
        tau: TensorLike | None = None,
        chol: TensorLike | None = None,
        lower: bool = True,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if Sigma is not None:
            if cov is not None:
                raise ValueError("Specify only one of cov and Sigma")
            cov = Sigma
        super().__init__(mu, cov, chol, tau, lower, *args, **kwargs)
        self.nu = as_tensor(nu)
        self.mean = self.median = self.mode = self.mu

    def logp(self, value: TensorLike) -> Any:
        value = as_tensor(value)
        if older_than("3.2") and value.ndim > 1:  # the deviations of all rows were added up, in one term
            value = self.mu + sum(value - self.mu, axis=0)
        distance, half_log_det, ok = self._quaddist(value)
        nu, k = self.nu, float_x(value.shape[-1])
        norm = gammaln((nu + k) / 2.0) - gammaln(nu / 2.0) - 0.5 * k * float_x(log(nu * np.pi))
        return bound(norm - (nu + k) / 2.0 * log1p(distance / nu) - half_log_det, ok)

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        with _DrawValuesContext():
            nu, mu = draw_values([self.nu, self.mu], point=point, size=size)
            [matrix] = draw_values([self._matrix], point=point, size=size)
            centred = MvNormal.dist(np.zeros_like(mu), **{self._cov_type: matrix}, shape=self.shape)
            normal = centred.random(point, size)
        scale = np.random.chisquare(nu, size)
        scale = np.reshape(scale, np.shape(scale) + (1,) * (np.ndim(normal) - np.ndim(scale)))
        return normal / np.sqrt(scale / nu) + mu

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["mu", "nu", self._cov_param_for_repr()]
