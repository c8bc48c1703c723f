# Written by `python -m tools.stubs`.
from theano import pp as _pprint
from theano import printing as printing
from theano import scalar as _scal
from theano.tensor import elemwise as elemwise
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.shapes.shape import transpose as _transpose_inplace
from typing import Any
abs__inplace: Any
"""abs_(x), element by element: |x|; the gradient at 0 is 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.abs.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.abs_([-1.8, 1.8]).eval()
    array([1.8, 1.8])

Source: theano.tensor.
"""
add_inplace: Any
"""add(x, y), element by element: x + y; `or` for bools.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.add.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.add([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.2,  1.2])

Source: theano.tensor.
"""
and__inplace: Any
"""and_(x, y), element by element: x & y, bit by bit.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_and.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.and_([20, 80], [60, 40]).eval()
    array([20,  0])

Source: theano.tensor.
"""
arccos_inplace: Any
"""arccos(x), element by element: the angle whose cosine is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arccos.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arccos([-0.5, 0.5]).eval()
    array([2.0943951 , 1.04719755])

Source: theano.tensor.
"""
arccosh_inplace: Any
"""arccosh(x), element by element: the non-negative number whose hyperbolic cosine is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arccosh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arccosh([1.9, 4.2]).eval()
    array([1.25719583, 2.11374823])

Source: theano.tensor.
"""
arcsin_inplace: Any
"""arcsin(x), element by element: the angle whose sine is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arcsin.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arcsin([-0.5, 0.5]).eval()
    array([-0.52359878,  0.52359878])

Source: theano.tensor.
"""
arcsinh_inplace: Any
"""arcsinh(x), element by element: the number whose hyperbolic sine is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arcsinh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arcsinh([-1.8, 1.8]).eval()
    array([-1.35044074,  1.35044074])

Source: theano.tensor.
"""
arctan2_inplace: Any
"""arctan2(x, y), element by element: the angle of the point (y, x): its tangent is x / y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arctan2.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.arctan2([0.8, 2.5], [0.6, -0.6]).eval()
    array([0.92729522, 1.80634131])

Source: theano.tensor.
"""
arctan_inplace: Any
"""arctan(x), element by element: the angle whose tangent is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arctan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arctan([-1.8, 1.8]).eval()
    array([-1.06369782,  1.06369782])

Source: theano.tensor.
"""
arctanh_inplace: Any
"""arctanh(x), element by element: the number whose hyperbolic tangent is x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.arctanh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arctanh([-0.5, 0.5]).eval()
    array([-0.54930614,  0.54930614])

Source: theano.tensor.
"""
ceil_inplace: Any
"""ceil(x), element by element: the integer at or above x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. Its gradient is 0. NumPy's is numpy.ceil.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.ceil([-1.8, 1.8]).eval()
    array([-1.,  2.])

Source: theano.tensor.
"""
chi2sf_inplace: Any
"""chi2sf(x, y), element by element: the chance that chi squared with y degrees of freedom exceeds x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.stats.chi2.sf.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.chi2sf([1.2, 4.1], [3.4, 2.6]).eval()
    array([0.81164478, 0.1985902 ])

Source: theano.tensor.
"""
conj_inplace: Any
"""conj(x), element by element: the complex conjugate: x itself if real.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.conj.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.conj([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
cos_inplace: Any
"""cos(x), element by element: the cosine of x radians.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.cos.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.cos([-3.0, 3.0]).eval()
    array([-0.9899925, -0.9899925])

Source: theano.tensor.
"""
cosh_inplace: Any
"""cosh(x), element by element: the hyperbolic cosine.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.cosh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.cosh([-1.8, 1.8]).eval()
    array([3.10747318, 3.10747318])

Source: theano.tensor.
"""
deg2rad_inplace: Any
"""deg2rad(x), element by element: degrees to radians.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.deg2rad.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.deg2rad([-216.0, 216.0]).eval()
    array([-3.76991118,  3.76991118])

