# Written by `python -m tools.stubs`.
from theano import compile as compile
from theano import gof as gof
from theano import printing as printing
from theano import scalar as _scal
from theano.tensor import elemwise as elemwise
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.types import TensorType as _Tensor
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.control.default_value import Default as Default
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.elementwise.arithmetic import mod_check as mod_check
from theano_compat.ops.elementwise.cast import cast as cast
from theano_compat.ops.elementwise.closeness import allclose as allclose
from theano_compat.ops.elementwise.closeness import isclose as isclose
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from theano_compat.ops.elementwise.functions import ceil_intdiv as ceil_intdiv
from theano_compat.ops.elementwise.functions import div_proxy as div_proxy
from theano_compat.ops.elementwise.functions import iround as iround
from theano_compat.ops.elementwise.functions import round as round
from theano_compat.ops.elementwise.scalar_type import ScalarFromTensor as ScalarFromTensor
from theano_compat.ops.elementwise.scalar_type import TensorFromScalar as TensorFromScalar
from theano_compat.ops.indexing.choose import Choose as Choose
from theano_compat.ops.indexing.choose import choose as choose
from theano_compat.ops.indexing.nonzero import Nonzero as Nonzero
from theano_compat.ops.indexing.nonzero import flatnonzero as flatnonzero
from theano_compat.ops.indexing.nonzero import nonzero as nonzero
from theano_compat.ops.indexing.nonzero import nonzero_values as nonzero_values
from theano_compat.ops.known_values import EmptyConstantError as EmptyConstantError
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.ops.known_values import extract_constant as extract_constant
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.ops.linear_algebra.blas import Dot as Dot
from theano_compat.ops.linear_algebra.blas import batched_dot as batched_dot
from theano_compat.ops.linear_algebra.blas import batched_tensordot as batched_tensordot
from theano_compat.ops.linear_algebra.blas import dot as dot
from theano_compat.ops.linear_algebra.blas import outer as outer
from theano_compat.ops.linear_algebra.blas import tensordot as tensordot
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.ordering.permutation import permute_row_elements as permute_row_elements
from theano_compat.ops.reductions.functions import all as all
from theano_compat.ops.reductions.functions import any as any
from theano_compat.ops.reductions.functions import argmax as argmax
from theano_compat.ops.reductions.functions import argmin as argmin
from theano_compat.ops.reductions.functions import keep_dims as _makeKeepDims
from theano_compat.ops.reductions.functions import largest as largest
from theano_compat.ops.reductions.functions import max as max
from theano_compat.ops.reductions.functions import max_and_argmax as max_and_argmax
from theano_compat.ops.reductions.functions import mean as mean
from theano_compat.ops.reductions.functions import min as min
from theano_compat.ops.reductions.functions import prod as prod
from theano_compat.ops.reductions.functions import smallest as smallest
from theano_compat.ops.reductions.functions import std as std
from theano_compat.ops.reductions.functions import sum as sum
from theano_compat.ops.reductions.functions import var as var
from theano_compat.ops.reductions.ops import Argmax as Argmax
from theano_compat.ops.reductions.ops import Sum as Sum
from theano_compat.ops.shapes.creation import ARange as ARange
from theano_compat.ops.shapes.creation import Alloc as Alloc
from theano_compat.ops.shapes.creation import AllocEmpty as AllocEmpty
from theano_compat.ops.shapes.creation import Eye as Eye
from theano_compat.ops.shapes.creation import alloc as alloc
from theano_compat.ops.shapes.creation import arange as arange
from theano_compat.ops.shapes.creation import eye as eye
from theano_compat.ops.shapes.creation import identity_like as identity_like
from theano_compat.ops.shapes.creation import ones as ones
from theano_compat.ops.shapes.creation import ones_like as ones_like
from theano_compat.ops.shapes.creation import zeros as zeros
from theano_compat.ops.shapes.creation import zeros_like as zeros_like
from theano_compat.ops.shapes.diagonal_ops import AllocDiag as AllocDiag
from theano_compat.ops.shapes.diagonal_ops import ExtractDiag as ExtractDiag
from theano_compat.ops.shapes.diagonal_ops import Tri as Tri
from theano_compat.ops.shapes.diagonals import diag as diag
from theano_compat.ops.shapes.diagonals import diagonal as diagonal
from theano_compat.ops.shapes.diagonals import tri as tri
from theano_compat.ops.shapes.diagonals import tril as tril
from theano_compat.ops.shapes.diagonals import triu as triu
from theano_compat.ops.shapes.join import concatenate as concatenate
from theano_compat.ops.shapes.join import join as join
from theano_compat.ops.shapes.join import stack as stack
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.shapes.shape import Rebroadcast as Rebroadcast
from theano_compat.ops.shapes.shape import Reshape as Reshape
from theano_compat.ops.shapes.shape import Shape as Shape
from theano_compat.ops.shapes.shape import addbroadcast as addbroadcast
from theano_compat.ops.shapes.shape import flatten as flatten
from theano_compat.ops.shapes.shape import get_vector_length as get_vector_length
from theano_compat.ops.shapes.shape import patternbroadcast as patternbroadcast
from theano_compat.ops.shapes.shape import reshape as reshape
from theano_compat.ops.shapes.shape import shape as shape
from theano_compat.ops.shapes.shape import shape_padaxis as shape_padaxis
from theano_compat.ops.shapes.shape import shape_padleft as shape_padleft
from theano_compat.ops.shapes.shape import shape_padright as shape_padright
from theano_compat.ops.shapes.shape import swapaxes as swapaxes
from theano_compat.ops.shapes.shape import transpose as transpose
from theano_compat.ops.shapes.shape import unbroadcast as unbroadcast
from theano_compat.ops.shapes.splitting import split as split
from theano_compat.ops.shapes.tiling import roll as roll
from theano_compat.ops.shapes.tiling import tile as tile
from theano_compat.ops.tensor_op import AsTensorError as AsTensorError
from theano_compat.ops.tensor_op import as_tensor as __as_tensor_variable
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.ops.tensor_op import as_tensor as as_tensor
from theano_compat.ops.tensor_op import constant as constant
from theano_compat.ops.tensor_variable import TensorConstant as TensorConstant
from theano_compat.ops.tensor_variable import TensorOperators as __tensor_py_operators
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from theano_compat.theano_api.op_tools import hashtype as hashtype
from theano_compat.theano_api.printing.expression import min_informative_str as min_informative_str
from theano_compat.theano_api.tensor.composed_functions import _allclose as _allclose
from theano_compat.theano_api.tensor.composed_functions import check_and_normalize_axes as check_and_normalize_axes
from theano_compat.theano_api.tensor.composed_functions import cov as cov
from theano_compat.theano_api.tensor.composed_functions import divmod as divmod
from theano_compat.theano_api.tensor.composed_functions import horizontal_stack as horizontal_stack
from theano_compat.theano_api.tensor.composed_functions import inverse_permutation as inverse_permutation
from theano_compat.theano_api.tensor.composed_functions import is_flat as is_flat
from theano_compat.theano_api.tensor.composed_functions import isinf as isinf
from theano_compat.theano_api.tensor.composed_functions import isnan as isnan
from theano_compat.theano_api.tensor.composed_functions import ptp as ptp
from theano_compat.theano_api.tensor.composed_functions import stacklists as stacklists
from theano_compat.theano_api.tensor.composed_functions import transfer as transfer
from theano_compat.theano_api.tensor.composed_functions import vertical_stack as vertical_stack
from theano_compat.theano_api.tensor.elemwise import CAReduce as CAReduce
from theano_compat.theano_api.tensor.op_classes import Join as Join
from theano_compat.theano_api.tensor.op_classes import MaxAndArgmax as MaxAndArgmax
from theano_compat.theano_api.tensor.op_classes import Mean as Mean
from theano_compat.theano_api.tensor.op_classes import PermuteRowElements as PermuteRowElements
from theano_compat.theano_api.tensor.op_classes import Split as Split
from theano_compat.theano_api.tensor.op_classes import Tile as Tile
from theano_compat.theano_api.tensor.type import col as col
from theano_compat.theano_api.tensor.type import cols as cols
from theano_compat.theano_api.tensor.type import dcols as dcols
from theano_compat.theano_api.tensor.type import dmatrices as dmatrices
from theano_compat.theano_api.tensor.type import drows as drows
from theano_compat.theano_api.tensor.type import dscalars as dscalars
from theano_compat.theano_api.tensor.type import dtensor3s as dtensor3s
from theano_compat.theano_api.tensor.type import dtensor4s as dtensor4s
from theano_compat.theano_api.tensor.type import dtensor5s as dtensor5s
from theano_compat.theano_api.tensor.type import dtensor6s as dtensor6s
from theano_compat.theano_api.tensor.type import dtensor7s as dtensor7s
from theano_compat.theano_api.tensor.type import dvectors as dvectors
from theano_compat.theano_api.tensor.type import fcols as fcols
from theano_compat.theano_api.tensor.type import fmatrices as fmatrices
from theano_compat.theano_api.tensor.type import frows as frows
from theano_compat.theano_api.tensor.type import fscalars as fscalars
from theano_compat.theano_api.tensor.type import ftensor3s as ftensor3s
from theano_compat.theano_api.tensor.type import ftensor4s as ftensor4s
from theano_compat.theano_api.tensor.type import ftensor5s as ftensor5s
from theano_compat.theano_api.tensor.type import ftensor6s as ftensor6s
from theano_compat.theano_api.tensor.type import ftensor7s as ftensor7s
from theano_compat.theano_api.tensor.type import fvectors as fvectors
from theano_compat.theano_api.tensor.type import icols as icols
from theano_compat.theano_api.tensor.type import imatrices as imatrices
from theano_compat.theano_api.tensor.type import irows as irows
from theano_compat.theano_api.tensor.type import iscalars as iscalars
from theano_compat.theano_api.tensor.type import itensor3s as itensor3s
from theano_compat.theano_api.tensor.type import itensor4s as itensor4s
from theano_compat.theano_api.tensor.type import itensor5s as itensor5s
from theano_compat.theano_api.tensor.type import itensor6s as itensor6s
from theano_compat.theano_api.tensor.type import itensor7s as itensor7s
from theano_compat.theano_api.tensor.type import ivectors as ivectors
from theano_compat.theano_api.tensor.type import lcols as lcols
from theano_compat.theano_api.tensor.type import lmatrices as lmatrices
from theano_compat.theano_api.tensor.type import lrows as lrows
from theano_compat.theano_api.tensor.type import lscalars as lscalars
from theano_compat.theano_api.tensor.type import ltensor3s as ltensor3s
from theano_compat.theano_api.tensor.type import ltensor4s as ltensor4s
from theano_compat.theano_api.tensor.type import ltensor5s as ltensor5s
from theano_compat.theano_api.tensor.type import ltensor6s as ltensor6s
from theano_compat.theano_api.tensor.type import ltensor7s as ltensor7s
from theano_compat.theano_api.tensor.type import lvectors as lvectors
from theano_compat.theano_api.tensor.type import matrices as matrices
from theano_compat.theano_api.tensor.type import matrix as matrix
from theano_compat.theano_api.tensor.type import row as row
from theano_compat.theano_api.tensor.type import rows as rows
from theano_compat.theano_api.tensor.type import scalar as scalar
from theano_compat.theano_api.tensor.type import scalars as scalars
from theano_compat.theano_api.tensor.type import tensor as tensor
from theano_compat.theano_api.tensor.type import tensor3 as tensor3
from theano_compat.theano_api.tensor.type import tensor3s as tensor3s
from theano_compat.theano_api.tensor.type import tensor4 as tensor4
from theano_compat.theano_api.tensor.type import tensor4s as tensor4s
from theano_compat.theano_api.tensor.type import tensor5 as tensor5
from theano_compat.theano_api.tensor.type import tensor5s as tensor5s
from theano_compat.theano_api.tensor.type import tensor6 as tensor6
from theano_compat.theano_api.tensor.type import tensor6s as tensor6s
from theano_compat.theano_api.tensor.type import tensor7 as tensor7
from theano_compat.theano_api.tensor.type import tensor7s as tensor7s
from theano_compat.theano_api.tensor.type import values_eq_approx_always_true as values_eq_approx_always_true
from theano_compat.theano_api.tensor.type import vector as vector
from theano_compat.theano_api.tensor.type import vectors as vectors
from theano_compat.theano_api.tensor.utils import as_list as as_list
from theano_compat.theano_api.utils import apply_across_args as apply_across_args
from typing import Any
import theano as theano
COp = _COp
CType = _CType
NoneConst: Any
"""An instance of `Constant`: A variable with a fixed value; `tt.constant` makes it of a number or an array."""
Tensor = _Tensor
_as_tensor_variable = __as_tensor_variable
_convert_to_bool: Any
"""Elementwise: x as bool; floats lose their fraction."""
_convert_to_complex128: Any
"""Elementwise: x as complex128; floats lose their fraction."""
_convert_to_complex64: Any
"""Elementwise: x as complex64; floats lose their fraction."""
_convert_to_float16: Any
"""Elementwise: x as float16; floats lose their fraction."""
_convert_to_float32: Any
"""Elementwise: x as float32; floats lose their fraction."""
_convert_to_float64: Any
"""Elementwise: x as float64; floats lose their fraction."""
_convert_to_int16: Any
"""Elementwise: x as int16; floats lose their fraction."""
_convert_to_int32: Any
"""Elementwise: x as int32; floats lose their fraction."""
_convert_to_int64: Any
"""Elementwise: x as int64; floats lose their fraction."""
_convert_to_int8: Any
"""Elementwise: x as int8; floats lose their fraction."""
_convert_to_uint16: Any
"""Elementwise: x as uint16; floats lose their fraction."""
_convert_to_uint32: Any
"""Elementwise: x as uint32; floats lose their fraction."""
_convert_to_uint64: Any
"""Elementwise: x as uint64; floats lose their fraction."""
_convert_to_uint8: Any
"""Elementwise: x as uint8; floats lose their fraction."""
_dot: Any
_tensor_py_operators = __tensor_py_operators
abs_: Any
"""Elementwise: |x|; the gradient at 0 is 0."""
add: Any
"""Elementwise: x + y; `or` for bools."""
all_dtypes: Any
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
as_tensor_variable = _as_tensor_variable
bcol: Any
bitwise_and: Any
"""Elementwise: x & y, bit by bit."""
bitwise_not: Any
"""Elementwise: not x for bools, ~x for integers."""
bitwise_or: Any
"""Elementwise: x | y, bit by bit."""
bitwise_xor: Any
"""Elementwise: x ^ y, bit by bit."""
bmatrix: Any
brow: Any
bscalar: Any
btensor3: Any
btensor4: Any
btensor5: Any
btensor6: Any
btensor7: Any
bvector: Any
ccol: Any
ceil: Any
"""Elementwise: the integer at or above x."""
chi2sf: Any
"""Elementwise: the chance that chi squared with y degrees of freedom exceeds x."""
clip: Any
"""Elementwise: x, but not below y nor above z; NaN stays. On a bound x has the gradient."""
cmatrix: Any
complex: Any
"""Elementwise: x + i y."""
complex_dtypes: Any
complex_from_polar: Any
"""Elementwise: r (cos theta + i sin theta)."""
config: Any
conj: Any
"""Elementwise: the complex conjugate: x itself if real."""
continuous_dtypes: Any
cos: Any
"""Elementwise: the cosine of x radians."""
cosh: Any
"""Elementwise: the hyperbolic cosine."""
crow: Any
cscalar: Any
ctensor3: Any
ctensor4: Any
ctensor5: Any
ctensor6: Any
ctensor7: Any
cvector: Any
dcol: Any
default: Any
"""An instance of `Default`: `x`, or `default` if `x` is None at run time. TypeError if their types differ."""
deg2rad: Any
"""Elementwise: degrees to radians."""
discrete_dtypes: Any
dmatrix: Any
drow: Any
dscalar: Any
dtensor3: Any
dtensor4: Any
dtensor5: Any
dtensor6: Any
dtensor7: Any
dvector: Any
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
fcol: Any
fill: Any
"""Elementwise: y, broadcast to the joint shape of x and y."""
float16_atol: Any
float16_rtol: Any
float32_atol: Any
float32_rtol: Any
float64_atol: Any
float64_rtol: Any
float_dtypes: Any
floor: Any
"""Elementwise: the integer at or below x."""
floor_div: Any
"""Elementwise: floor(x / y) as Python's //."""
fmatrix: Any
frow: Any
fscalar: Any
ftensor3: Any
ftensor4: Any
ftensor5: Any
ftensor6: Any
ftensor7: Any
fvector: Any
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
icol: Any
imag: Any
"""Elementwise: the imaginary part: 0 of a real x."""
imatrix: Any
int32: Any
"""An instance of `Scalar`: The type of one number of `dtype`."""
int_div: Any
"""Elementwise: floor(x / y) as Python's //."""
int_dtypes: Any
integer_dtypes: Any
inv: Any
"""Elementwise: 1 / x."""
invert: Any
"""Elementwise: not x for bools, ~x for integers."""
irow: Any
iscalar: Any
isinf_: Any
"""Elementwise: whether x is +inf or -inf."""
isnan_: Any
"""Elementwise: whether x is NaN."""
itensor3: Any
itensor4: Any
itensor5: Any
itensor6: Any
itensor7: Any
iv: Any
"""Elementwise: I of order x at y."""
ivector: Any
j0: Any
"""Elementwise: J of order 0."""
j1: Any
"""Elementwise: J of order 1."""
join_: Any
jv: Any
"""Elementwise: J of order x at y."""
lcol: Any
le: Any
"""Elementwise: x <= y."""
lmatrix: Any
log: Any
"""Elementwise: the natural logarithm."""
log10: Any
"""Elementwise: the logarithm to base 10."""
log1p: Any
"""Elementwise: log(1 + x), exact near 0."""
log2: Any
"""Elementwise: the logarithm to base 2."""
lrow: Any
lscalar: Any
lt: Any
"""Elementwise: x < y."""
ltensor3: Any
ltensor4: Any
ltensor5: Any
ltensor6: Any
ltensor7: Any
lvector: Any
makeKeepDims = _makeKeepDims
maximum: Any
"""Elementwise: the greater of x and y; NaN if either is. At a tie the gradient goes to x."""
mgrid: Any
"""An instance of `_Grid`: `mgrid` and `ogrid`: indexed with slices, give a range for each slice, as in NumPy."""
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
ogrid: Any
"""An instance of `_Grid`: `mgrid` and `ogrid`: indexed with slices, give a range for each slice, as in NumPy."""
or_: Any
"""Elementwise: x | y, bit by bit."""
pow: Any
"""Elementwise: x to the power y."""
power: Any
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
round_half_to_even: Any
"""Elementwise: the integer nearest to x, of two the even one."""
scal = _scal
scalar_from_tensor: Any
"""An instance of `ScalarFromTensor`: Conversion of a tensor of rank 0 to a Scalar."""
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
square: Any
"""Elementwise: x * x."""
sub: Any
"""Elementwise: x - y."""
switch: Any
"""Elementwise: y where the condition x is not 0, else z."""
tan: Any
"""Elementwise: the tangent of x radians."""
tanh: Any
"""Elementwise: the hyperbolic tangent."""
tensor_copy: Any
"""Elementwise: x."""
tensor_from_scalar: Any
"""An instance of `TensorFromScalar`: Conversion of a Scalar to a tensor of rank 0."""
tri_gamma: Any
"""Elementwise: the derivative of psi; its own derivative is not defined."""
true_div: Any
"""Elementwise: x / y; integers give floatX."""
trunc: Any
"""Elementwise: x without its fraction."""
uint_dtypes: Any
wcol: Any
where: Any
"""Elementwise: y where the condition x is not 0, else z."""
wmatrix: Any
wrow: Any
wscalar: Any
wtensor3: Any
wtensor4: Any
wtensor5: Any
wtensor6: Any
wtensor7: Any
wvector: Any
xor: Any
"""Elementwise: x ^ y, bit by bit."""
zcol: Any
zmatrix: Any
zrow: Any
zscalar: Any
ztensor3: Any
ztensor4: Any
ztensor5: Any
ztensor6: Any
ztensor7: Any
zvector: Any
