"""Hamiltonian samplers."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.step_methods.hmc.hmc import HamiltonianMC
from compat.pymc3_api.step_methods.hmc.nuts import NUTS

__all__ = ["HamiltonianMC", "NUTS"]

__getattr__ = absent_from(__name__)