Source: theano.tensor.
"""
eq_inplace: Any
"""eq(x, y), element by element: x == y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.eq([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False, False,  True])

Source: theano.tensor.
"""
erf_inplace: Any
"""erf(x), element by element: the error function.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.erf.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erf([-1.8, 1.8]).eval()
    array([-0.9890905,  0.9890905])

Source: theano.tensor.
"""
erfc_inplace: Any
"""erfc(x), element by element: 1 - erf(x), exact for large x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.erfc.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfc([-1.8, 1.8]).eval()
    array([1.9890905, 0.0109095])

Source: theano.tensor.
"""
erfcx_inplace: Any
"""erfcx(x), element by element: exp(x * x) * erfc(x).

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.erfcx.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfcx([-1.4, 3.4]).eval()
    array([13.85991059,  0.15953536])

Source: theano.tensor.
"""
exp2_inplace: Any
"""exp2(x), element by element: 2 to the power x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.exp2.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.exp2([-3.0, 3.0]).eval()
    array([0.125, 8.   ])

Source: theano.tensor.
"""
exp_inplace: Any
"""exp(x), element by element: e to the power x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.exp.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.exp([-3.0, 3.0]).eval()
    array([ 0.04978707, 20.08553692])

Source: theano.tensor.
"""
expm1_inplace: Any
"""expm1(x), element by element: exp(x) - 1, exact near 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.expm1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.expm1([-3.0, 3.0]).eval()
    array([-0.95021293, 19.08553692])

Source: theano.tensor.
"""
fill_inplace: Any
"""second(x, y), element by element: y, broadcast to the joint shape of x and y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.second([-1.8, 1.8], [0.6, -0.6]).eval()
    array([ 0.6, -0.6])

Source: theano.tensor.
"""
floor_inplace: Any
"""floor(x), element by element: the integer at or below x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. Its gradient is 0. NumPy's is numpy.floor.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.floor([-1.8, 1.8]).eval()
    array([-2.,  1.])

Source: theano.tensor.
"""
gamma_inplace: Any
"""gamma(x), element by element: the gamma function: (x - 1)! for integers.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.gamma.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.gamma([1.2, 4.0]).eval()
    array([0.91816874, 6.        ])

Source: theano.tensor.
"""
gammaln_inplace: Any
"""gammaln(x), element by element: log |gamma(x)|, at -inf inf as in libm.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.gammaln.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.gammaln([1.2, 4.0]).eval()
    array([-0.08537409,  1.79175947])

Source: theano.tensor.
"""
ge_inplace: Any
"""ge(x, y), element by element: x >= y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.greater_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.ge([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False,  True,  True])

Source: theano.tensor.
"""
gt_inplace: Any
"""gt(x, y), element by element: x > y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.greater.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gt([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False,  True, False])

Source: theano.tensor.
"""
i0_inplace: Any
"""i0(x), element by element: I of order 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.i0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.i0([-3.0, 3.0]).eval()
    array([4.88079259, 4.88079259])

Source: theano.tensor.
"""
i1_inplace: Any
"""i1(x), element by element: I of order 1.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.i1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.i1([-3.0, 3.0]).eval()
    array([-3.95337022,  3.95337022])

Source: theano.tensor.
"""
int_div_inplace: Any
"""int_div(x, y), element by element: floor(x / y) as Python's //.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.floor_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.int_div([-5.4, 5.4], [2.2, 1.8]).eval()
    array([-3.,  3.])

Source: theano.tensor.
"""
inv_inplace: Any
"""inv(x), element by element: 1 / x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.reciprocal.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.inv([1.0, 2.5]).eval()
    array([1. , 0.4])

Source: theano.tensor.
"""
invert_inplace: Any
"""invert(x), element by element: not x for bools, ~x for integers.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers and bools only. Its gradient is 0. NumPy's is numpy.invert.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.invert([20, 80]).eval()
    array([-21, -81])

Source: theano.tensor.
"""
iv_inplace: Any
"""iv(x, y), element by element: I of order x at y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.iv.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.iv([0.6, 2.4], [3.1, 2.2]).eval()
    array([4.90836584, 0.59395479])

