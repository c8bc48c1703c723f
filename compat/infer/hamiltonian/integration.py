"""The leapfrog integrator: half a momentum step, a position step, half a momentum step.

Source: pymc3.step_methods.hmc.integration.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ...importing.module_getattr import absent_from

__all__ = ["CpuLeapfrogIntegrator", "IntegrationError", "State"]

LogpGrad = Callable[[np.ndarray], tuple[float, np.ndarray]]


class State(NamedTuple):
    """A point of a trajectory of HMC.

    q: the position, a vector (n,). p: the momentum. v: the velocity. q_grad: the gradient of the log density. energy:
    of both, a scalar. model_logp: the log density.
    """

    q: np.ndarray
    p: np.ndarray
    v: np.ndarray
    q_grad: np.ndarray
    energy: float
    model_logp: float


class IntegrationError(RuntimeError):
    """Raised for a step that failed in linear algebra, which counts as a divergence."""


class Leapfrog:
    """Moves states by the gradient of a log density and the velocity of a potential."""

    def __init__(self, potential: Any, logp_grad: LogpGrad, dtype: Any = "float64") -> None:
        if potential.dtype is not None and potential.dtype != dtype:
            raise ValueError(f"dtypes of potential ({potential.dtype}) and logp function ({dtype})don't match.")
        self._potential, self._logp_grad, self._dtype = potential, logp_grad, dtype
        self._axpy = _axpy(dtype)

    def __getstate__(self) -> dict[str, Any]:  # SciPy's Fortran functions cannot be pickled
        return {k: v for k, v in self.__dict__.items() if k != "_axpy"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._axpy = _axpy(self._dtype)

    def compute_state(self, q: np.ndarray, p: np.ndarray) -> State:
        """Return the state at a position with a momentum."""
        if q.dtype != self._dtype or p.dtype != self._dtype:
            raise ValueError(f"Invalid dtype. Must be {self._dtype}")
        return self._state(q, p, *self._logp_grad(q))

    def step(self, epsilon: float, state: State) -> State:
        """Return the state after one step of size `epsilon`, backwards if it is negative.

        IntegrationError if the log density fails in linear algebra.
        """
        try:
            return self._step(epsilon, state)
        except np.linalg.LinAlgError as error:
            raise IntegrationError("LinAlgError during leapfrog step.") from error
        except ValueError as error:  # scipy.linalg's error for NaN in its input
            if "array must not contain infs or nans" not in str(error).lower():
                raise
            raise IntegrationError("Infs or nans in scipy.linalg during leapfrog step.") from error

    def _step(self, epsilon: float, state: State) -> State:
        half = 0.5 * epsilon
        p = self._axpy(state.q_grad, state.p.copy(), a=half)
        q = self._axpy(self._potential.velocity(p), state.q.copy(), a=epsilon)
        logp, gradient = self._logp_grad(q)
        return self._state(q, self._axpy(gradient, p, a=half), logp, gradient)

    def _state(self, q: np.ndarray, p: np.ndarray, logp: float, gradient: np.ndarray) -> State:
        velocity = self._potential.velocity(p)
        return State(q, p, velocity, gradient, self._potential.energy(p, velocity=velocity) - logp, logp)


def _axpy(dtype: str) -> Any:
    """Return BLAS's axpy, which rounds once where x + a * y rounds twice, as PyMC3 uses it."""
    from scipy.linalg.blas import get_blas_funcs

    return get_blas_funcs("axpy", dtype=dtype)


class CpuLeapfrogIntegrator(Leapfrog):
    """The leapfrog integrator of HMC and NUTS.

    potential: a QuadPotential. logp_dlogp_func: log density and gradient as a function of a vector (n,), with a
    `dtype`.
    """

    def __init__(self, potential: Any, logp_dlogp_func: Any) -> None:
        self._logp_dlogp_func = logp_dlogp_func
        super().__init__(potential, logp_dlogp_func, logp_dlogp_func.dtype)


__getattr__ = absent_from(__name__)
