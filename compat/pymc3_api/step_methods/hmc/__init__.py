"""Hamiltonian samplers, loaded when first used."""

from compat.names_not_here import absent_from, names_of

__all__ = ["HamiltonianMC", "NUTS"]

__getattr__ = absent_from(__name__, names_of(hmc="HamiltonianMC", nuts="NUTS"))
