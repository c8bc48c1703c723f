"""Kinetic energies pᵀ M⁻¹ p / 2 with a diagonal mass matrix.

Random numbers come from NumPy's global generator, one call for the whole momentum, as PyMC3 3.11.5 draws them.

A potential has `velocity(p)`, `energy(p, velocity)` and `random()`, and adapts by `update(x, gradient, tune)`. Users
write their own with the same methods.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...settings import config
from .running_moments import RunningVariance

if TYPE_CHECKING:
    from numpy.typing import DTypeLike


class PositiveDefiniteError(ValueError):
    """Raised for a scaling that is not positive definite.

    msg: what is said. idx: the positions at fault, a vector.
    """

    def __init__(self, msg: str, idx: Any) -> None:
        super().__init__(msg)
        self.msg, self.idx = msg, idx

    def __str__(self) -> str:
        return f"Scaling is not positive definite: {self.msg}. Check indexes {self.idx}."


class QuadPotential:
    """The base class of potentials, the kinetic energies of HMC: `velocity`, `energy` and `random` of momenta (n,)."""

    dtype: Any = None

    def velocity(self, x: np.ndarray, out: np.ndarray | None = None) -> Any:
        """Return M⁻¹ x."""
        raise NotImplementedError(f"{type(self).__name__} does not define `velocity`.")

    def energy(self, x: np.ndarray, velocity: np.ndarray | None = None) -> Any:
        """Return xᵀ M⁻¹ x / 2."""
        velocity = self.velocity(x) if velocity is None else velocity
        with np.errstate(all="ignore"):  # of a divergence the energy may be infinite; np.dot warns from NumPy 2.3 on
            return 0.5 * np.dot(x, velocity)

    def velocity_energy(self, x: np.ndarray, v_out: np.ndarray) -> Any:
        """Write the velocity to `v_out` and return the energy."""
        v_out[...] = self.velocity(x)
        return self.energy(x, v_out)

    def random(self) -> np.ndarray:
        """Return a momentum."""
        raise NotImplementedError(f"{type(self).__name__} does not define `random`.")

    def update(self, sample: np.ndarray, grad: np.ndarray, tune: bool) -> None:
        """Adapt to a draw."""

    def raise_ok(self, vmap: Sequence[Any] | None = None) -> None:
        """Raise ValueError if the mass matrix cannot be used; vmap: the positions of the variables, for the message."""

    def reset(self) -> None:
        """Reset the adaptation."""


def isquadpotential(value: object) -> bool:
    """Return whether a value is a potential of these classes.

    value: any object, of any shape.
    """
    return isinstance(value, QuadPotential)


def _put(value: np.ndarray, out: np.ndarray | None) -> Any:
    if out is None:
        return value
    out[...] = value
    return None


class QuadPotentialDiag(QuadPotential):
    """A fixed diagonal mass matrix.

    v: the variances, the inverse masses, a vector (n,). dtype: of momenta; floatX by default.
    """

    def __init__(self, v: np.ndarray | float, dtype: DTypeLike | None = None) -> None:
        self.dtype = config.floatX if dtype is None else dtype
        self.v = np.asarray(v).astype(self.dtype)
        self.s = self.v**0.5
        self.inv_s = 1.0 / self.s

    def velocity(self, x: np.ndarray, out: np.ndarray | None = None) -> Any:
        return _put(self.v * x, out)

    def random(self) -> np.ndarray:
        return np.random.normal(size=self.s.shape).astype(self.dtype) * self.inv_s


class QuadPotentialDiagAdapt(QuadPotential):
    """A diagonal mass matrix estimated from the variances of the tuning draws.

    There are two running variances: the foreground is in use; the background replaces it after every
    `adaptation_window` draws and restarts.

    n: number of elements of the vector. initial_mean, initial_diag: mean and variances to begin with, (n,).
    initial_weight: the number of draws that initial_diag counts for. adaptation_window: see above.
    adaptation_window_multiplier: by which each window is longer than the one before. dtype: floatX by default.
    """

    def __init__(
        self,
        n: int,
        initial_mean: np.ndarray,
        initial_diag: np.ndarray | None = None,
        initial_weight: float = 0,
        adaptation_window: int = 101,
        adaptation_window_multiplier: float = 1,
        dtype: DTypeLike | None = None,
    ) -> None:
        check_shapes(n, initial_mean, initial_diag, 1, "diag")
        self.dtype = config.floatX if dtype is None else dtype
        if initial_diag is None:
            initial_diag, initial_weight = np.ones(n, dtype=self.dtype), 1
        self._n = n
        self._initial_mean, self._initial_diag, self._initial_weight = initial_mean, initial_diag, initial_weight
        self.adaptation_window = adaptation_window
        self.adaptation_window_multiplier = float(adaptation_window_multiplier)
        self.reset()

    def reset(self) -> None:
        self._use(np.array(self._initial_diag, dtype=self.dtype))
        self._foreground_var = RunningVariance(
            self._n, self._initial_mean, self._initial_diag, self._initial_weight, self.dtype
        )
        self._background_var = RunningVariance(self._n, dtype=self.dtype)
        self._n_samples = 0

    def _use(self, variance: np.ndarray) -> None:
        self._var = variance
        with np.errstate(divide="ignore", invalid="ignore"):  # raise_ok reports variances of 0, with the variable
            self._stds = np.sqrt(variance)
            self._inv_stds = (1.0 / self._stds).astype(self.dtype)

    def velocity(self, x: np.ndarray, out: np.ndarray | None = None) -> Any:
        return _put(self._var * x, out)

    def random(self) -> np.ndarray:
        return self._inv_stds * np.random.normal(size=self._n).astype(self.dtype)

    def update(self, sample: np.ndarray, grad: np.ndarray, tune: bool) -> None:
        if not tune:
            return
        self._foreground_var.add_sample(sample)
        self._background_var.add_sample(sample)
        self._use(self._foreground_var.current_variance())
        if self._n_samples > 0 and self._n_samples % self.adaptation_window == 0:
            self._foreground_var = self._background_var
            self._background_var = RunningVariance(self._n, dtype=self.dtype)
            self.adaptation_window = int(self.adaptation_window * self.adaptation_window_multiplier)
        self._n_samples += 1

    def raise_ok(self, vmap: Sequence[Any] | None = None) -> None:
        for wrong, what, becomes in (
            (self._stds == 0, "zeros", "zero"),
            (~np.isfinite(self._stds), "non-finite values", "non-finite"),
        ):
            if wrong.any():
                places = [(place.var, i) for place in vmap or () for i in range(place.slc.stop - place.slc.start)]
                lines = [
                    f"The derivative of RV `{places[i][0]}`.ravel()[{places[i][1]}] is {becomes}."
                    for i in np.flatnonzero(wrong)
                    if i < len(places)
                ]
                raise ValueError("\n".join([f"Mass matrix contains {what} on the diagonal. ", *lines]))


class QuadPotentialDiagAdaptGrad(QuadPotentialDiagAdapt):
    """A diagonal mass matrix from variances of the first 150 tuning draws, then from the mean size of gradients.

    n: number of dimensions. initial_mean: (n,). initial_diag: the first variances, a vector (n,), 1 by default.
    initial_weight: how many draws they count for. adaptation_window: draws in the first window.
    adaptation_window_multiplier: how many times longer each next window is. dtype: of momenta; floatX by default.
    It is experimental, as in PyMC3.
    """

    def reset(self) -> None:
        super().reset()
        self._sums = [np.zeros(self._n, dtype=self.dtype), np.zeros(self._n, dtype=self.dtype)]
        self._counts = [0, 0]

    def update(self, sample: np.ndarray, grad: np.ndarray, tune: bool) -> None:
        if not tune:
            return
        for i in (0, 1):
            self._sums[i] = self._sums[i] + np.abs(grad)
            self._counts[i] += 1
        if self._n_samples <= 150:
            super().update(sample, grad, tune)
        else:
            self._use(((self._counts[0] / self._sums[0]) ** 2).astype(self.dtype))  # the count of draws is not reset
        if self._n_samples > 100 and self._n_samples % 100 == 50:
            self._sums = [self._sums[1], np.ones(self._n, dtype=self.dtype)]
            self._counts = [self._counts[1], 1]


def check_shapes(n: int, mean: np.ndarray, initial: np.ndarray | None, ndim: int, what: str) -> None:
    """Raise ValueError if the mean is not (n,), or the initial diagonal or covariance has not n entries a side."""
    if initial is not None and initial.ndim != ndim:
        raise ValueError(
            "Initial diagonal must be one-dimensional." if ndim == 1 else "Initial covariance must be two-dimensional."
        )
    if mean.ndim != 1:
        raise ValueError("Initial mean must be one-dimensional.")
    if initial is not None and initial.shape != (n,) * ndim:
        found = len(initial) if ndim == 1 else initial.shape
        raise ValueError(f"Wrong shape for initial_{what}: expected {n} got {found}")
    if len(mean) != n:
        raise ValueError(f"Wrong shape for initial_mean: expected {n} got {len(mean)}")
