# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import printing as printing
from theano.gof import utils as utils
from theano.scalar import basic as basic
from theano.scalar import basic_scipy as basic_scipy
from theano.scalar import sharedvar as sharedvar
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.dtypes import autocast_float_as as autocast_float_as
from theano_compat.graph.dtypes import upcast as upcast
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.graph.basic import clone as clone
from theano_compat.old.theano.graph.basic import list_of_nodes as list_of_nodes
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.op_tools import from_return_values as from_return_values
from theano_compat.old.theano.op_tools import to_return_values as to_return_values
from theano_compat.old.theano.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.old.theano.utils import apply_across_args as apply_across_args
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.elementwise.arithmetic import ComplexError as ComplexError
from theano_compat.ops.elementwise.arithmetic import mod_check as mod_check
from theano_compat.ops.elementwise.functions import IntegerDivisionError as IntegerDivisionError
from theano_compat.ops.elementwise.functions import div_proxy as div_proxy
from theano_compat.ops.elementwise.scalar_type import Scalar as Scalar
from theano_compat.ops.elementwise.scalar_type import as_scalar as as_scalar
from theano_compat.ops.elementwise.scalar_type import constant as constant
from theano_compat.ops.elementwise.user_scalar_op import BinaryScalarOp as BinaryScalarOp
from theano_compat.ops.elementwise.user_scalar_op import Composite as Composite
from theano_compat.ops.elementwise.user_scalar_op import InRange as InRange
from theano_compat.ops.elementwise.user_scalar_op import ScalarOp as ScalarOp
from theano_compat.ops.elementwise.user_scalar_op import UnaryScalarOp as UnaryScalarOp
from theano_compat.ops.tensor_variable import TensorConstant as _ScalarConstant
from theano_compat.ops.tensor_variable import TensorVariable as _ScalarVariable
from theano_compat.theano_api.scalar.basic import cast as cast
from theano_compat.theano_api.scalar.basic import get_scalar_type as get_scalar_type
from theano_compat.theano_api.scalar.basic import round_half_away_from_zero_vec as _round_half_away_from_zero_
from theano_compat.theano_api.scalar.basic import round_half_away_from_zero_vec as round_half_away_from_zero_vec
from theano_compat.theano_api.scalar.classes import Cast as Cast
from theano_compat.theano_api.scalar.result_types import float_out as float_out
from theano_compat.theano_api.scalar.result_types import int_out as int_out
from theano_compat.theano_api.scalar.result_types import real_out as real_out
from theano_compat.theano_api.scalar.result_types import same_out as same_out
from theano_compat.theano_api.scalar.result_types import same_out_float_only as same_out_float_only
from theano_compat.theano_api.scalar.result_types import specific_out as specific_out
from theano_compat.theano_api.scalar.result_types import transfer_type as transfer_type
from theano_compat.theano_api.scalar.result_types import upcast_out as upcast_out
from theano_compat.theano_api.scalar.result_types import upgrade_to_float as upgrade_to_float
from theano_compat.theano_api.scalar.result_types import upgrade_to_float64 as upgrade_to_float64
from typing import Any
import theano as theano
AND: Any
"""The class that Theano had for `and_`: x & y, bit by bit. A call gives the function.

Example::

    >>> isinstance(theano.scalar.and_, theano.scalar.AND)
    True

Source: theano.scalar.
"""
Abs: Any
"""The class that Theano had for `abs_`: |x|; the gradient at 0 is 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.abs_, theano.scalar.Abs)
    True

Source: theano.scalar.
"""
Add: Any
"""The class that Theano had for `add`: x + y; `or` for bools. A call gives the function.

Example::

    >>> isinstance(theano.scalar.add, theano.scalar.Add)
    True

Source: theano.scalar.
"""
Angle: Any
"""The class that Theano had for `angle`: the angle of x in the complex plane. A call gives the function.

Example::

    >>> isinstance(theano.scalar.angle, theano.scalar.Angle)
    True

Source: theano.scalar.
"""
ArcCos: Any
"""The class that Theano had for `arccos`: the angle whose cosine is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arccos, theano.scalar.ArcCos)
    True

Source: theano.scalar.
"""
ArcCosh: Any
"""The class that Theano had for `arccosh`: the non-negative number whose hyperbolic cosine is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arccosh, theano.scalar.ArcCosh)
    True

Source: theano.scalar.
"""
ArcSin: Any
"""The class that Theano had for `arcsin`: the angle whose sine is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arcsin, theano.scalar.ArcSin)
    True

Source: theano.scalar.
"""
ArcSinh: Any
"""The class that Theano had for `arcsinh`: the number whose hyperbolic sine is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arcsinh, theano.scalar.ArcSinh)
    True

Source: theano.scalar.
"""
ArcTan: Any
"""The class that Theano had for `arctan`: the angle whose tangent is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arctan, theano.scalar.ArcTan)
    True

Source: theano.scalar.
"""
ArcTan2: Any
"""The class that Theano had for `arctan2`: the angle of the point (y, x): its tangent is x / y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arctan2, theano.scalar.ArcTan2)
    True

Source: theano.scalar.
"""
ArcTanh: Any
"""The class that Theano had for `arctanh`: the number whose hyperbolic tangent is x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.arctanh, theano.scalar.ArcTanh)
    True

Source: theano.scalar.
"""
COp = _COp
CType = _CType
Ceil: Any
"""The class that Theano had for `ceil`: the integer at or above x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.ceil, theano.scalar.Ceil)
    True

Source: theano.scalar.
"""
Chi2SF: Any
"""The class that Theano had for `chi2sf`: the chance that chi squared with y degrees of freedom exceeds x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.chi2sf, theano.scalar.Chi2SF)
    True

Source: theano.scalar.
"""
Clip: Any
"""The class that Theano had for `clip`: x, but not below y nor above z; NaN stays. On a bound x has the gradient. A call gives the function.

Example::

    >>> isinstance(theano.scalar.clip, theano.scalar.Clip)
    True

Source: theano.scalar.
"""
Complex: Any
"""The class that Theano had for `complex`: x + i y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.complex, theano.scalar.Complex)
    True

Source: theano.scalar.
"""
ComplexFromPolar: Any
"""The class that Theano had for `complex_from_polar`: r (cos theta + i sin theta). A call gives the function.

Example::

    >>> isinstance(theano.scalar.complex_from_polar, theano.scalar.ComplexFromPolar)
    True

Source: theano.scalar.
"""
Conj: Any
"""The class that Theano had for `conj`: the complex conjugate: x itself if real. A call gives the function.

Example::

    >>> isinstance(theano.scalar.conj, theano.scalar.Conj)
    True

Source: theano.scalar.
"""
Cos: Any
"""The class that Theano had for `cos`: the cosine of x radians. A call gives the function.

Example::

    >>> isinstance(theano.scalar.cos, theano.scalar.Cos)
    True

Source: theano.scalar.
"""
Cosh: Any
"""The class that Theano had for `cosh`: the hyperbolic cosine. A call gives the function.

Example::

    >>> isinstance(theano.scalar.cosh, theano.scalar.Cosh)
    True

Source: theano.scalar.
"""
Deg2Rad: Any
"""The class that Theano had for `deg2rad`: degrees to radians. A call gives the function.

Example::

    >>> isinstance(theano.scalar.deg2rad, theano.scalar.Deg2Rad)
    True

Source: theano.scalar.
"""
EQ: Any
"""The class that Theano had for `eq`: x == y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.eq, theano.scalar.EQ)
    True

Source: theano.scalar.
"""
Erf: Any
"""The class that Theano had for `erf`: the error function. A call gives the function.

Example::

    >>> isinstance(theano.scalar.erf, theano.scalar.Erf)
    True

Source: theano.scalar.
"""
Erfc: Any
"""The class that Theano had for `erfc`: 1 - erf(x), exact for large x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.erfc, theano.scalar.Erfc)
    True

Source: theano.scalar.
"""
Erfcinv: Any
"""The class that Theano had for `erfcinv`: the inverse of erfc. A call gives the function.

Example::

    >>> isinstance(theano.scalar.erfcinv, theano.scalar.Erfcinv)
    True

Source: theano.scalar.
"""
Erfcx: Any
"""The class that Theano had for `erfcx`: exp(x * x) * erfc(x). A call gives the function.

Example::

    >>> isinstance(theano.scalar.erfcx, theano.scalar.Erfcx)
    True

Source: theano.scalar.
"""
Erfinv: Any
"""The class that Theano had for `erfinv`: the inverse of erf. A call gives the function.

Example::

    >>> isinstance(theano.scalar.erfinv, theano.scalar.Erfinv)
    True

Source: theano.scalar.
"""
Exp: Any
"""The class that Theano had for `exp`: e to the power x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.exp, theano.scalar.Exp)
    True

Source: theano.scalar.
"""
Exp2: Any
"""The class that Theano had for `exp2`: 2 to the power x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.exp2, theano.scalar.Exp2)
    True

Source: theano.scalar.
"""
Expm1: Any
"""The class that Theano had for `expm1`: exp(x) - 1, exact near 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.expm1, theano.scalar.Expm1)
    True

Source: theano.scalar.
"""
Floor: Any
"""The class that Theano had for `floor`: the integer at or below x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.floor, theano.scalar.Floor)
    True

Source: theano.scalar.
"""
GE: Any
"""The class that Theano had for `ge`: x >= y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.ge, theano.scalar.GE)
    True

Source: theano.scalar.
"""
GT: Any
"""The class that Theano had for `gt`: x > y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.gt, theano.scalar.GT)
    True

Source: theano.scalar.
"""
Gamma: Any
"""The class that Theano had for `gamma`: the gamma function: (x - 1)! for integers. A call gives the function.

Example::

    >>> isinstance(theano.scalar.gamma, theano.scalar.Gamma)
    True

Source: theano.scalar.
"""
GammaInc: Any
"""The class that Theano had for `gammainc`: the regularised lower incomplete gamma function P(x, y). A call gives the function.

Example::

    >>> isinstance(theano.scalar.gammainc, theano.scalar.GammaInc)
    True

Source: theano.scalar.
"""
GammaIncC: Any
"""The class that Theano had for `gammaincc`: the regularised upper incomplete gamma function Q(x, y). A call gives the function.

Example::

    >>> isinstance(theano.scalar.gammaincc, theano.scalar.GammaIncC)
    True

Source: theano.scalar.
"""
GammaL: Any
"""The class that Theano had for `gammal`: the lower incomplete gamma function. A call gives the function.

Example::

    >>> isinstance(theano.scalar.gammal, theano.scalar.GammaL)
    True

Source: theano.scalar.
"""
GammaLn: Any
"""The class that Theano had for `gammaln`: log |gamma(x)|, at -inf inf as in libm. A call gives the function.

Example::

    >>> isinstance(theano.scalar.gammaln, theano.scalar.GammaLn)
    True

Source: theano.scalar.
"""
GammaU: Any
"""The class that Theano had for `gammau`: the upper incomplete gamma function. A call gives the function.

Example::

    >>> isinstance(theano.scalar.gammau, theano.scalar.GammaU)
    True

Source: theano.scalar.
"""
I0: Any
"""The class that Theano had for `i0`: I of order 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.i0, theano.scalar.I0)
    True

Source: theano.scalar.
"""
I1: Any
"""The class that Theano had for `i1`: I of order 1. A call gives the function.

Example::

    >>> isinstance(theano.scalar.i1, theano.scalar.I1)
    True

Source: theano.scalar.
"""
Identity: Any
"""The class that Theano had for `identity`: x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.identity, theano.scalar.Identity)
    True

Source: theano.scalar.
"""
Imag: Any
"""The class that Theano had for `imag`: the imaginary part: 0 of a real x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.imag, theano.scalar.Imag)
    True

Source: theano.scalar.
"""
IntDiv: Any
"""The class that Theano had for `int_div`: floor(x / y) as Python's //. A call gives the function.

Example::

    >>> isinstance(theano.scalar.int_div, theano.scalar.IntDiv)
    True

Source: theano.scalar.
"""
Inv: Any
"""The class that Theano had for `inv`: 1 / x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.inv, theano.scalar.Inv)
    True

Source: theano.scalar.
"""
Invert: Any
"""The class that Theano had for `invert`: not x for bools, ~x for integers. A call gives the function.

Example::

    >>> isinstance(theano.scalar.invert, theano.scalar.Invert)
    True

Source: theano.scalar.
"""
IsInf: Any
"""The class that Theano had for `isinf`: whether x is +inf or -inf. A call gives the function.

Example::

    >>> isinstance(theano.scalar.isinf, theano.scalar.IsInf)
    True

Source: theano.scalar.
"""
IsNan: Any
"""The class that Theano had for `isnan`: whether x is NaN. A call gives the function.

Example::

    >>> isinstance(theano.scalar.isnan, theano.scalar.IsNan)
    True

Source: theano.scalar.
"""
Iv: Any
"""The class that Theano had for `iv`: I of order x at y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.iv, theano.scalar.Iv)
    True

Source: theano.scalar.
"""
J0: Any
"""The class that Theano had for `j0`: J of order 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.j0, theano.scalar.J0)
    True

Source: theano.scalar.
"""
J1: Any
"""The class that Theano had for `j1`: J of order 1. A call gives the function.

Example::

    >>> isinstance(theano.scalar.j1, theano.scalar.J1)
    True

Source: theano.scalar.
"""
Jv: Any
"""The class that Theano had for `jv`: J of order x at y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.jv, theano.scalar.Jv)
    True

Source: theano.scalar.
"""
LE: Any
"""The class that Theano had for `le`: x <= y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.le, theano.scalar.LE)
    True

Source: theano.scalar.
"""
LT: Any
"""The class that Theano had for `lt`: x < y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.lt, theano.scalar.LT)
    True

Source: theano.scalar.
"""
Log: Any
"""The class that Theano had for `log`: the natural logarithm. A call gives the function.

Example::

    >>> isinstance(theano.scalar.log, theano.scalar.Log)
    True

Source: theano.scalar.
"""
Log10: Any
"""The class that Theano had for `log10`: the logarithm to base 10. A call gives the function.

Example::

    >>> isinstance(theano.scalar.log10, theano.scalar.Log10)
    True

Source: theano.scalar.
"""
Log1p: Any
"""The class that Theano had for `log1p`: log(1 + x), exact near 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.log1p, theano.scalar.Log1p)
    True

Source: theano.scalar.
"""
Log2: Any
"""The class that Theano had for `log2`: the logarithm to base 2. A call gives the function.

Example::

    >>> isinstance(theano.scalar.log2, theano.scalar.Log2)
    True

Source: theano.scalar.
"""
Maximum: Any
"""The class that Theano had for `maximum`: the greater of x and y; NaN if either is. At a tie the gradient goes to x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.maximum, theano.scalar.Maximum)
    True

Source: theano.scalar.
"""
Minimum: Any
"""The class that Theano had for `minimum`: the smaller of x and y; NaN if either is. At a tie the gradient goes to x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.minimum, theano.scalar.Minimum)
    True

Source: theano.scalar.
"""
Mod: Any
"""The class that Theano had for `mod`: x - y * floor(x / y): the sign of y, as Python's %. A call gives the function.

Example::

    >>> isinstance(theano.scalar.mod, theano.scalar.Mod)
    True

Source: theano.scalar.
"""
Mul: Any
"""The class that Theano had for `mul`: x * y; `and` for bools. A call gives the function.

Example::

    >>> isinstance(theano.scalar.mul, theano.scalar.Mul)
    True

Source: theano.scalar.
"""
NEQ: Any
"""The class that Theano had for `neq`: x != y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.neq, theano.scalar.NEQ)
    True

Source: theano.scalar.
"""
Neg: Any
"""The class that Theano had for `neg`: -x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.neg, theano.scalar.Neg)
    True

Source: theano.scalar.
"""
OR: Any
"""The class that Theano had for `or_`: x | y, bit by bit. A call gives the function.

Example::

    >>> isinstance(theano.scalar.or_, theano.scalar.OR)
    True

Source: theano.scalar.
"""
Pow: Any
"""The class that Theano had for `pow`: x to the power y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.pow, theano.scalar.Pow)
    True

Source: theano.scalar.
"""
Psi: Any
"""The class that Theano had for `psi`: the digamma function: the derivative of gammaln. A call gives the function.

Example::

    >>> isinstance(theano.scalar.psi, theano.scalar.Psi)
    True

Source: theano.scalar.
"""
Rad2Deg: Any
"""The class that Theano had for `rad2deg`: radians to degrees. A call gives the function.

Example::

    >>> isinstance(theano.scalar.rad2deg, theano.scalar.Rad2Deg)
    True

Source: theano.scalar.
"""
Real: Any
"""The class that Theano had for `real`: the real part. A call gives the function.

Example::

    >>> isinstance(theano.scalar.real, theano.scalar.Real)
    True

Source: theano.scalar.
"""
RoundHalfAwayFromZero: Any
"""The class that Theano had for `round_half_away_from_zero`: the integer nearest to x, of two the one further from 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.round_half_away_from_zero, theano.scalar.RoundHalfAwayFromZero)
    True

Source: theano.scalar.
"""
RoundHalfToEven: Any
"""The class that Theano had for `round_half_to_even`: the integer nearest to x, of two the even one. A call gives the function.

Example::

    >>> isinstance(theano.scalar.round_half_to_even, theano.scalar.RoundHalfToEven)
    True

Source: theano.scalar.
"""
ScalarConstant = _ScalarConstant
ScalarMaximum: Any
"""The class that Theano had for `maximum`: the greater of x and y; NaN if either is. At a tie the gradient goes to x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.maximum, theano.scalar.ScalarMaximum)
    True

Source: theano.scalar.
"""
ScalarMinimum: Any
"""The class that Theano had for `minimum`: the smaller of x and y; NaN if either is. At a tie the gradient goes to x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.minimum, theano.scalar.ScalarMinimum)
    True

Source: theano.scalar.
"""
ScalarVariable = _ScalarVariable
Second: Any
"""The class that Theano had for `second`: y, broadcast to the joint shape of x and y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.second, theano.scalar.Second)
    True

Source: theano.scalar.
"""
Sgn: Any
"""The class that Theano had for `sgn`: -1, 0 or 1; NaN for NaN. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sgn, theano.scalar.Sgn)
    True

Source: theano.scalar.
"""
Sin: Any
"""The class that Theano had for `sin`: the sine of x radians. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sin, theano.scalar.Sin)
    True

Source: theano.scalar.
"""
Sinh: Any
"""The class that Theano had for `sinh`: the hyperbolic sine. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sinh, theano.scalar.Sinh)
    True

Source: theano.scalar.
"""
Sqr: Any
"""The class that Theano had for `sqr`: x * x. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sqr, theano.scalar.Sqr)
    True

Source: theano.scalar.
"""
Sqrt: Any
"""The class that Theano had for `sqrt`: the square root; NaN below 0. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sqrt, theano.scalar.Sqrt)
    True

Source: theano.scalar.
"""
Sub: Any
"""The class that Theano had for `sub`: x - y. A call gives the function.

Example::

    >>> isinstance(theano.scalar.sub, theano.scalar.Sub)
    True

Source: theano.scalar.
"""
Switch: Any
"""The class that Theano had for `switch`: y where the condition x is not 0, else z. A call gives the function.

Example::

    >>> isinstance(theano.scalar.switch, theano.scalar.Switch)
    True

Source: theano.scalar.
"""
Tan: Any
"""The class that Theano had for `tan`: the tangent of x radians. A call gives the function.

Example::

    >>> isinstance(theano.scalar.tan, theano.scalar.Tan)
    True

Source: theano.scalar.
"""
Tanh: Any
"""The class that Theano had for `tanh`: the hyperbolic tangent. A call gives the function.

Example::

    >>> isinstance(theano.scalar.tanh, theano.scalar.Tanh)
    True

Source: theano.scalar.
"""
TriGamma: Any
"""The class that Theano had for `tri_gamma`: the derivative of psi; its own derivative is not defined. A call gives the function.

Example::

    >>> isinstance(theano.scalar.tri_gamma, theano.scalar.TriGamma)
    True

Source: theano.scalar.
"""
TrueDiv: Any
"""The class that Theano had for `true_div`: x / y; integers give floatX. A call gives the function.

Example::

    >>> isinstance(theano.scalar.true_div, theano.scalar.TrueDiv)
    True

Source: theano.scalar.
"""
Trunc: Any
"""The class that Theano had for `trunc`: x without its fraction. A call gives the function.

Example::

    >>> isinstance(theano.scalar.trunc, theano.scalar.Trunc)
    True

Source: theano.scalar.
"""
XOR: Any
"""The class that Theano had for `xor`: x ^ y, bit by bit. A call gives the function.

Example::

    >>> isinstance(theano.scalar.xor, theano.scalar.XOR)
    True

Source: theano.scalar.
"""
abs_: Any
"""abs_(x), element by element: |x|; the gradient at 0 is 0.

NumPy's is numpy.abs.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.abs_([-1.8, 1.8]).eval()
    array([1.8, 1.8])

Source: theano.tensor.
"""
add: Any
"""add(x, y), element by element: x + y; `or` for bools.

NumPy's is numpy.add.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.add([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.2,  1.2])

Source: theano.tensor.
"""
all_types: Any
"""A value of type `builtins.tuple`."""
and_: Any
"""and_(x, y), element by element: x & y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_and.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.and_([20, 80], [60, 40]).eval()
    array([20,  0])

Source: theano.tensor.
"""
angle: Any
"""angle(x), element by element: the angle of x in the complex plane.

Integers give floats. NumPy's is numpy.angle.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.angle([-1.8, 1.8]).eval()
    array([3.14159265, 0.        ])

Source: theano.tensor.
"""
arccos: Any
"""arccos(x), element by element: the angle whose cosine is x.

Integers give floats. NumPy's is numpy.arccos.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arccos([-0.5, 0.5]).eval()
    array([2.0943951 , 1.04719755])

Source: theano.tensor.
"""
arccosh: Any
"""arccosh(x), element by element: the non-negative number whose hyperbolic cosine is x.

Integers give floats. NumPy's is numpy.arccosh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arccosh([1.9, 4.2]).eval()
    array([1.25719583, 2.11374823])

Source: theano.tensor.
"""
arcsin: Any
"""arcsin(x), element by element: the angle whose sine is x.

Integers give floats. NumPy's is numpy.arcsin.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arcsin([-0.5, 0.5]).eval()
    array([-0.52359878,  0.52359878])

Source: theano.tensor.
"""
arcsinh: Any
"""arcsinh(x), element by element: the number whose hyperbolic sine is x.

Integers give floats. NumPy's is numpy.arcsinh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arcsinh([-1.8, 1.8]).eval()
    array([-1.35044074,  1.35044074])

Source: theano.tensor.
"""
arctan: Any
"""arctan(x), element by element: the angle whose tangent is x.

Integers give floats. NumPy's is numpy.arctan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arctan([-1.8, 1.8]).eval()
    array([-1.06369782,  1.06369782])

Source: theano.tensor.
"""
arctan2: Any
"""arctan2(x, y), element by element: the angle of the point (y, x): its tangent is x / y.

Integers give floats. NumPy's is numpy.arctan2.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.arctan2([0.8, 2.5], [0.6, -0.6]).eval()
    array([0.92729522, 1.80634131])

Source: theano.tensor.
"""
arctanh: Any
"""arctanh(x), element by element: the number whose hyperbolic tangent is x.

Integers give floats. NumPy's is numpy.arctanh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.arctanh([-0.5, 0.5]).eval()
    array([-0.54930614,  0.54930614])

Source: theano.tensor.
"""
autocast_float: Any
"""The dtype of Python floats under `cast_policy=custom`.

x: a Python number. The result is the first of `dtypes` that keeps it.

Example::

    >>> theano.scalar.autocast_float.dtypes
    ('float16', 'float32', 'float64')

Source: theano.scalar.basic.
"""
bool: Any
"""A call makes a variable of this type: one number, bool.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.bool('x').type
    Scalar(bool)

Source: theano.scalar.basic.
"""
ceil: Any
"""ceil(x), element by element: the integer at or above x.

Integers give floats. Its gradient is 0. NumPy's is numpy.ceil.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.ceil([-1.8, 1.8]).eval()
    array([-1.,  2.])

Source: theano.tensor.
"""
chi2sf: Any
"""chi2sf(x, y), element by element: the chance that chi squared with y degrees of freedom exceeds x.

Integers give floats. SciPy's is scipy.stats.chi2.sf.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.chi2sf([1.2, 4.1], [3.4, 2.6]).eval()
    array([0.81164478, 0.1985902 ])

Source: theano.tensor.
"""
clip: Any
"""clip(x, y, z), element by element: x, but not below y nor above z; NaN stays. On a bound x has the gradient.

x, y, z: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.clip([-1.8, 1.8], [-1.4, -1.6], [1.8, 1.2]).eval()
    array([-1.4,  1.2])

Source: theano.tensor.
"""
complex: Any
"""complex(x, y), element by element: x + i y.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.complex([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.8+0.6j,  1.8-0.6j])

Source: theano.tensor.
"""
complex128: Any
"""A call makes a variable of this type: one number, complex128.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.complex128('x').type
    Scalar(complex128)

Source: theano.scalar.basic.
"""
complex64: Any
"""A call makes a variable of this type: one number, complex64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.complex64('x').type
    Scalar(complex64)

Source: theano.scalar.basic.
"""
complex_from_polar: Any
"""complex_from_polar(x, y), element by element: r (cos theta + i sin theta).

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.complex_from_polar([0.8, 2.5], [0.6, -0.6]).eval()
    array([0.66026849+0.45171398j, 2.06333904-1.41160618j])

Source: theano.tensor.
"""
complex_types: Any
complexs: Any
"""Return a list of scalar variables of complex128."""
complexs128: Any
"""Return a list of scalar variables of complex128."""
complexs64: Any
"""Return a list of scalar variables of complex64."""
conj: Any
"""conj(x), element by element: the complex conjugate: x itself if real.

NumPy's is numpy.conj.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.conj([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
continuous_types: Any
convert_to_bool: Any
"""_convert_to_bool(x), element by element: x as bool; floats lose their fraction.

