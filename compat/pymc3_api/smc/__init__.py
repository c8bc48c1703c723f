"""Sequential Monte Carlo (pymc3.smc), loaded on first use."""

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of

if TYPE_CHECKING:  # for type checkers
    from ...infer.smc.sample_smc import sample_smc as sample_smc
    from ...infer.smc.step import SMC as SMC

__all__ = ["SMC", "sample_smc"]

__getattr__ = absent_from(
    __name__, names_of(**{"theano_compat.infer.smc.sample_smc": "sample_smc", "theano_compat.infer.smc.step": "SMC"})
)
