"""The leapfrog integrator under its legacy name. Source: pymc3.step_methods.hmc.integration."""

from __future__ import annotations

from typing import Any

from ....importing.module_getattr import absent_from
from ....samplers.steps.leapfrog import IntegrationError as IntegrationError
from ....samplers.steps.leapfrog import Leapfrog, State

__all__ = ["CpuLeapfrogIntegrator", "IntegrationError", "State"]


class CpuLeapfrogIntegrator(Leapfrog):
    """The leapfrog integrator of HMC and NUTS.

    potential: a QuadPotential. logp_dlogp_func: log density and gradient as a function of a vector (n,), with a
    `dtype`.
    """

    def __init__(self, potential: Any, logp_dlogp_func: Any) -> None:
        self._logp_dlogp_func = logp_dlogp_func
        super().__init__(potential, logp_dlogp_func, logp_dlogp_func.dtype)


__getattr__ = absent_from(__name__)
