# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import printing as printing
from theano.gof import utils as utils
from theano.scalar import AND as AND
from theano.scalar import Abs as Abs
from theano.scalar import Add as Add
from theano.scalar import Angle as Angle
from theano.scalar import ArcCos as ArcCos
from theano.scalar import ArcCosh as ArcCosh
from theano.scalar import ArcSin as ArcSin
from theano.scalar import ArcSinh as ArcSinh
from theano.scalar import ArcTan as ArcTan
from theano.scalar import ArcTan2 as ArcTan2
from theano.scalar import ArcTanh as ArcTanh
from theano.scalar import Ceil as Ceil
from theano.scalar import Clip as Clip
from theano.scalar import Complex as Complex
from theano.scalar import ComplexFromPolar as ComplexFromPolar
from theano.scalar import Conj as Conj
from theano.scalar import Cos as Cos
from theano.scalar import Cosh as Cosh
from theano.scalar import Deg2Rad as Deg2Rad
from theano.scalar import EQ as EQ
from theano.scalar import Exp as Exp
from theano.scalar import Exp2 as Exp2
from theano.scalar import Expm1 as Expm1
from theano.scalar import Floor as Floor
from theano.scalar import GE as GE
from theano.scalar import GT as GT
from theano.scalar import Identity as Identity
from theano.scalar import Imag as Imag
from theano.scalar import IntDiv as IntDiv
from theano.scalar import Inv as Inv
from theano.scalar import Invert as Invert
from theano.scalar import IsInf as IsInf
from theano.scalar import IsNan as IsNan
from theano.scalar import LE as LE
from theano.scalar import LT as LT
from theano.scalar import Log as Log
from theano.scalar import Log10 as Log10
from theano.scalar import Log1p as Log1p
from theano.scalar import Log2 as Log2
from theano.scalar import Maximum as Maximum
from theano.scalar import Minimum as Minimum
from theano.scalar import Mod as Mod
from theano.scalar import Mul as Mul
from theano.scalar import NEQ as NEQ
from theano.scalar import Neg as Neg
from theano.scalar import OR as OR
from theano.scalar import Pow as Pow
from theano.scalar import Rad2Deg as Rad2Deg
from theano.scalar import Real as Real
from theano.scalar import RoundHalfAwayFromZero as RoundHalfAwayFromZero
from theano.scalar import RoundHalfToEven as RoundHalfToEven
from theano.scalar import ScalarMaximum as ScalarMaximum
from theano.scalar import ScalarMinimum as ScalarMinimum
from theano.scalar import Second as Second
from theano.scalar import Sgn as Sgn
from theano.scalar import Sin as Sin
from theano.scalar import Sinh as Sinh
from theano.scalar import Sqr as Sqr
from theano.scalar import Sqrt as Sqrt
from theano.scalar import Sub as Sub
from theano.scalar import Switch as Switch
from theano.scalar import Tan as Tan
from theano.scalar import Tanh as Tanh
from theano.scalar import TrueDiv as TrueDiv
from theano.scalar import Trunc as Trunc
from theano.scalar import XOR as XOR
from theano.scalar import abs_ as abs_
from theano.scalar import add as add
from theano.scalar import and_ as and_
from theano.scalar import angle as angle
from theano.scalar import arccos as arccos
from theano.scalar import arccosh as arccosh
from theano.scalar import arcsin as arcsin
from theano.scalar import arcsinh as arcsinh
from theano.scalar import arctan as arctan
from theano.scalar import arctan2 as arctan2
from theano.scalar import arctanh as arctanh
from theano.scalar import autocast_float as autocast_float
from theano.scalar import bool as bool
from theano.scalar import ceil as ceil
from theano.scalar import clip as clip
from theano.scalar import complex as complex
from theano.scalar import complex128 as complex128
from theano.scalar import complex64 as complex64
from theano.scalar import complex_from_polar as complex_from_polar
from theano.scalar import conj as conj
from theano.scalar import convert_to_bool as convert_to_bool
from theano.scalar import convert_to_complex128 as convert_to_complex128
from theano.scalar import convert_to_complex64 as convert_to_complex64
from theano.scalar import convert_to_float16 as convert_to_float16
from theano.scalar import convert_to_float32 as convert_to_float32
from theano.scalar import convert_to_float64 as convert_to_float64
from theano.scalar import convert_to_int16 as convert_to_int16
from theano.scalar import convert_to_int32 as convert_to_int32
from theano.scalar import convert_to_int64 as convert_to_int64
from theano.scalar import convert_to_int8 as convert_to_int8
from theano.scalar import convert_to_uint16 as convert_to_uint16
from theano.scalar import convert_to_uint32 as convert_to_uint32
from theano.scalar import convert_to_uint64 as convert_to_uint64
from theano.scalar import convert_to_uint8 as convert_to_uint8
from theano.scalar import cos as cos
from theano.scalar import cosh as cosh
from theano.scalar import deg2rad as deg2rad
from theano.scalar import eq as eq
from theano.scalar import exp as exp
from theano.scalar import exp2 as exp2
from theano.scalar import expm1 as expm1
from theano.scalar import float16 as float16
from theano.scalar import float32 as float32
from theano.scalar import float64 as float64
from theano.scalar import floor as floor
from theano.scalar import floor_div as _int_div
from theano.scalar import floor_div as floor_div
from theano.scalar import ge as ge
from theano.scalar import gt as gt
from theano.scalar import identity as identity
from theano.scalar import imag as imag
from theano.scalar import inclosedrange as inclosedrange
from theano.scalar import inopenrange as inopenrange
from theano.scalar import int16 as int16
from theano.scalar import int32 as int32
from theano.scalar import int64 as int64
from theano.scalar import int8 as int8
from theano.scalar import inv as inv
from theano.scalar import invert as invert
from theano.scalar import isinf as isinf
from theano.scalar import isnan as isnan
from theano.scalar import le as le
from theano.scalar import log as log
from theano.scalar import log10 as log10
from theano.scalar import log1p as log1p
from theano.scalar import log2 as log2
from theano.scalar import lt as lt
from theano.scalar import maximum as _scalar_maximum
from theano.scalar import maximum as maximum
from theano.scalar import minimum as _scalar_minimum
from theano.scalar import minimum as minimum
from theano.scalar import mod as mod
from theano.scalar import mul as mul
from theano.scalar import neg as neg
from theano.scalar import neq as neq
from theano.scalar import or_ as or_
from theano.scalar import pow as pow
from theano.scalar import rad2deg as rad2deg
from theano.scalar import real as real
from theano.scalar import round_half_away_from_zero as round_half_away_from_zero
from theano.scalar import round_half_to_even as round_half_to_even
from theano.scalar import second as second
from theano.scalar import sgn as sgn
from theano.scalar import sin as sin
from theano.scalar import sinh as sinh
from theano.scalar import sqr as sqr
from theano.scalar import sqrt as sqrt
from theano.scalar import sub as sub
from theano.scalar import switch as switch
from theano.scalar import tan as tan
from theano.scalar import tanh as tanh
from theano.scalar import true_div as true_div
from theano.scalar import trunc as trunc
from theano.scalar import uint16 as uint16
from theano.scalar import uint32 as uint32
from theano.scalar import uint64 as uint64
from theano.scalar import uint8 as uint8
from theano.scalar import xor as xor
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
from theano_compat.theano_api import _asarray as _asarray
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
COp = _COp
CType = _CType
ScalarConstant = _ScalarConstant
ScalarVariable = _ScalarVariable
all_types: Any
"""A value of type `builtins.tuple`."""
complex_types: Any
complexs: Any
"""Return a list of scalar variables of complex128."""
complexs128: Any
"""Return a list of scalar variables of complex128."""
complexs64: Any
"""Return a list of scalar variables of complex64."""
continuous_types: Any
discrete_types: Any
float_out_nocomplex: Any
"""Return float64. TypeError for complex inputs."""
float_types: Any
floats: Any
"""Return a list of scalar variables of float64."""
int_div = _int_div
int_out_nocomplex: Any
"""Return int64. TypeError for complex inputs."""
int_types: Any
ints: Any
"""Return a list of scalar variables of int64."""
pprint = _pprint
round_half_away_from_zero_ = _round_half_away_from_zero_
same_out_min8: Any
"""Return the type of the input. It is int8 for bool."""
same_out_nobool: Any
"""Return the type of the input. TypeError for bool."""
same_out_nocomplex: Any
"""Return the type of the input. TypeError for complex inputs."""
scalar_maximum = _scalar_maximum
scalar_minimum = _scalar_minimum
uint_types: Any
upcast_out_min8: Any
"""Return the upcast of the types. It is int8 for bool."""
upcast_out_no_complex: Any
"""Return the upcast of the types. TypeError for complex inputs."""
upcast_out_nobool: Any
"""Return the upcast of the types. TypeError for bool."""
upgrade_to_float_no_complex: Any
"""Return the float type that the types upcast to. TypeError for complex inputs."""