The result is bool.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_bool([20.0, 80.0, 50.0]).eval()
    array([ True,  True,  True])

Source: theano.tensor.basic.
"""
convert_to_complex128: Any
"""_convert_to_complex128(x), element by element: x as complex128; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_complex128([20.0, 80.0]).eval()
    array([20.+0.j, 80.+0.j])

Source: theano.tensor.basic.
"""
convert_to_complex64: Any
"""_convert_to_complex64(x), element by element: x as complex64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_complex64([20.0, 80.0]).eval()
    array([20.+0.j, 80.+0.j], dtype=complex64)

Source: theano.tensor.basic.
"""
convert_to_float16: Any
"""_convert_to_float16(x), element by element: x as float16; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float16([20.0, 80.0]).eval()
    array([20., 80.], dtype=float16)

Source: theano.tensor.basic.
"""
convert_to_float32: Any
"""_convert_to_float32(x), element by element: x as float32; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float32([20.0, 80.0]).eval()
    array([20., 80.], dtype=float32)

Source: theano.tensor.basic.
"""
convert_to_float64: Any
"""_convert_to_float64(x), element by element: x as float64; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float64([20.0, 80.0]).eval()
    array([20., 80.])

Source: theano.tensor.basic.
"""
convert_to_int16: Any
"""_convert_to_int16(x), element by element: x as int16; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int16([20.0, 80.0]).eval()
    array([20, 80], dtype=int16)

