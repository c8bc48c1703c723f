"""Hamiltonian samplers."""

from compat.models.step_methods.hmc.hmc import HamiltonianMC
from compat.models.step_methods.hmc.nuts import NUTS
from compat.names_not_here import absent_from

__all__ = ["HamiltonianMC", "NUTS"]

__getattr__ = absent_from(__name__)
