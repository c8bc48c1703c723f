"""Special functions under their legacy module. Source: pymc3.distributions.special."""

from ...distributions.special import log_i0, multigammaln
from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import gammaln, psi

__all__ = ["gammaln", "log_i0", "multigammaln", "psi"]

__getattr__ = absent_from(__name__)