Source: theano.tensor.basic.
"""
convert_to_int32: Any
"""_convert_to_int32(x), element by element: x as int32; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int32([20.0, 80.0]).eval()
    array([20, 80], dtype=int32)

Source: theano.tensor.basic.
"""
convert_to_int64: Any
"""_convert_to_int64(x), element by element: x as int64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int64([20.0, 80.0]).eval()
    array([20, 80])

Source: theano.tensor.basic.
"""
convert_to_int8: Any
"""_convert_to_int8(x), element by element: x as int8; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int8([20.0, 80.0]).eval()
    array([20, 80], dtype=int8)

Source: theano.tensor.basic.
"""
convert_to_uint16: Any
"""_convert_to_uint16(x), element by element: x as uint16; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint16([20.0, 80.0]).eval()
    array([20, 80], dtype=uint16)

Source: theano.tensor.basic.
"""
convert_to_uint32: Any
"""_convert_to_uint32(x), element by element: x as uint32; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint32([20.0, 80.0]).eval()
    array([20, 80], dtype=uint32)

Source: theano.tensor.basic.
"""
convert_to_uint64: Any
"""_convert_to_uint64(x), element by element: x as uint64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint64([20.0, 80.0]).eval()
    array([20, 80], dtype=uint64)

Source: theano.tensor.basic.
"""
convert_to_uint8: Any
"""_convert_to_uint8(x), element by element: x as uint8; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint8([20.0, 80.0]).eval()
    array([20, 80], dtype=uint8)

