"""Hamiltonian samplers, loaded on first use."""

from typing import TYPE_CHECKING

from ....importing.module_getattr import absent_from, names_of

if TYPE_CHECKING:  # for type checkers
    from ....infer.hamiltonian.hmc import HamiltonianMC as HamiltonianMC
    from ....infer.hamiltonian.nuts import NUTS as NUTS

__all__ = ["HamiltonianMC", "NUTS"]

__getattr__ = absent_from(__name__, names_of(hmc="HamiltonianMC", nuts="NUTS"))
