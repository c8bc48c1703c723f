# Written by `python -m tools.stubs`.
from theano import printing as printing
from theano import scalar as _scal
from theano.tensor import elemwise as elemwise
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.shapes.shape import transpose as _transpose_inplace
from typing import Any
abs__inplace: Any
"""Elementwise: |x|; the gradient at 0 is 0."""
add_inplace: Any
"""Elementwise: x + y; `or` for bools."""
and__inplace: Any
"""Elementwise: x & y, bit by bit."""
arccos_inplace: Any
"""Elementwise: the angle whose cosine is x."""
arccosh_inplace: Any
"""Elementwise: the non-negative number whose hyperbolic cosine is x."""
arcsin_inplace: Any
"""Elementwise: the angle whose sine is x."""
arcsinh_inplace: Any
"""Elementwise: the number whose hyperbolic sine is x."""
arctan2_inplace: Any
"""Elementwise: the angle of the point (y, x): its tangent is x / y."""
arctan_inplace: Any
"""Elementwise: the angle whose tangent is x."""
arctanh_inplace: Any
"""Elementwise: the number whose hyperbolic tangent is x."""
ceil_inplace: Any
"""Elementwise: the integer at or above x."""
chi2sf_inplace: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
conj_inplace: Any
"""Elementwise: the complex conjugate: x itself if real."""
cos_inplace: Any
"""Elementwise: the cosine of x radians."""
cosh_inplace: Any
"""Elementwise: the hyperbolic cosine."""
deg2rad_inplace: Any
"""Elementwise: degrees to radians."""
eq_inplace: Any
"""Elementwise: x == y."""
erf_inplace: Any
"""Elementwise: the error function."""
erfc_inplace: Any
"""Elementwise: 1 - erf(x), exact for large x."""
erfcx_inplace: Any
"""Elementwise: exp(x * x) * erfc(x)."""
exp2_inplace: Any
"""Elementwise: 2 to the power x."""
exp_inplace: Any
"""Elementwise: e to the power x."""
expm1_inplace: Any
"""Elementwise: exp(x) - 1, exact near 0."""
fill_inplace: Any
"""Elementwise: y, broadcast to the joint shape of x and y."""
floor_inplace: Any
"""Elementwise: the integer at or below x."""
gamma_inplace: Any
"""Elementwise: the gamma function: (x - 1)! for integers."""
gammaln_inplace: Any
"""Elementwise: log |gamma(x)|, at -inf inf as in libm."""
ge_inplace: Any
"""Elementwise: x >= y."""
gt_inplace: Any
"""Elementwise: x > y."""
i0_inplace: Any
"""Elementwise: I of order 0."""
i1_inplace: Any
"""Elementwise: I of order 1."""
int_div_inplace: Any
"""Elementwise: floor(x / y) as Python's //."""
inv_inplace: Any
"""Elementwise: 1 / x."""
invert_inplace: Any
"""Elementwise: not x for bools, ~x for integers."""
iv_inplace: Any
"""Elementwise: I of order x at y."""
j0_inplace: Any
"""Elementwise: J of order 0."""
j1_inplace: Any
"""Elementwise: J of order 1."""
jv_inplace: Any
"""Elementwise: J of order x at y."""
le_inplace: Any
"""Elementwise: x <= y."""
log10_inplace: Any
"""Elementwise: the logarithm to base 10."""
log1p_inplace: Any
"""Elementwise: log(1 + x), exact near 0."""
log2_inplace: Any
"""Elementwise: the logarithm to base 2."""
log_inplace: Any
"""Elementwise: the natural logarithm."""
lt_inplace: Any
"""Elementwise: x < y."""
maximum_inplace: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
minimum_inplace: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
mod_inplace: Any
"""Elementwise: x - y * floor(x / y): the sign of y, as Python's %."""
mul_inplace: Any
"""Elementwise: x * y; `and` for bools."""
neg_inplace: Any
"""Elementwise: -x."""
neq_inplace: Any
"""Elementwise: x != y."""
or__inplace: Any
"""Elementwise: x | y, bit by bit."""
pow_inplace: Any
"""Elementwise: x to the power y."""
pprint: Any
psi_inplace: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
rad2deg_inplace: Any
"""Elementwise: radians to degrees."""
round_half_away_from_zero_inplace: Any
"""Elementwise: the integer nearest to x, of two the one further from 0."""
round_half_to_even_inplace: Any
"""Elementwise: the integer nearest to x, of two the even one."""
scal = _scal
second_inplace: Any
"""Elementwise: y, broadcast to the joint shape of x and y."""
sgn_inplace: Any
"""Elementwise: -1, 0 or 1; NaN for NaN."""
sin_inplace: Any
"""Elementwise: the sine of x radians."""
sinh_inplace: Any
"""Elementwise: the hyperbolic sine."""
sqr_inplace: Any
"""Elementwise: x * x."""
sqrt_inplace: Any
"""Elementwise: the square root; NaN below 0."""
sub_inplace: Any
"""Elementwise: x - y."""
tan_inplace: Any
"""Elementwise: the tangent of x radians."""
tanh_inplace: Any
"""Elementwise: the hyperbolic tangent."""
transpose_inplace = _transpose_inplace
tri_gamma_inplace: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
true_div_inplace: Any
"""Elementwise: x / y; integers give floatX."""
trunc_inplace: Any
"""Elementwise: x without its fraction."""
xor_inplace: Any
"""Elementwise: x ^ y, bit by bit."""
