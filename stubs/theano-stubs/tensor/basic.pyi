# Written by `python -m tools.stubs`.
from theano import compile as compile
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import printing as printing
from theano import scalar as _scal
from theano.scalar import int32 as _int32_t
from theano.scalar import int32 as int32
from theano.scalar import pow as _power
from theano.tensor import NoneConst as NoneConst
from theano.tensor import abs_ as abs_
from theano.tensor import add as add
from theano.tensor import and_ as _bitwise_and
from theano.tensor import and_ as and_
from theano.tensor import angle as angle
from theano.tensor import arccos as arccos
from theano.tensor import arccosh as arccosh
from theano.tensor import arcsin as arcsin
from theano.tensor import arcsinh as arcsinh
from theano.tensor import arctan as arctan
from theano.tensor import arctan2 as arctan2
from theano.tensor import arctanh as arctanh
from theano.tensor import bcol as bcol
from theano.tensor import bitwise_not as _invert
from theano.tensor import bitwise_not as bitwise_not
from theano.tensor import bitwise_or as _or_
from theano.tensor import bitwise_or as bitwise_or
from theano.tensor import bitwise_xor as _xor
from theano.tensor import bitwise_xor as bitwise_xor
from theano.tensor import bmatrix as bmatrix
from theano.tensor import brow as brow
from theano.tensor import bscalar as bscalar
from theano.tensor import btensor3 as btensor3
from theano.tensor import btensor4 as btensor4
from theano.tensor import btensor5 as btensor5
from theano.tensor import btensor6 as btensor6
from theano.tensor import btensor7 as btensor7
from theano.tensor import bvector as bvector
from theano.tensor import ccol as ccol
from theano.tensor import ceil as ceil
from theano.tensor import chi2sf as chi2sf
from theano.tensor import clip as clip
from theano.tensor import cmatrix as cmatrix
from theano.tensor import complex as complex
from theano.tensor import complex_from_polar as complex_from_polar
from theano.tensor import conj as conj
from theano.tensor import cos as cos
from theano.tensor import cosh as cosh
from theano.tensor import crow as crow
from theano.tensor import cscalar as cscalar
from theano.tensor import ctensor3 as ctensor3
from theano.tensor import ctensor4 as ctensor4
from theano.tensor import ctensor5 as ctensor5
from theano.tensor import ctensor6 as ctensor6
from theano.tensor import ctensor7 as ctensor7
from theano.tensor import cvector as cvector
from theano.tensor import dcol as dcol
from theano.tensor import default as _setdefault
from theano.tensor import default as default
from theano.tensor import deg2rad as deg2rad
from theano.tensor import dmatrix as dmatrix
from theano.tensor import drow as drow
from theano.tensor import dscalar as dscalar
from theano.tensor import dtensor3 as dtensor3
from theano.tensor import dtensor4 as dtensor4
from theano.tensor import dtensor5 as dtensor5
from theano.tensor import dtensor6 as dtensor6
from theano.tensor import dtensor7 as dtensor7
from theano.tensor import dvector as dvector
from theano.tensor import elemwise as elemwise
from theano.tensor import eq as eq
from theano.tensor import erf as erf
from theano.tensor import erfc as erfc
from theano.tensor import erfcinv as erfcinv
from theano.tensor import erfcx as erfcx
from theano.tensor import erfinv as erfinv
from theano.tensor import exp as exp
from theano.tensor import exp2 as exp2
from theano.tensor import expm1 as expm1
from theano.tensor import fcol as fcol
from theano.tensor import fill as _second
from theano.tensor import fill as fill
from theano.tensor import floor as floor
from theano.tensor import floor_div as _int_div
from theano.tensor import floor_div as floor_div
from theano.tensor import fmatrix as fmatrix
from theano.tensor import frow as frow
from theano.tensor import fscalar as fscalar
from theano.tensor import ftensor3 as ftensor3
from theano.tensor import ftensor4 as ftensor4
from theano.tensor import ftensor5 as ftensor5
from theano.tensor import ftensor6 as ftensor6
from theano.tensor import ftensor7 as ftensor7
from theano.tensor import fvector as fvector
from theano.tensor import gamma as gamma
from theano.tensor import gammainc as gammainc
from theano.tensor import gammaincc as gammaincc
from theano.tensor import gammal as gammal
from theano.tensor import gammaln as gammaln
from theano.tensor import gammau as gammau
from theano.tensor import ge as ge
from theano.tensor import gt as gt
from theano.tensor import i0 as i0
from theano.tensor import i1 as i1
from theano.tensor import icol as icol
from theano.tensor import imag as imag
from theano.tensor import imatrix as imatrix
from theano.tensor import inv as inv
from theano.tensor import irow as irow
from theano.tensor import iscalar as iscalar
from theano.tensor import isinf_ as isinf_
from theano.tensor import isnan_ as isnan_
from theano.tensor import itensor3 as itensor3
from theano.tensor import itensor4 as itensor4
from theano.tensor import itensor5 as itensor5
from theano.tensor import itensor6 as itensor6
from theano.tensor import itensor7 as itensor7
from theano.tensor import iv as iv
from theano.tensor import ivector as ivector
from theano.tensor import j0 as j0
from theano.tensor import j1 as j1
from theano.tensor import join_ as join_
from theano.tensor import jv as jv
from theano.tensor import lcol as lcol
from theano.tensor import le as le
from theano.tensor import lmatrix as lmatrix
from theano.tensor import log as log
from theano.tensor import log10 as log10
from theano.tensor import log1p as log1p
from theano.tensor import log2 as log2
from theano.tensor import lrow as lrow
from theano.tensor import lscalar as lscalar
from theano.tensor import lt as lt
from theano.tensor import ltensor3 as ltensor3
from theano.tensor import ltensor4 as ltensor4
from theano.tensor import ltensor5 as ltensor5
from theano.tensor import ltensor6 as ltensor6
from theano.tensor import ltensor7 as ltensor7
from theano.tensor import lvector as lvector
from theano.tensor import maximum as maximum
from theano.tensor import mgrid as mgrid
from theano.tensor import minimum as minimum
from theano.tensor import mod as mod
from theano.tensor import mul as mul
from theano.tensor import neg as neg
from theano.tensor import neq as neq
from theano.tensor import ogrid as ogrid
from theano.tensor import pow as pow
from theano.tensor import psi as psi
from theano.tensor import rad2deg as rad2deg
from theano.tensor import real as real
from theano.tensor import round_half_away_from_zero as round_half_away_from_zero
from theano.tensor import round_half_to_even as round_half_to_even
from theano.tensor import scalar_from_tensor as scalar_from_tensor
from theano.tensor import sgn as sgn
from theano.tensor import sin as sin
from theano.tensor import sinh as sinh
from theano.tensor import sqr as _square
from theano.tensor import sqr as sqr
from theano.tensor import sqrt as sqrt
from theano.tensor import sub as sub
from theano.tensor import switch as _where
from theano.tensor import switch as switch
from theano.tensor import tan as tan
from theano.tensor import tanh as tanh
from theano.tensor import tensor_copy as tensor_copy
from theano.tensor import tensor_from_scalar as tensor_from_scalar
from theano.tensor import tri_gamma as tri_gamma
from theano.tensor import true_div as true_div
from theano.tensor import trunc as trunc
from theano.tensor import wcol as wcol
from theano.tensor import wmatrix as wmatrix
from theano.tensor import wrow as wrow
from theano.tensor import wscalar as wscalar
from theano.tensor import wtensor3 as wtensor3
from theano.tensor import wtensor4 as wtensor4
from theano.tensor import wtensor5 as wtensor5
from theano.tensor import wtensor6 as wtensor6
from theano.tensor import wtensor7 as wtensor7
from theano.tensor import wvector as wvector
from theano.tensor import zcol as zcol
from theano.tensor import zmatrix as zmatrix
from theano.tensor import zrow as zrow
from theano.tensor import zscalar as zscalar
from theano.tensor import ztensor3 as ztensor3
from theano.tensor import ztensor4 as ztensor4
from theano.tensor import ztensor5 as ztensor5
from theano.tensor import ztensor6 as ztensor6
from theano.tensor import ztensor7 as ztensor7
from theano.tensor import zvector as zvector
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
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.old.theano.tensor.utils import as_list as as_list
from theano_compat.old.theano.utils import apply_across_args as apply_across_args
from theano_compat.ops.control.default_value import Default as Default
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.elementwise.arithmetic import mod_check as mod_check
from theano_compat.ops.elementwise.cast import cast as cast
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
from theano_compat.ops.reductions.closeness import allclose as allclose
from theano_compat.ops.reductions.closeness import isclose as isclose
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
from theano_compat.theano_api import _asarray as _asarray
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
from typing import Any
import theano as theano
COp = _COp
CType = _CType
Tensor = _Tensor
_as_tensor_variable = __as_tensor_variable
_convert_to_bool: Any
"""_convert_to_bool(x), element by element: x as bool; floats lose their fraction.

The result is bool.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_bool([20.0, 80.0, 50.0]).eval()
    array([ True,  True,  True])

Source: theano.tensor.basic.
"""
_convert_to_complex128: Any
"""_convert_to_complex128(x), element by element: x as complex128; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_complex128([20.0, 80.0]).eval()
    array([20.+0.j, 80.+0.j])

Source: theano.tensor.basic.
"""
_convert_to_complex64: Any
"""_convert_to_complex64(x), element by element: x as complex64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_complex64([20.0, 80.0]).eval()
    array([20.+0.j, 80.+0.j], dtype=complex64)

Source: theano.tensor.basic.
"""
_convert_to_float16: Any
"""_convert_to_float16(x), element by element: x as float16; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float16([20.0, 80.0]).eval()
    array([20., 80.], dtype=float16)

Source: theano.tensor.basic.
"""
_convert_to_float32: Any
"""_convert_to_float32(x), element by element: x as float32; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float32([20.0, 80.0]).eval()
    array([20., 80.], dtype=float32)

Source: theano.tensor.basic.
"""
_convert_to_float64: Any
"""_convert_to_float64(x), element by element: x as float64; floats lose their fraction.

Integers give floats.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_float64([20.0, 80.0]).eval()
    array([20., 80.])

Source: theano.tensor.basic.
"""
_convert_to_int16: Any
"""_convert_to_int16(x), element by element: x as int16; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int16([20.0, 80.0]).eval()
    array([20, 80], dtype=int16)

Source: theano.tensor.basic.
"""
_convert_to_int32: Any
"""_convert_to_int32(x), element by element: x as int32; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int32([20.0, 80.0]).eval()
    array([20, 80], dtype=int32)

Source: theano.tensor.basic.
"""
_convert_to_int64: Any
"""_convert_to_int64(x), element by element: x as int64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int64([20.0, 80.0]).eval()
    array([20, 80])

Source: theano.tensor.basic.
"""
_convert_to_int8: Any
"""_convert_to_int8(x), element by element: x as int8; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_int8([20.0, 80.0]).eval()
    array([20, 80], dtype=int8)

Source: theano.tensor.basic.
"""
_convert_to_uint16: Any
"""_convert_to_uint16(x), element by element: x as uint16; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint16([20.0, 80.0]).eval()
    array([20, 80], dtype=uint16)

Source: theano.tensor.basic.
"""
_convert_to_uint32: Any
"""_convert_to_uint32(x), element by element: x as uint32; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint32([20.0, 80.0]).eval()
    array([20, 80], dtype=uint32)

Source: theano.tensor.basic.
"""
_convert_to_uint64: Any
"""_convert_to_uint64(x), element by element: x as uint64; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint64([20.0, 80.0]).eval()
    array([20, 80], dtype=uint64)

Source: theano.tensor.basic.
"""
_convert_to_uint8: Any
"""_convert_to_uint8(x), element by element: x as uint8; floats lose their fraction.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.basic._convert_to_uint8([20.0, 80.0]).eval()
    array([20, 80], dtype=uint8)

Source: theano.tensor.basic.
"""
_dot: Any
"""Inner products over the last dimension of x and the first of y, for x and y of rank 1 or 2; see `tt.dot`.

Example::

    >>> tt.Dot()([[1, 2]], [3, 4]).eval()
    array([11])

Source: theano.tensor.basic.
"""
_tensor_py_operators = __tensor_py_operators
all_dtypes: Any
as_tensor_variable = _as_tensor_variable
bitwise_and = _bitwise_and
complex_dtypes: Any
continuous_dtypes: Any
discrete_dtypes: Any
float16_atol: Any
float16_rtol: Any
float32_atol: Any
float32_rtol: Any
float64_atol: Any
float64_rtol: Any
float_dtypes: Any
int32_t = _int32_t
int_div = _int_div
int_dtypes: Any
integer_dtypes: Any
invert = _invert
makeKeepDims = _makeKeepDims
or_ = _or_
power = _power
pprint = _pprint
scal = _scal
second = _second
setdefault = _setdefault
square = _square
uint_dtypes: Any
where = _where
xor = _xor
