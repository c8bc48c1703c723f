"""Starts and scales before sampling (pymc3.tuning)."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.tuning.scaling import find_hessian, guess_scaling, trace_cov
from compat.pymc3_api.tuning.starting import find_MAP

__all__ = ["find_MAP", "find_hessian", "guess_scaling", "trace_cov"]

__getattr__ = absent_from(__name__)
