"""Sequential Monte Carlo (pymc3.smc)."""

from compat.pymc3_api.smc.sample_smc import sample_smc

__all__ = ["sample_smc"]