Source: theano.tensor.
"""
j0_inplace: Any
"""j0(x), element by element: J of order 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.j0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.j0([-3.0, 3.0]).eval()
    array([-0.26005195, -0.26005195])

Source: theano.tensor.
"""
j1_inplace: Any
"""j1(x), element by element: J of order 1.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.j1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.j1([-3.0, 3.0]).eval()
    array([-0.33905896,  0.33905896])

Source: theano.tensor.
"""
jv_inplace: Any
"""jv(x, y), element by element: J of order x at y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.jv.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.jv([0.6, 2.4], [3.1, 2.2]).eval()
    array([0.08208117, 0.29075342])

Source: theano.tensor.
"""
le_inplace: Any
"""le(x, y), element by element: x <= y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.less_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.le([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True, False,  True])

Source: theano.tensor.
"""
log10_inplace: Any
"""log10(x), element by element: the logarithm to base 10.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.log10.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log10([1.1, 4.0]).eval()
    array([0.04139269, 0.60205999])

Source: theano.tensor.
"""
log1p_inplace: Any
"""log1p(x), element by element: log(1 + x), exact near 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.log1p.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log1p([0.3, 3.8]).eval()
    array([0.26236426, 1.56861592])

Source: theano.tensor.
"""
log2_inplace: Any
"""log2(x), element by element: the logarithm to base 2.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.log2.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log2([1.1, 4.0]).eval()
    array([0.13750352, 2.        ])

Source: theano.tensor.
"""
log_inplace: Any
"""log(x), element by element: the natural logarithm.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.log.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log([1.1, 4.0]).eval()
    array([0.09531018, 1.38629436])

Source: theano.tensor.
"""
lt_inplace: Any
"""lt(x, y), element by element: x < y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.less.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.lt([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True, False, False])

Source: theano.tensor.
"""
maximum_inplace: Any
"""maximum(x, y), element by element: the greater of x and y; NaN if either is. At a tie the gradient goes to x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.maximum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.maximum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([0.6, 1.8])

Source: theano.tensor.
"""
minimum_inplace: Any
"""minimum(x, y), element by element: the smaller of x and y; NaN if either is. At a tie the gradient goes to x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.minimum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.minimum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.8, -0.6])

Source: theano.tensor.
"""
mod_inplace: Any
"""mod(x, y), element by element: x - y * floor(x / y): the sign of y, as Python's %.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.mod.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.mod([-5.4, 5.4], [2.2, 1.8]).eval()
    array([1.20000000e+00, 2.22044605e-16])

Source: theano.tensor.
"""
mul_inplace: Any
"""mul(x, y), element by element: x * y; `and` for bools.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.multiply.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.mul([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.08, -1.08])

Source: theano.tensor.
"""
neg_inplace: Any
"""neg(x), element by element: -x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.negative.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.neg([-1.8, 1.8]).eval()
    array([ 1.8, -1.8])

Source: theano.tensor.
"""
neq_inplace: Any
"""neq(x, y), element by element: x != y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

The result is bool. Its gradient is 0. NumPy's is numpy.not_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.neq([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True,  True, False])

Source: theano.tensor.
"""
or__inplace: Any
"""or_(x, y), element by element: x | y, bit by bit.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_or.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.or_([20, 80], [60, 40]).eval()
    array([ 60, 120])

Source: theano.tensor.
"""
pow_inplace: Any
"""pow(x, y), element by element: x to the power y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.power.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.pow([0.8, 2.4], [1.0, 0.0]).eval()
    array([0.8, 1. ])

Source: theano.tensor.
"""
pprint = _pprint
psi_inplace: Any
"""psi(x), element by element: the digamma function: the derivative of gammaln.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. SciPy's is scipy.special.psi.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.psi([1.2, 4.0]).eval()
    array([-0.2890399 ,  1.25611767])