Source: theano.tensor.basic.
"""
cos: Any
"""cos(x), element by element: the cosine of x radians.

Integers give floats. NumPy's is numpy.cos.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.cos([-3.0, 3.0]).eval()
    array([-0.9899925, -0.9899925])

Source: theano.tensor.
"""
cosh: Any
"""cosh(x), element by element: the hyperbolic cosine.

Integers give floats. NumPy's is numpy.cosh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.cosh([-1.8, 1.8]).eval()
    array([3.10747318, 3.10747318])

Source: theano.tensor.
"""
deg2rad: Any
"""deg2rad(x), element by element: degrees to radians.

Integers give floats. NumPy's is numpy.deg2rad.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.deg2rad([-216.0, 216.0]).eval()
    array([-3.76991118,  3.76991118])

Source: theano.tensor.
"""
discrete_types: Any
eq: Any
"""eq(x, y), element by element: x == y.

The result is bool. Its gradient is 0. NumPy's is numpy.equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.eq([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False, False,  True])

Source: theano.tensor.
"""
erf: Any
"""erf(x), element by element: the error function.

Integers give floats. SciPy's is scipy.special.erf.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erf([-1.8, 1.8]).eval()
    array([-0.9890905,  0.9890905])

Source: theano.tensor.
"""
erfc: Any
"""erfc(x), element by element: 1 - erf(x), exact for large x.

