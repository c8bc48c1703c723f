"""Sequential Monte Carlo (pymc3.smc), loaded when first used."""

from compat.names_not_here import absent_from, names_of

__all__ = ["SMC", "sample_smc"]

__getattr__ = absent_from(
    __name__, names_of(**{"theano_compat.models.smc.sample_smc": "sample_smc", "theano_compat.models.smc.step": "SMC"})
)