Source: theano.tensor.
"""
rad2deg_inplace: Any
"""rad2deg(x), element by element: radians to degrees.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.rad2deg.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.rad2deg([-3.6, 3.6]).eval()
    array([-206.26480625,  206.26480625])

Source: theano.tensor.
"""
round_half_away_from_zero_inplace: Any
"""round_half_away_from_zero(x), element by element: the integer nearest to x, of two the one further from 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Its gradient is 0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.round_half_away_from_zero([-1.8, 1.8]).eval()
    array([-2.,  2.])

Source: theano.tensor.
"""
round_half_to_even_inplace: Any
"""round_half_to_even(x), element by element: the integer nearest to x, of two the even one.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Its gradient is 0. NumPy's is numpy.around.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.round_half_to_even([-1.8, 1.8]).eval()
    array([-2.,  2.])

Source: theano.tensor.
"""
scal = _scal
second_inplace: Any
"""second(x, y), element by element: y, broadcast to the joint shape of x and y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.second([-1.8, 1.8], [0.6, -0.6]).eval()
    array([ 0.6, -0.6])

Source: theano.tensor.
"""
sgn_inplace: Any
"""sgn(x), element by element: -1, 0 or 1; NaN for NaN.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Its gradient is 0. NumPy's is numpy.sign.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sgn([-1.8, 1.8]).eval()
    array([-1.,  1.])

Source: theano.tensor.
"""
sin_inplace: Any
"""sin(x), element by element: the sine of x radians.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.sin.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sin([-3.0, 3.0]).eval()
    array([-0.14112001,  0.14112001])

Source: theano.tensor.
"""
sinh_inplace: Any
"""sinh(x), element by element: the hyperbolic sine.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.sinh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sinh([-1.8, 1.8]).eval()
    array([-2.94217429,  2.94217429])

Source: theano.tensor.
"""
sqr_inplace: Any
"""sqr(x), element by element: x * x.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.square.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sqr([-1.8, 1.8]).eval()
    array([3.24, 3.24])

Source: theano.tensor.
"""
sqrt_inplace: Any
"""sqrt(x), element by element: the square root; NaN below 0.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.sqrt.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sqrt([1.1, 4.0]).eval()
    array([1.04880885, 2.        ])

Source: theano.tensor.
"""
sub_inplace: Any
"""sub(x, y), element by element: x - y.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

NumPy's is numpy.subtract.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.sub([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-2.4,  2.4])

Source: theano.tensor.
"""
tan_inplace: Any
"""tan(x), element by element: the tangent of x radians.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.tan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tan([-0.8, 0.8]).eval()
    array([-1.02963856,  1.02963856])

Source: theano.tensor.
"""
tanh_inplace: Any
"""tanh(x), element by element: the hyperbolic tangent.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.tanh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tanh([-1.8, 1.8]).eval()
    array([-0.94680601,  0.94680601])

Source: theano.tensor.
"""
transpose_inplace = _transpose_inplace
tri_gamma_inplace: Any
"""tri_gamma(x), element by element: the derivative of psi; its own derivative is not defined.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. It has no gradient.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tri_gamma([1.2, 4.0]).eval()
    array([1.26737721, 0.28382296])

Source: theano.tensor.
"""
true_div_inplace: Any
"""true_div(x, y), element by element: x / y; integers give floatX.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. NumPy's is numpy.true_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.true_div([-1.8, 1.8], [2.0, 1.5]).eval()
    array([-0.9,  1.2])

Source: theano.tensor.
"""
trunc_inplace: Any
"""trunc(x), element by element: x without its fraction.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers give floats. Its gradient is 0. NumPy's is numpy.trunc.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.trunc([-1.8, 1.8]).eval()
    array([-1.,  1.])

Source: theano.tensor.
"""
xor_inplace: Any
"""xor(x, y), element by element: x ^ y, bit by bit.

In place: x, an argument of a function made with accept_inplace, holds the result after the call.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_xor.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.xor([20, 80], [60, 40]).eval()
    array([ 40, 120])

Source: theano.tensor.
"""
