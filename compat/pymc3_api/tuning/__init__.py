"""Starting points and scales for sampling (pymc3.tuning), loaded on first use."""

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of

if TYPE_CHECKING:  # for type checkers
    from ...infer.tuning.scaling import find_hessian as find_hessian
    from ...infer.tuning.scaling import guess_scaling as guess_scaling
    from ...infer.tuning.scaling import trace_cov as trace_cov
    from ...infer.tuning.starting import find_MAP as find_MAP

_LATER = names_of(scaling="find_hessian guess_scaling trace_cov", starting="find_MAP")
__all__ = [*_LATER]

__getattr__ = absent_from(__name__, _LATER)
