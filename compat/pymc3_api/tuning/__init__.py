"""Starts and scales before sampling (pymc3.tuning)."""

from compat.models.tuning.scaling import find_hessian, guess_scaling, trace_cov
from compat.models.tuning.starting import find_MAP
from compat.names_not_here import absent_from

__all__ = ["find_MAP", "find_hessian", "guess_scaling", "trace_cov"]

__getattr__ = absent_from(__name__)
