# Written by `python -m tools.stubs`.
from theano import gof as gof
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
from theano_compat.theano_api.graph.basic import clone as clone
from theano_compat.theano_api.graph.basic import list_of_nodes as list_of_nodes
from theano_compat.theano_api.op_tools import difference as difference
from theano_compat.theano_api.op_tools import from_return_values as from_return_values
from theano_compat.theano_api.op_tools import to_return_values as to_return_values
from theano_compat.theano_api.optimizing.optimizers import MergeOptimizer as MergeOptimizer
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
from theano_compat.theano_api.utils import apply_across_args as apply_across_args
from typing import Any
import theano as theano
AND: Any
"""Elementwise: x & y, bit by bit."""
Abs: Any
"""Elementwise: |x|; the gradient at 0 is 0."""
Add: Any
"""Elementwise: x + y; `or` for bools."""
Angle: Any
"""Elementwise: the angle of x in the complex plane."""
ArcCos: Any
"""Elementwise: the angle whose cosine is x."""
ArcCosh: Any
"""Elementwise: the non-negative number whose hyperbolic cosine is x."""
ArcSin: Any
"""Elementwise: the angle whose sine is x."""
ArcSinh: Any
"""Elementwise: the number whose hyperbolic sine is x."""
ArcTan: Any
"""Elementwise: the angle whose tangent is x."""
ArcTan2: Any
"""Elementwise: the angle of the point (y, x): its tangent is x / y."""
ArcTanh: Any
"""Elementwise: the number whose hyperbolic tangent is x."""
COp = _COp
CType = _CType
Ceil: Any
"""Elementwise: the integer at or above x."""
Chi2SF: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
Clip: Any
"""Elementwise: x, but not below y nor above z; NaN stays. On a bound x has the gradient."""
Complex: Any
"""Elementwise: x + i y."""
ComplexFromPolar: Any
"""Elementwise: r (cos theta + i sin theta)."""
Conj: Any
"""Elementwise: the complex conjugate: x itself if real."""
Cos: Any
"""Elementwise: the cosine of x radians."""
Cosh: Any
"""Elementwise: the hyperbolic cosine."""
Deg2Rad: Any
"""Elementwise: degrees to radians."""
EQ: Any
"""Elementwise: x == y."""
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
Exp: Any
"""Elementwise: e to the power x."""
Exp2: Any
"""Elementwise: 2 to the power x."""
Expm1: Any
"""Elementwise: exp(x) - 1, exact near 0."""
Floor: Any
"""Elementwise: the integer at or below x."""
GE: Any
"""Elementwise: x >= y."""
GT: Any
"""Elementwise: x > y."""
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
Identity: Any
"""Elementwise: x."""
Imag: Any
"""Elementwise: the imaginary part: 0 of a real x."""
IntDiv: Any
"""Elementwise: floor(x / y) as Python's //."""
Inv: Any
"""Elementwise: 1 / x."""
Invert: Any
"""Elementwise: not x for bools, ~x for integers."""
IsInf: Any
"""Elementwise: whether x is +inf or -inf."""
IsNan: Any
"""Elementwise: whether x is NaN."""
Iv: Any
"""Elementwise: I of order x at y."""
J0: Any
"""Elementwise: J of order 0."""
J1: Any
"""Elementwise: J of order 1."""
Jv: Any
"""Elementwise: J of order x at y."""
LE: Any
"""Elementwise: x <= y."""
LT: Any
"""Elementwise: x < y."""
Log: Any
"""Elementwise: the natural logarithm."""
Log10: Any
"""Elementwise: the logarithm to base 10."""
Log1p: Any
"""Elementwise: log(1 + x), exact near 0."""
Log2: Any
"""Elementwise: the logarithm to base 2."""
Maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
Minimum: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
Mod: Any
"""Elementwise: x - y * floor(x / y): the sign of y, as Python's %."""
Mul: Any
"""Elementwise: x * y; `and` for bools."""
NEQ: Any
"""Elementwise: x != y."""
Neg: Any
"""Elementwise: -x."""
OR: Any
"""Elementwise: x | y, bit by bit."""
Pow: Any
"""Elementwise: x to the power y."""
Psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
Rad2Deg: Any
"""Elementwise: radians to degrees."""
Real: Any
"""Elementwise: the real part."""
RoundHalfAwayFromZero: Any
"""Elementwise: the integer nearest to x, of two the one further from 0."""
RoundHalfToEven: Any
"""Elementwise: the integer nearest to x, of two the even one."""
ScalarConstant = _ScalarConstant
ScalarMaximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
ScalarMinimum: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
ScalarVariable = _ScalarVariable
Second: Any
"""Elementwise: y, broadcast to the joint shape of x and y."""
Sgn: Any
"""Elementwise: -1, 0 or 1; NaN for NaN."""
Sin: Any
"""Elementwise: the sine of x radians."""
Sinh: Any
"""Elementwise: the hyperbolic sine."""
Sqr: Any
"""Elementwise: x * x."""
Sqrt: Any
"""Elementwise: the square root; NaN below 0."""
Sub: Any
"""Elementwise: x - y."""
Switch: Any
"""Elementwise: y where the condition x is not 0, else z."""
Tan: Any
"""Elementwise: the tangent of x radians."""
Tanh: Any
"""Elementwise: the hyperbolic tangent."""
TriGamma: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
TrueDiv: Any
"""Elementwise: x / y; integers give floatX."""
Trunc: Any
"""Elementwise: x without its fraction."""
XOR: Any
"""Elementwise: x ^ y, bit by bit."""
abs_: Any
"""Elementwise: |x|; the gradient at 0 is 0."""
add: Any
"""Elementwise: x + y; `or` for bools."""
all_types: Any
"""A value of type `builtins.tuple`."""
and_: Any
"""Elementwise: x & y, bit by bit."""
angle: Any
"""Elementwise: the angle of x in the complex plane."""
arccos: Any
"""Elementwise: the angle whose cosine is x."""
arccosh: Any
"""Elementwise: the non-negative number whose hyperbolic cosine is x."""
arcsin: Any
"""Elementwise: the angle whose sine is x."""
arcsinh: Any
"""Elementwise: the number whose hyperbolic sine is x."""
arctan: Any
"""Elementwise: the angle whose tangent is x."""
arctan2: Any
"""Elementwise: the angle of the point (y, x): its tangent is x / y."""
arctanh: Any
"""Elementwise: the number whose hyperbolic tangent is x."""
autocast_float: Any
bool: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
ceil: Any
"""Elementwise: the integer at or above x."""
chi2sf: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
clip: Any
"""Elementwise: x, but not below y nor above z; NaN stays. On a bound x has the gradient."""
complex: Any
"""Elementwise: x + i y."""
complex128: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
complex64: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
complex_from_polar: Any
"""Elementwise: r (cos theta + i sin theta)."""
complex_types: Any
complexs: Any
"""Scalar variables of complex128, one for each name (or letter of one string)."""
complexs128: Any
"""Scalar variables of complex128, one for each name (or letter of one string)."""
complexs64: Any
"""Scalar variables of complex64, one for each name (or letter of one string)."""
config: Any
conj: Any
"""Elementwise: the complex conjugate: x itself if real."""
continuous_types: Any
convert_to_bool: Any
"""Elementwise: x as bool; floats lose their fraction."""
convert_to_complex128: Any
"""Elementwise: x as complex128; floats lose their fraction."""
convert_to_complex64: Any
"""Elementwise: x as complex64; floats lose their fraction."""
convert_to_float16: Any
"""Elementwise: x as float16; floats lose their fraction."""
convert_to_float32: Any
"""Elementwise: x as float32; floats lose their fraction."""
convert_to_float64: Any
"""Elementwise: x as float64; floats lose their fraction."""
convert_to_int16: Any
"""Elementwise: x as int16; floats lose their fraction."""
convert_to_int32: Any
"""Elementwise: x as int32; floats lose their fraction."""
convert_to_int64: Any
"""Elementwise: x as int64; floats lose their fraction."""
convert_to_int8: Any
"""Elementwise: x as int8; floats lose their fraction."""
convert_to_uint16: Any
"""Elementwise: x as uint16; floats lose their fraction."""
convert_to_uint32: Any
"""Elementwise: x as uint32; floats lose their fraction."""
convert_to_uint64: Any
"""Elementwise: x as uint64; floats lose their fraction."""
convert_to_uint8: Any
"""Elementwise: x as uint8; floats lose their fraction."""
cos: Any
"""Elementwise: the cosine of x radians."""
cosh: Any
"""Elementwise: the hyperbolic cosine."""
deg2rad: Any
"""Elementwise: degrees to radians."""
discrete_types: Any
eq: Any
"""Elementwise: x == y."""
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
exp2: Any
"""Elementwise: 2 to the power x."""
expm1: Any
"""Elementwise: exp(x) - 1, exact near 0."""
float16: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
float32: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
float64: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
float_out_nocomplex: Any
"""Return float64. TypeError for complex inputs."""
float_types: Any
floats: Any
"""Scalar variables of float64, one for each name (or letter of one string)."""
floor: Any
"""Elementwise: the integer at or below x."""
floor_div: Any
"""Elementwise: floor(x / y) as Python's //."""
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
ge: Any
"""Elementwise: x >= y."""
gt: Any
"""Elementwise: x > y."""
i0: Any
"""Elementwise: I of order 0."""
i1: Any
"""Elementwise: I of order 1."""
identity: Any
"""Elementwise: x."""
imag: Any
"""Elementwise: the imaginary part: 0 of a real x."""
inclosedrange: Any
inopenrange: Any
int16: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
int32: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
int64: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
int8: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
int_div: Any
"""Elementwise: floor(x / y) as Python's //."""
int_out_nocomplex: Any
"""Return int64. TypeError for complex inputs."""
int_types: Any
ints: Any
"""Scalar variables of int64, one for each name (or letter of one string)."""
inv: Any
"""Elementwise: 1 / x."""
invert: Any
"""Elementwise: not x for bools, ~x for integers."""
isinf: Any
"""Elementwise: whether x is +inf or -inf."""
isnan: Any
"""Elementwise: whether x is NaN."""
iv: Any
"""Elementwise: I of order x at y."""
j0: Any
"""Elementwise: J of order 0."""
j1: Any
"""Elementwise: J of order 1."""
jv: Any
"""Elementwise: J of order x at y."""
le: Any
"""Elementwise: x <= y."""
log: Any
"""Elementwise: the natural logarithm."""
log10: Any
"""Elementwise: the logarithm to base 10."""
log1p: Any
"""Elementwise: log(1 + x), exact near 0."""
log2: Any
"""Elementwise: the logarithm to base 2."""
lt: Any
"""Elementwise: x < y."""
maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
minimum: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
mod: Any
"""Elementwise: x - y * floor(x / y): the sign of y, as Python's %."""
mul: Any
"""Elementwise: x * y; `and` for bools."""
neg: Any
"""Elementwise: -x."""
neq: Any
"""Elementwise: x != y."""
or_: Any
"""Elementwise: x | y, bit by bit."""
pow: Any
"""Elementwise: x to the power y."""
pprint: Any
psi: Any
"""Elementwise: the digamma function: the derivative of gammaln."""
rad2deg: Any
"""Elementwise: radians to degrees."""
real: Any
"""Elementwise: the real part."""
round_half_away_from_zero: Any
"""Elementwise: the integer nearest to x, of two the one further from 0."""
round_half_away_from_zero_ = _round_half_away_from_zero_
round_half_to_even: Any
"""Elementwise: the integer nearest to x, of two the even one."""
same_out_min8: Any
"""Return the type of the input. It is int8 for bool."""
same_out_nobool: Any
"""Return the type of the input. TypeError for bool."""
same_out_nocomplex: Any
"""Return the type of the input. TypeError for complex inputs."""
scalar_maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
scalar_minimum: Any
"""Elementwise: the smaller of x and y; NaN if either is. At a tie the gradient goes to x."""
second: Any
"""Elementwise: y, broadcast to the joint shape of x and y."""
sgn: Any
"""Elementwise: -1, 0 or 1; NaN for NaN."""
sin: Any
"""Elementwise: the sine of x radians."""
sinh: Any
"""Elementwise: the hyperbolic sine."""
sqr: Any
"""Elementwise: x * x."""
sqrt: Any
"""Elementwise: the square root; NaN below 0."""
sub: Any
"""Elementwise: x - y."""
switch: Any
"""Elementwise: y where the condition x is not 0, else z."""
tan: Any
"""Elementwise: the tangent of x radians."""
tanh: Any
"""Elementwise: the hyperbolic tangent."""
tri_gamma: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
true_div: Any
"""Elementwise: x / y; integers give floatX."""
trunc: Any
"""Elementwise: x without its fraction."""
uint16: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
uint32: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
uint64: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
uint8: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
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
"""Elementwise: x ^ y, bit by bit."""
