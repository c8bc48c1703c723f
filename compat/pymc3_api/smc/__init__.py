"""Sequential Monte Carlo (pymc3.smc)."""

from compat.models.smc.sample_smc import sample_smc
from compat.models.smc.step import SMC
from compat.names_not_here import absent_from

__all__ = ["SMC", "sample_smc"]

__getattr__ = absent_from(__name__)