Integers give floats. SciPy's is scipy.special.erfc.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfc([-1.8, 1.8]).eval()
    array([1.9890905, 0.0109095])

Source: theano.tensor.
"""
erfcinv: Any
"""erfcinv(x), element by element: the inverse of erfc.

Integers give floats. SciPy's is scipy.special.erfcinv.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfcinv([0.4, 1.6]).eval()
    array([ 0.59511608, -0.59511608])

Source: theano.tensor.
"""
erfcx: Any
"""erfcx(x), element by element: exp(x * x) * erfc(x).

Integers give floats. SciPy's is scipy.special.erfcx.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfcx([-1.4, 3.4]).eval()
    array([13.85991059,  0.15953536])

Source: theano.tensor.
"""
erfinv: Any
"""erfinv(x), element by element: the inverse of erf.

Integers give floats. SciPy's is scipy.special.erfinv.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.erfinv([-0.6, 0.6]).eval()
    array([-0.59511608,  0.59511608])

Source: theano.tensor.
"""
exp: Any
"""exp(x), element by element: e to the power x.

Integers give floats. NumPy's is numpy.exp.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.exp([-3.0, 3.0]).eval()
    array([ 0.04978707, 20.08553692])

Source: theano.tensor.
"""
exp2: Any
"""exp2(x), element by element: 2 to the power x.

