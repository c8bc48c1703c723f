"""The base of the Hamiltonian samplers. Source: pymc3.step_methods.hmc.base_hmc."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ...importing.module_getattr import absent_from
from ...models.backends.chain_warnings import divergence_message
from ...models.backends.report import SamplerWarning, WarningType, divergence_warning
from ...models.exceptions import SamplingError
from ...models.modelling.bad_start import table
from ...models.modelling.current_model import modelcontext
from ...models.modelling.functions import Point
from ...models.modelling.theanof import floatX, inputvars
from ..steps.arraystep import GradientSharedStep
from ..tuning.scaling import guess_scaling
from .integration import CpuLeapfrogIntegrator
from .quadpotential import QuadPotentialDiagAdapt, quad_potential
from .step_sizes import DualAverageAdaptation
from .trajectory import Divergence

if TYPE_CHECKING:
    from ...models.model import Model

DivergenceInfo = Divergence


class HMCStepData(NamedTuple):
    """The result of `_hamiltonian_step`.

    end: the new state, whose vectors have shape (n,). accept_stat: the acceptance, which tunes the step size.
    divergence_info: a DivergenceInfo, or None. stats: name -> value.
    """

    end: Any
    accept_stat: float
    divergence_info: Divergence | None
    stats: dict[str, Any]


class BaseHMC(GradientSharedStep):
    """Hamiltonian dynamics over continuous variables: what HamiltonianMC and NUTS share.

    vars: of any shape; all continuous ones by default. scaling: precisions, (n,) or (n, n), or a point whose curvature
    is used. is_cov: whether scaling holds variances. potential: a QuadPotential, used instead. Without any of them a
    diagonal mass matrix is adapted while tuning.
    step_scale: first step size, times n ** 0.25. target_accept, gamma, k, t0: of dual averaging.
    adapt_step_size: False leaves the step size as it is. step_rand: a function from the step size to that of a
    trajectory.
    Emax: energy error of a divergence. model: that of the `with` block by default. dtype: of the vector.
    blocked: whether all variables move together. Further keywords go to `theano.function`.
    """

    default_blocked = True

    def __init__(
        self,
        vars: Any = None,
        scaling: Any = None,
        step_scale: float = 0.25,
        is_cov: bool = False,
        model: Model | None = None,
        blocked: bool = True,
        potential: Any = None,
        dtype: str | None = None,
        Emax: float = 1000,
        target_accept: float = 0.8,
        gamma: float = 0.05,
        k: float = 0.75,
        t0: float = 10,
        adapt_step_size: bool = True,
        step_rand: Callable[..., Any] | None = None,
        **theano_kwargs: Any,
    ) -> None:
        if scaling is not None and potential is not None:
            raise ValueError("Can not specify both potential and scaling.")
        self._model = modelcontext(model)
        self._terms = self._model._terms
        vars = inputvars(self._model.cont_vars if vars is None else vars)
        super().__init__(vars, blocked=blocked, model=self._model, dtype=dtype, **theano_kwargs)
        size = sum(v.dsize for v in vars)
        self.adapt_step_size, self.Emax = adapt_step_size, Emax
        self.step_size = step_scale / size**0.25
        self.target_accept = target_accept
        self.step_adapt = DualAverageAdaptation(self.step_size, target_accept, gamma, k, t0)
        self.potential = _potential(scaling, potential, is_cov, size, vars, self._model)
        self._integrator: Any = None
        self._step_rand = step_rand
        self.tune = True
        self.iter_count = 0
        self._warnings: list[SamplerWarning] = []
        self._samples_after_tune = self._num_divs_sample = 0

    @property
    def integrator(self) -> Any:
        """Return the leapfrog integrator for the present potential and log density."""
        if self._integrator is None or self._integrator._potential is not self.potential:
            self._integrator = CpuLeapfrogIntegrator(self.potential, self._logp_dlogp_func)
        return self._integrator

    @integrator.setter
    def integrator(self, value: object) -> None:
        self._integrator = value

    def _hamiltonian_step(
        self, start: Mapping[str, Any] | Sequence[Mapping[str, Any]], p0: np.ndarray, step_size: float
    ) -> HMCStepData:
        raise NotImplementedError(f"{type(self).__name__} does not define `_hamiltonian_step`.")

    def astep(self, q0: np.ndarray) -> tuple[np.ndarray, list[dict[str, Any]]]:
        began, began_cpu = time.perf_counter(), time.process_time()
        p0 = self.potential.random()
        start = self.integrator.compute_state(q0, p0)
        if not np.isfinite(start.energy):
            self._refuse(q0)
        adapt = self.tune and self.adapt_step_size
        step_size = self.step_size = self.step_adapt.current(adapt)
        made = self._hamiltonian_step(start, p0, step_size if self._step_rand is None else self._step_rand(step_size))
        times = {
            "perf_counter_diff": time.perf_counter() - began,
            "perf_counter_start": began,
            "process_time_diff": time.process_time() - began_cpu,
        }
        self.step_adapt.update(made.accept_stat, adapt)
        self.potential.update(made.end.q, made.end.q_grad, self.tune)
        if made.divergence_info is not None:
            self._note(made.divergence_info)
        self.iter_count += 1
        if not self.tune:
            self._samples_after_tune += 1
        stats = {
            "tune": self.tune,
            "diverging": made.divergence_info is not None,
            **times,
            **made.stats,
            **self.step_adapt.stats(),
        }
        return made.end.q, [stats]

    def _refuse(self, q0: np.ndarray) -> None:
        self.potential.raise_ok(self._logp_dlogp_func._ordering.vmap)
        point = self._logp_dlogp_func.array_to_full_dict(q0)
        message = (
            "Bad initial energy, check any log probabilities that are inf or -inf, nan or very small:\n"
            f"{table(self._model, point)}"
        )
        self._warnings.append(SamplerWarning(WarningType.BAD_ENERGY, message, "critical", self.iter_count))
        raise SamplingError(f"Bad initial energy\n{message}")

    def _note(self, info: Divergence) -> None:
        self._num_divs_sample += not self.tune
        number = 0 if self.tune else self._num_divs_sample

        def ends() -> list[Any]:
            states = (info.state, info.state_div)
            return [None if s is None else self._logp_dlogp_func.array_to_dict(s.q) for s in states]

        self._warnings.append(divergence_warning(info.message, self.iter_count, number, ends, info.exec_info, info))

    def reset_tuning(self, start: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None) -> None:
        """Reset the tuning."""
        self.step_adapt.reset()
        self.reset()

    def reset(self, start: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None) -> None:
        self.tune = True
        self.potential.reset()

    def warnings(self) -> list[SamplerWarning]:
        """Return warnings about the run, with advice."""
        found = list(self._warnings)
        message = divergence_message(self._num_divs_sample, self._samples_after_tune)
        if message:
            found.append(SamplerWarning(WarningType.DIVERGENCES, message, "error"))
        return found + self.step_adapt.warnings()


def _potential(
    scaling: object, potential: QuadPotentialDiagAdapt | None, is_cov: bool, size: int, vars: list[Any], model: Model
) -> Any:
    if potential is not None:
        return potential
    if scaling is None:
        return QuadPotentialDiagAdapt(size, floatX(np.zeros(size)), floatX(np.ones(size)), 10)
    if isinstance(scaling, dict):
        scaling = guess_scaling(Point(scaling, model=model), model=model, vars=vars)
    return quad_potential(scaling, is_cov)


__getattr__ = absent_from(__name__)
