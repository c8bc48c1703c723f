"""Starts and scales before sampling (pymc3.tuning), loaded when first used."""

from compat.names_not_here import absent_from, names_of

_LATER = names_of(scaling="find_hessian guess_scaling trace_cov", starting="find_MAP")
__all__ = [*_LATER]

__getattr__ = absent_from(__name__, _LATER)