Integers give floats. NumPy's is numpy.exp2.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.exp2([-3.0, 3.0]).eval()
    array([0.125, 8.   ])

Source: theano.tensor.
"""
expm1: Any
"""expm1(x), element by element: exp(x) - 1, exact near 0.

Integers give floats. NumPy's is numpy.expm1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.expm1([-3.0, 3.0]).eval()
    array([-0.95021293, 19.08553692])

Source: theano.tensor.
"""
float16: Any
"""A call makes a variable of this type: one number, float16.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.float16('x').type
    Scalar(float16)

Source: theano.scalar.basic.
"""
float32: Any
"""A call makes a variable of this type: one number, float32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.float32('x').type
    Scalar(float32)

Source: theano.scalar.basic.
"""
float64: Any
"""A call makes a variable of this type: one number, float64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.float64('x').type
    Scalar(float64)

Source: theano.scalar.basic.
"""
float_out_nocomplex: Any
"""Return float64. TypeError for complex inputs."""
float_types: Any
floats: Any
"""Return a list of scalar variables of float64."""
floor: Any
"""floor(x), element by element: the integer at or below x.

Integers give floats. Its gradient is 0. NumPy's is numpy.floor.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.floor([-1.8, 1.8]).eval()
    array([-2.,  1.])

Source: theano.tensor.
"""
floor_div: Any
"""int_div(x, y), element by element: floor(x / y) as Python's //.

NumPy's is numpy.floor_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.int_div([-5.4, 5.4], [2.2, 1.8]).eval()
    array([-3.,  3.])

Source: theano.tensor.
"""
gamma: Any
"""gamma(x), element by element: the gamma function: (x - 1)! for integers.

Integers give floats. SciPy's is scipy.special.gamma.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.gamma([1.2, 4.0]).eval()
    array([0.91816874, 6.        ])

Source: theano.tensor.
"""
gammainc: Any
"""gammainc(x, y), element by element: the regularised lower incomplete gamma function P(x, y).

Integers give floats. SciPy's is scipy.special.gammainc.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gammainc([1.2, 4.1], [3.1, 2.2]).eval()
    array([0.93519694, 0.16613771])

Source: theano.tensor.
"""
gammaincc: Any
"""gammaincc(x, y), element by element: the regularised upper incomplete gamma function Q(x, y).

Integers give floats. SciPy's is scipy.special.gammaincc.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gammaincc([1.2, 4.1], [3.1, 2.2]).eval()
    array([0.06480306, 0.83386229])

Source: theano.tensor.
"""
gammal: Any
"""gammal(x, y), element by element: the lower incomplete gamma function.

Integers give floats.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gammal([1.2, 4.1], [3.1, 2.2]).eval()
    array([0.8586686 , 1.13183357])

Source: theano.tensor.
"""
gammaln: Any
"""gammaln(x), element by element: log |gamma(x)|, at -inf inf as in libm.

Integers give floats. SciPy's is scipy.special.gammaln.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.gammaln([1.2, 4.0]).eval()
    array([-0.08537409,  1.79175947])

Source: theano.tensor.
"""
gammau: Any
"""gammau(x, y), element by element: the upper incomplete gamma function.

Integers give floats.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gammau([1.2, 4.1], [3.1, 2.2]).eval()
    array([0.05950014, 5.68078929])

Source: theano.tensor.
"""
ge: Any
"""ge(x, y), element by element: x >= y.

The result is bool. Its gradient is 0. NumPy's is numpy.greater_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.ge([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False,  True,  True])

Source: theano.tensor.
"""
gt: Any
"""gt(x, y), element by element: x > y.

The result is bool. Its gradient is 0. NumPy's is numpy.greater.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.gt([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([False,  True, False])

Source: theano.tensor.
"""
i0: Any
"""i0(x), element by element: I of order 0.

Integers give floats. SciPy's is scipy.special.i0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.i0([-3.0, 3.0]).eval()
    array([4.88079259, 4.88079259])

Source: theano.tensor.
"""
i1: Any
"""i1(x), element by element: I of order 1.

Integers give floats. SciPy's is scipy.special.i1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.i1([-3.0, 3.0]).eval()
    array([-3.95337022,  3.95337022])

