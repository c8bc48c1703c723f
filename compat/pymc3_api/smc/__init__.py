"""Sequential Monte Carlo (pymc3.smc)."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.smc.sample_smc import sample_smc
from compat.pymc3_api.smc.step import SMC

__all__ = ["SMC", "sample_smc"]

__getattr__ = absent_from(__name__)
