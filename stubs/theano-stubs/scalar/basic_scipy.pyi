# Written by `python -m tools.stubs`.
from theano_compat.graph.dtypes import upcast as upcast
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.elementwise.user_scalar_op import BinaryScalarOp as BinaryScalarOp
from theano_compat.ops.elementwise.user_scalar_op import UnaryScalarOp as UnaryScalarOp
from theano_compat.theano_api.scalar.result_types import upgrade_to_float as upgrade_to_float
from theano_compat.theano_api.scalar.result_types import upgrade_to_float64 as upgrade_to_float64
from typing import Any
import theano as theano
Chi2SF: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
Erf: Any
"""Elementwise: the error function."""
Erfc: Any
"""Elementwise: 1 - erf(x), exact for large x."""
Erfcinv: Any
"""Elementwise: the inverse of erfc."""
Erfcx: Any
"""Elementwise: exp(x * x) * erfc(x)."""
Erfinv: Any
"""Elementwise: the inverse of erf."""
Gamma: Any
"""Elementwise: the gamma function: (x - 1)! for integers."""
GammaInc: Any
"""Elementwise: the regularised lower incomplete gamma function P(x, y)."""
GammaIncC: Any
"""Elementwise: the regularised upper incomplete gamma function Q(x, y)."""
GammaL: Any
"""Elementwise: the lower incomplete gamma function."""
GammaLn: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
GammaU: Any
"""Elementwise: the upper incomplete gamma function."""
I0: Any
"""Elementwise: I of order 0."""
I1: Any
"""Elementwise: I of order 1."""
Iv: Any
"""Elementwise: I of order x at y."""
J0: Any
"""Elementwise: J of order 0."""
J1: Any
"""Elementwise: J of order 1."""
Jv: Any
"""Elementwise: J of order x at y."""
Psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
TriGamma: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
chi2sf: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
config: Any
erf: Any
"""Elementwise: the error function."""
erfc: Any
"""Elementwise: 1 - erf(x), exact for large x."""
erfcinv: Any
"""Elementwise: the inverse of erfc."""
erfcx: Any
"""Elementwise: exp(x * x) * erfc(x)."""
erfinv: Any
"""Elementwise: the inverse of erf."""
exp: Any
"""Elementwise: e to the power x."""
gamma: Any
"""Elementwise: the gamma function: (x - 1)! for integers."""
gammainc: Any
"""Elementwise: the regularised lower incomplete gamma function P(x, y)."""
gammaincc: Any
"""Elementwise: the regularised upper incomplete gamma function Q(x, y)."""
gammal: Any
"""Elementwise: the lower incomplete gamma function."""
gammaln: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
gammau: Any
"""Elementwise: the upper incomplete gamma function."""
i0: Any
"""Elementwise: I of order 0."""
i1: Any
"""Elementwise: I of order 1."""
iv: Any
"""Elementwise: I of order x at y."""
j0: Any
"""Elementwise: J of order 0."""
j1: Any
"""Elementwise: J of order 1."""
jv: Any
"""Elementwise: J of order x at y."""
psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
tri_gamma: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
upgrade_to_float_no_complex: Any
"""Return the float type that the types upcast to. TypeError for complex inputs."""