Source: theano.tensor.
"""
identity: Any
"""tensor_copy(x), element by element: x.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tensor_copy([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
imag: Any
"""imag(x), element by element: the imaginary part: 0 of a real x.

NumPy's is numpy.imag.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.imag([-1.8, 1.8]).eval()
    array([0., 0.])

Source: theano.tensor.
"""
inclosedrange: Any
"""Return whether low <= x <= hi.

x, low, hi: numbers; through `Elemwise` tensors of any shape.
return_list: whether it is in a list.

Example::

    >>> inside = theano.scalar.InRange(False, False)
    >>> tt.Elemwise(inside)([0, 1, 2], 0, 2).eval().tolist()
    [True, True, True]

Source: theano.scalar.basic.
"""
inopenrange: Any
"""Return whether low < x < hi.

x, low, hi: numbers; through `Elemwise` tensors of any shape.
return_list: whether it is in a list.

Example::

    >>> inside = theano.scalar.InRange(True, True)
    >>> tt.Elemwise(inside)([0, 1, 2], 0, 2).eval().tolist()
    [False, True, False]

Source: theano.scalar.basic.
"""
int16: Any
"""A call makes a variable of this type: one number, int16.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.int16('x').type
    Scalar(int16)

Source: theano.scalar.basic.
"""
int32: Any
"""A call makes a variable of this type: one number, int32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.int32('x').type
    Scalar(int32)

Source: theano.scalar.basic.
"""
int64: Any
"""A call makes a variable of this type: one number, int64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.int64('x').type
    Scalar(int64)

Source: theano.scalar.basic.
"""
int8: Any
"""A call makes a variable of this type: one number, int8.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.int8('x').type
    Scalar(int8)

Source: theano.scalar.basic.
"""
int_div: Any
"""int_div(x, y), element by element: floor(x / y) as Python's //.

NumPy's is numpy.floor_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.int_div([-5.4, 5.4], [2.2, 1.8]).eval()
    array([-3.,  3.])

Source: theano.tensor.
"""
int_out_nocomplex: Any
"""Return int64. TypeError for complex inputs."""
int_types: Any
ints: Any
"""Return a list of scalar variables of int64."""
inv: Any
"""inv(x), element by element: 1 / x.

Integers give floats. NumPy's is numpy.reciprocal.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.inv([1.0, 2.5]).eval()
    array([1. , 0.4])

Source: theano.tensor.
"""
invert: Any
"""invert(x), element by element: not x for bools, ~x for integers.

Integers and bools only. Its gradient is 0. NumPy's is numpy.invert.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.invert([20, 80]).eval()
    array([-21, -81])

Source: theano.tensor.
"""
isinf: Any
"""isinf(x), element by element: whether x is +inf or -inf.

The result is bool. Its gradient is 0. NumPy's is numpy.isinf.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.isinf([-1.8, 1.8, 0.0]).eval()
    array([False, False, False])

Source: theano.tensor.
"""
isnan: Any
"""isnan(x), element by element: whether x is NaN.

The result is bool. Its gradient is 0. NumPy's is numpy.isnan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.isnan([-1.8, 1.8, 0.0]).eval()
    array([False, False, False])

Source: theano.tensor.
"""
iv: Any
"""iv(x, y), element by element: I of order x at y.

Integers give floats. SciPy's is scipy.special.iv.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.iv([0.6, 2.4], [3.1, 2.2]).eval()
    array([4.90836584, 0.59395479])

Source: theano.tensor.
"""
j0: Any
"""j0(x), element by element: J of order 0.

Integers give floats. SciPy's is scipy.special.j0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.j0([-3.0, 3.0]).eval()
    array([-0.26005195, -0.26005195])

Source: theano.tensor.
"""
j1: Any
"""j1(x), element by element: J of order 1.

Integers give floats. SciPy's is scipy.special.j1.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.j1([-3.0, 3.0]).eval()
    array([-0.33905896,  0.33905896])

Source: theano.tensor.
"""
jv: Any
"""jv(x, y), element by element: J of order x at y.

Integers give floats. SciPy's is scipy.special.jv.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.jv([0.6, 2.4], [3.1, 2.2]).eval()
    array([0.08208117, 0.29075342])

Source: theano.tensor.
"""
le: Any
"""le(x, y), element by element: x <= y.

The result is bool. Its gradient is 0. NumPy's is numpy.less_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.le([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True, False,  True])

Source: theano.tensor.
"""
log: Any
"""log(x), element by element: the natural logarithm.

Integers give floats. NumPy's is numpy.log.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log([1.1, 4.0]).eval()
    array([0.09531018, 1.38629436])

Source: theano.tensor.
"""
log10: Any
"""log10(x), element by element: the logarithm to base 10.

Integers give floats. NumPy's is numpy.log10.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log10([1.1, 4.0]).eval()
    array([0.04139269, 0.60205999])

Source: theano.tensor.
"""
log1p: Any
"""log1p(x), element by element: log(1 + x), exact near 0.

Integers give floats. NumPy's is numpy.log1p.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log1p([0.3, 3.8]).eval()
    array([0.26236426, 1.56861592])

Source: theano.tensor.
"""
log2: Any
"""log2(x), element by element: the logarithm to base 2.

Integers give floats. NumPy's is numpy.log2.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.log2([1.1, 4.0]).eval()
    array([0.13750352, 2.        ])

Source: theano.tensor.
"""
lt: Any
"""lt(x, y), element by element: x < y.

The result is bool. Its gradient is 0. NumPy's is numpy.less.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.lt([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True, False, False])

Source: theano.tensor.
"""
maximum: Any
"""maximum(x, y), element by element: the greater of x and y; NaN if either is. At a tie the gradient goes to x.

NumPy's is numpy.maximum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.maximum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([0.6, 1.8])

Source: theano.tensor.
"""
minimum: Any
"""minimum(x, y), element by element: the smaller of x and y; NaN if either is. At a tie the gradient goes to x.

NumPy's is numpy.minimum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.minimum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.8, -0.6])

Source: theano.tensor.
"""
mod: Any
"""mod(x, y), element by element: x - y * floor(x / y): the sign of y, as Python's %.

NumPy's is numpy.mod.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.mod([-5.4, 5.4], [2.2, 1.8]).eval()
    array([1.20000000e+00, 2.22044605e-16])

Source: theano.tensor.
"""
mul: Any
"""mul(x, y), element by element: x * y; `and` for bools.

NumPy's is numpy.multiply.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.mul([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.08, -1.08])

Source: theano.tensor.
"""
neg: Any
"""neg(x), element by element: -x.

NumPy's is numpy.negative.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.neg([-1.8, 1.8]).eval()
    array([ 1.8, -1.8])

Source: theano.tensor.
"""
neq: Any
"""neq(x, y), element by element: x != y.

The result is bool. Its gradient is 0. NumPy's is numpy.not_equal.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.neq([-1.8, 1.8, 0.0], [0.6, -0.6, 0.0]).eval()
    array([ True,  True, False])

Source: theano.tensor.
"""
or_: Any
"""or_(x, y), element by element: x | y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_or.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.or_([20, 80], [60, 40]).eval()
    array([ 60, 120])

Source: theano.tensor.
"""
pow: Any
"""pow(x, y), element by element: x to the power y.

NumPy's is numpy.power.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.pow([0.8, 2.4], [1.0, 0.0]).eval()
    array([0.8, 1. ])

Source: theano.tensor.
"""
pprint = _pprint
psi: Any
"""psi(x), element by element: the digamma function: the derivative of gammaln.

Integers give floats. SciPy's is scipy.special.psi.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.psi([1.2, 4.0]).eval()
    array([-0.2890399 ,  1.25611767])

Source: theano.tensor.
"""
rad2deg: Any
"""rad2deg(x), element by element: radians to degrees.

Integers give floats. NumPy's is numpy.rad2deg.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.rad2deg([-3.6, 3.6]).eval()
    array([-206.26480625,  206.26480625])

Source: theano.tensor.
"""
real: Any
"""real(x), element by element: the real part.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.real([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
round_half_away_from_zero: Any
"""round_half_away_from_zero(x), element by element: the integer nearest to x, of two the one further from 0.

Its gradient is 0.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.round_half_away_from_zero([-1.8, 1.8]).eval()
    array([-2.,  2.])

Source: theano.tensor.
"""
round_half_away_from_zero_ = _round_half_away_from_zero_
round_half_to_even: Any
"""round_half_to_even(x), element by element: the integer nearest to x, of two the even one.

Its gradient is 0. NumPy's is numpy.around.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.round_half_to_even([-1.8, 1.8]).eval()
    array([-2.,  2.])

Source: theano.tensor.
"""
same_out_min8: Any
"""Return the type of the input. It is int8 for bool."""
same_out_nobool: Any
"""Return the type of the input. TypeError for bool."""
same_out_nocomplex: Any
"""Return the type of the input. TypeError for complex inputs."""
scalar_maximum: Any
"""maximum(x, y), element by element: the greater of x and y; NaN if either is. At a tie the gradient goes to x.

NumPy's is numpy.maximum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.maximum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([0.6, 1.8])

Source: theano.tensor.
"""
scalar_minimum: Any
"""minimum(x, y), element by element: the smaller of x and y; NaN if either is. At a tie the gradient goes to x.

NumPy's is numpy.minimum.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.minimum([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.8, -0.6])

Source: theano.tensor.
"""
second: Any
"""second(x, y), element by element: y, broadcast to the joint shape of x and y.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.second([-1.8, 1.8], [0.6, -0.6]).eval()
    array([ 0.6, -0.6])

Source: theano.tensor.
"""
sgn: Any
"""sgn(x), element by element: -1, 0 or 1; NaN for NaN.

Its gradient is 0. NumPy's is numpy.sign.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sgn([-1.8, 1.8]).eval()
    array([-1.,  1.])

Source: theano.tensor.
"""
sin: Any
"""sin(x), element by element: the sine of x radians.

Integers give floats. NumPy's is numpy.sin.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sin([-3.0, 3.0]).eval()
    array([-0.14112001,  0.14112001])

Source: theano.tensor.
"""
sinh: Any
"""sinh(x), element by element: the hyperbolic sine.

Integers give floats. NumPy's is numpy.sinh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sinh([-1.8, 1.8]).eval()
    array([-2.94217429,  2.94217429])

Source: theano.tensor.
"""
sqr: Any
"""sqr(x), element by element: x * x.

NumPy's is numpy.square.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sqr([-1.8, 1.8]).eval()
    array([3.24, 3.24])

Source: theano.tensor.
"""
sqrt: Any
"""sqrt(x), element by element: the square root; NaN below 0.

Integers give floats. NumPy's is numpy.sqrt.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sqrt([1.1, 4.0]).eval()
    array([1.04880885, 2.        ])

Source: theano.tensor.
"""
sub: Any
"""sub(x, y), element by element: x - y.

NumPy's is numpy.subtract.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.sub([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-2.4,  2.4])

Source: theano.tensor.
"""
switch: Any
"""switch(x, y, z), element by element: y where the condition x is not 0, else z.

NumPy's is numpy.where.

x, y, z: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.switch([0, 1], [0.6, -0.6], [1.8, -1.8]).eval()
    array([ 1.8, -0.6])

Source: theano.tensor.
"""
tan: Any
"""tan(x), element by element: the tangent of x radians.

Integers give floats. NumPy's is numpy.tan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tan([-0.8, 0.8]).eval()
    array([-1.02963856,  1.02963856])

Source: theano.tensor.
"""
tanh: Any
"""tanh(x), element by element: the hyperbolic tangent.

Integers give floats. NumPy's is numpy.tanh.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tanh([-1.8, 1.8]).eval()
    array([-0.94680601,  0.94680601])

Source: theano.tensor.
"""
tri_gamma: Any
"""tri_gamma(x), element by element: the derivative of psi; its own derivative is not defined.

Integers give floats. It has no gradient.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tri_gamma([1.2, 4.0]).eval()
    array([1.26737721, 0.28382296])

Source: theano.tensor.
"""
true_div: Any
"""true_div(x, y), element by element: x / y; integers give floatX.

Integers give floats. NumPy's is numpy.true_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.true_div([-1.8, 1.8], [2.0, 1.5]).eval()
    array([-0.9,  1.2])

Source: theano.tensor.
"""
trunc: Any
"""trunc(x), element by element: x without its fraction.

Integers give floats. Its gradient is 0. NumPy's is numpy.trunc.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.trunc([-1.8, 1.8]).eval()
    array([-1.,  1.])

Source: theano.tensor.
"""
uint16: Any
"""A call makes a variable of this type: one number, uint16.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.uint16('x').type
    Scalar(uint16)

Source: theano.scalar.basic.
"""
uint32: Any
"""A call makes a variable of this type: one number, uint32.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.uint32('x').type
    Scalar(uint32)

Source: theano.scalar.basic.
"""
uint64: Any
"""A call makes a variable of this type: one number, uint64.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.uint64('x').type
    Scalar(uint64)

Source: theano.scalar.basic.
"""
uint8: Any
"""A call makes a variable of this type: one number, uint8.

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.scalar.uint8('x').type
    Scalar(uint8)

Source: theano.scalar.basic.
"""
uint_types: Any
upcast_out_min8: Any
"""Return the upcast of the types. It is int8 for bool."""
upcast_out_no_complex: Any
"""Return the upcast of the types. TypeError for complex inputs."""
upcast_out_nobool: Any
"""Return the upcast of the types. TypeError for bool."""
upgrade_to_float_no_complex: Any
"""Return the float type that the types upcast to. TypeError for complex inputs."""
xor: Any
"""xor(x, y), element by element: x ^ y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_xor.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.xor([20, 80], [60, 40]).eval()
    array([ 40, 120])

Source: theano.tensor.
"""
