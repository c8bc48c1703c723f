# Written by `python -m tools.stubs`.
from theano_compat.distributions.special import log_i0 as log_i0
from theano_compat.distributions.special import multigammaln as multigammaln
from typing import Any
GammaLn: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
Psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
gammaln: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
