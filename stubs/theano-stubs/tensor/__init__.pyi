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
from theano.tensor import basic as basic
from theano.tensor import elemwise as elemwise
from theano.tensor import extra_ops as extra_ops
from theano.tensor import fft as fft
from theano.tensor import io as io
from theano.tensor import nlinalg as nlinalg
from theano.tensor import nnet as nnet
from theano.tensor import opt as opt
from theano.tensor import opt_uncanonicalize as opt_uncanonicalize
from theano.tensor import random as random
from theano.tensor import raw_random as raw_random
from theano.tensor import shared_randomstreams as shared_randomstreams
from theano.tensor import sharedvar as sharedvar
from theano.tensor import signal as signal
from theano.tensor import slinalg as slinalg
from theano.tensor import subtensor as subtensor
from theano.tensor import type as type
from theano.tensor import type_other as type_other
from theano.tensor import utils as utils
from theano.tensor import xlogx as xlogx
from theano_compat.differentiate import Lop as Lop
from theano_compat.differentiate import Rop as Rop
from theano_compat.differentiate import grad as grad
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.types import TensorType as _Tensor
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.old.theano.tensor.utils import as_list as as_list
from theano_compat.old.theano.utils import apply_across_args as apply_across_args
from theano_compat.ops.control.default_value import Default as Default
from theano_compat.ops.control.gradient_marks import consider_constant as consider_constant
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
from theano_compat.ops.indexing.advanced_subtensor import AdvancedBooleanIncSubtensor as AdvancedBooleanIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedBooleanSubtensor as AdvancedBooleanSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor as AdvancedIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor as _BaseAdvancedIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor1 as AdvancedIncSubtensor1
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor as AdvancedSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor as _BaseAdvancedSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor1 as AdvancedSubtensor1
from theano_compat.ops.indexing.choose import Choose as Choose
from theano_compat.ops.indexing.choose import choose as choose
from theano_compat.ops.indexing.multi_index import ravel_multi_index as ravel_multi_index
from theano_compat.ops.indexing.multi_index import unravel_index as unravel_index
from theano_compat.ops.indexing.nonzero import Nonzero as Nonzero
from theano_compat.ops.indexing.nonzero import flatnonzero as flatnonzero
from theano_compat.ops.indexing.nonzero import nonzero as nonzero
from theano_compat.ops.indexing.nonzero import nonzero_values as nonzero_values
from theano_compat.ops.indexing.reading import take as take
from theano_compat.ops.indexing.slice_type import SliceConstant as SliceConstant
from theano_compat.ops.indexing.slice_type import SliceType as SliceType
from theano_compat.ops.indexing.slice_variables import MakeSlice as MakeSlice
from theano_compat.ops.indexing.slice_variables import NoneTypeT as NoneTypeT
from theano_compat.ops.indexing.slice_variables import as_int_none_variable as as_int_none_variable
from theano_compat.ops.indexing.subtensor import IncSubtensor as IncSubtensor
from theano_compat.ops.indexing.subtensor import Subtensor as Subtensor
from theano_compat.ops.indexing.subtensor_index import get_canonical_form_slice as get_canonical_form_slice
from theano_compat.ops.indexing.writing import inc_subtensor as inc_subtensor
from theano_compat.ops.indexing.writing import set_subtensor as set_subtensor
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
from theano_compat.ops.load_from_disk import LoadFromDisk as LoadFromDisk
from theano_compat.ops.load_from_disk import load as load
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.ordering.permutation import permute_row_elements as permute_row_elements
from theano_compat.ops.ordering.sorting import argsort as argsort
from theano_compat.ops.ordering.sorting import sort as sort
from theano_compat.ops.ordering.top_k import argtopk as argtopk
from theano_compat.ops.ordering.top_k import topk as topk
from theano_compat.ops.ordering.top_k import topk_and_argtopk as topk_and_argtopk
from theano_compat.ops.reductions.closeness import allclose as allclose
from theano_compat.ops.reductions.closeness import isclose as isclose
from theano_compat.ops.reductions.cumulative import cumprod as cumprod
from theano_compat.ops.reductions.cumulative import cumsum as cumsum
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
from theano_compat.ops.shapes.diagonal_filling import fill_diagonal as fill_diagonal
from theano_compat.ops.shapes.diagonal_filling import fill_diagonal_offset as fill_diagonal_offset
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
from theano_compat.ops.shapes.specified_shape import SpecifyShape as SpecifyShape
from theano_compat.ops.shapes.splitting import split as split
from theano_compat.ops.shapes.tiling import repeat as repeat
from theano_compat.ops.shapes.tiling import roll as roll
from theano_compat.ops.shapes.tiling import tile as tile
from theano_compat.ops.shared import shared as __shared
from theano_compat.ops.shared import shared as shared
from theano_compat.ops.tensor_op import AsTensorError as AsTensorError
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.ops.tensor_op import as_tensor as as_tensor
from theano_compat.ops.tensor_op import constant as constant
from theano_compat.ops.tensor_variable import TensorConstant as TensorConstant
from theano_compat.ops.tensor_variable import TensorOperators as __tensor_py_operators
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
from theano_compat.theano_api.printing.expression import min_informative_str as min_informative_str
from theano_compat.theano_api.tensor import hessian as hessian
from theano_compat.theano_api.tensor import jacobian as jacobian
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
from theano_compat.theano_api.tensor.extra_ops import DiffOp as DiffOp
from theano_compat.theano_api.tensor.extra_ops import bincount as bincount
from theano_compat.theano_api.tensor.extra_ops import broadcast_shape as broadcast_shape
from theano_compat.theano_api.tensor.extra_ops import squeeze as squeeze
from theano_compat.theano_api.tensor.op_classes import Join as Join
from theano_compat.theano_api.tensor.op_classes import MaxAndArgmax as MaxAndArgmax
from theano_compat.theano_api.tensor.op_classes import Mean as Mean
from theano_compat.theano_api.tensor.op_classes import PermuteRowElements as PermuteRowElements
from theano_compat.theano_api.tensor.op_classes import Split as Split
from theano_compat.theano_api.tensor.op_classes import Tile as Tile
from theano_compat.theano_api.tensor.subtensor import advanced_inc_subtensor as _advanced_boolean_inc_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_inc_subtensor as advanced_inc_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_set_subtensor as _advanced_boolean_set_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_set_subtensor as advanced_set_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_subtensor as _advanced_boolean_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_subtensor as advanced_subtensor
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
from theano_compat.theano_api.verify_grad import numeric_grad as numeric_grad
from theano_compat.theano_api.verify_grad import verify_grad as verify_grad
from typing import Any
import theano_compat as _theano
BaseAdvancedIncSubtensor = _BaseAdvancedIncSubtensor
BaseAdvancedSubtensor = _BaseAdvancedSubtensor
COp = _COp
CType = _CType
NoneConst: Any
"""A variable with a fixed value; `tt.constant` makes it of a number or an array.

type: its Type. data: the value, of the rank and dtype that type says, and any shape. name: shown in errors.

Example::

    >>> two = tt.constant(2.0)
    >>> isinstance(two, theano.Constant), float(two.data)
    (True, 2.0)

Source: theano.gof.graph.
"""
Tensor = _Tensor
_shared = __shared
_tensor_py_operators = __tensor_py_operators
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
advanced_boolean_inc_subtensor = _advanced_boolean_inc_subtensor
advanced_boolean_set_subtensor = _advanced_boolean_set_subtensor
advanced_boolean_subtensor = _advanced_boolean_subtensor
advanced_inc_subtensor1: Any
"""Return a copy of x with y added to its rows x[index].

x: a tensor.
y: a tensor of the shape of x[index].
index: an integer vector.

Example::

    >>> tt.advanced_inc_subtensor1([1.0, 2.0], [10.0, 10.0], [1, 1]).eval()
    array([ 1., 22.])

Source: theano.tensor.subtensor.
"""
advanced_set_subtensor1: Any
"""Return a copy of x with y put at its rows x[index].

x: a tensor.
y: a tensor of the shape of x[index].
index: an integer vector.

Example::

    >>> tt.advanced_set_subtensor1([1.0, 2.0], [10.0, 10.0], [1, 1]).eval()
    array([ 1., 10.])

Source: theano.tensor.subtensor.
"""
advanced_subtensor1: Any
"""The rows x[index] for an integer vector, which is a separate Op in Theano. Inputs: x, index.

sparse_grad: the gradient with respect to x, a matrix, is sparse and stores only those rows. pattern, views: as in
AdvancedSubtensor.

Example::

    >>> tt.AdvancedSubtensor1()([[1, 2], [3, 4]], [1, 1]).eval()
    array([[3, 4],
           [3, 4]])

Source: theano.tensor.subtensor.
"""
all_dtypes: Any
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
as_tensor_variable = _as_tensor_variable
bartlett: Any
"""numpy.bartlett: weights in float64 that rise from 0 to the middle and fall again.

Input: their number M, an integer scalar; the result is a vector. Use it as `theano.tensor.extra_ops.bartlett`.

Example::

    >>> theano.tensor.extra_ops.bartlett(5).eval()
    array([0. , 0.5, 1. , 0.5, 0. ])

Source: theano.tensor.extra_ops.
"""
bcol: Any
"""A call makes a variable of this type: int8, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, True))("x").type
    TensorType(int8, col)

Source: theano.tensor.basic.
"""
bitwise_and: Any
"""and_(x, y), element by element: x & y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_and.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.and_([20, 80], [60, 40]).eval()
    array([20,  0])

Source: theano.tensor.
"""
bitwise_not: Any
"""invert(x), element by element: not x for bools, ~x for integers.

Integers and bools only. Its gradient is 0. NumPy's is numpy.invert.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.invert([20, 80]).eval()
    array([-21, -81])

Source: theano.tensor.
"""
bitwise_or: Any
"""or_(x, y), element by element: x | y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_or.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.or_([20, 80], [60, 40]).eval()
    array([ 60, 120])

Source: theano.tensor.
"""
bitwise_xor: Any
"""xor(x, y), element by element: x ^ y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_xor.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.xor([20, 80], [60, 40]).eval()
    array([ 40, 120])

Source: theano.tensor.
"""
bmatrix: Any
"""A call makes a variable of this type: int8, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False))("x").type
    TensorType(int8, matrix)

Source: theano.tensor.basic.
"""
brow: Any
"""A call makes a variable of this type: int8, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (True, False))("x").type
    TensorType(int8, row)

Source: theano.tensor.basic.
"""
bscalar: Any
"""A call makes a variable of this type: int8, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", ())("x").type
    TensorType(int8, scalar)

Source: theano.tensor.basic.
"""
btensor3: Any
"""A call makes a variable of this type: int8, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False, False))("x").type
    TensorType(int8, 3D)

Source: theano.tensor.basic.
"""
btensor4: Any
"""A call makes a variable of this type: int8, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False, False, False))("x").type
    TensorType(int8, 4D)

Source: theano.tensor.basic.
"""
btensor5: Any
"""A call makes a variable of this type: int8, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False, False, False, False))("x").type
    TensorType(int8, 5D)

Source: theano.tensor.basic.
"""
btensor6: Any
"""A call makes a variable of this type: int8, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False, False, False, False, False))("x").type
    TensorType(int8, 6D)

Source: theano.tensor.basic.
"""
btensor7: Any
"""A call makes a variable of this type: int8, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False, False, False, False, False, False, False))("x").type
    TensorType(int8, 7D)

Source: theano.tensor.basic.
"""
bvector: Any
"""A call makes a variable of this type: int8, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int8", (False,))("x").type
    TensorType(int8, vector)

Source: theano.tensor.basic.
"""
ccol: Any
"""A call makes a variable of this type: complex64, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, True))("x").type
    TensorType(complex64, col)

Source: theano.tensor.basic.
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
cmatrix: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False))("x").type
    TensorType(complex64, matrix)

Source: theano.tensor.basic.
"""
complex: Any
"""complex(x, y), element by element: x + i y.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.complex([-1.8, 1.8], [0.6, -0.6]).eval()
    array([-1.8+0.6j,  1.8-0.6j])

Source: theano.tensor.
"""
complex_dtypes: Any
complex_from_polar: Any
"""complex_from_polar(x, y), element by element: r (cos theta + i sin theta).

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.complex_from_polar([0.8, 2.5], [0.6, -0.6]).eval()
    array([0.66026849+0.45171398j, 2.06333904-1.41160618j])

Source: theano.tensor.
"""
conj: Any
"""conj(x), element by element: the complex conjugate: x itself if real.

NumPy's is numpy.conj.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.conj([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
continuous_dtypes: Any
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
crow: Any
"""A call makes a variable of this type: complex64, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (True, False))("x").type
    TensorType(complex64, row)

Source: theano.tensor.basic.
"""
cscalar: Any
"""A call makes a variable of this type: complex64, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", ())("x").type
    TensorType(complex64, scalar)

Source: theano.tensor.basic.
"""
ctensor3: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False, False))("x").type
    TensorType(complex64, 3D)

Source: theano.tensor.basic.
"""
ctensor4: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False, False, False))("x").type
    TensorType(complex64, 4D)

Source: theano.tensor.basic.
"""
ctensor5: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False, False, False, False))("x").type
    TensorType(complex64, 5D)

Source: theano.tensor.basic.
"""
ctensor6: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False, False, False, False, False))("x").type
    TensorType(complex64, 6D)

Source: theano.tensor.basic.
"""
ctensor7: Any
"""A call makes a variable of this type: complex64, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False, False, False, False, False, False, False))("x").type
    TensorType(complex64, 7D)

Source: theano.tensor.basic.
"""
cvector: Any
"""A call makes a variable of this type: complex64, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex64", (False,))("x").type
    TensorType(complex64, vector)

Source: theano.tensor.basic.
"""
dcol: Any
"""A call makes a variable of this type: float64, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, True))("x").type
    TensorType(float64, col)

Source: theano.tensor.basic.
"""
default: Any
"""`x`, or `default` if `x` is None at run time. TypeError if their types differ.

Inputs: x, a variable that may be None, and default. Use it as `theano.tensor.default`.

Example::

    >>> x = tt.dscalar("x")
    >>> theano.function([theano.In(x, value=1.0)], tt.default(x, 2.0 * x))()
    array(1.)

Source: theano.tensor.basic.
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
discrete_dtypes: Any
dmatrix: Any
"""A call makes a variable of this type: float64, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False))("x").type
    TensorType(float64, matrix)

Source: theano.tensor.basic.
"""
drow: Any
"""A call makes a variable of this type: float64, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (True, False))("x").type
    TensorType(float64, row)

Source: theano.tensor.basic.
"""
dscalar: Any
"""A call makes a variable of this type: float64, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", ())("x").type
    TensorType(float64, scalar)

Source: theano.tensor.basic.
"""
dtensor3: Any
"""A call makes a variable of this type: float64, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False, False))("x").type
    TensorType(float64, 3D)

Source: theano.tensor.basic.
"""
dtensor4: Any
"""A call makes a variable of this type: float64, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False, False, False))("x").type
    TensorType(float64, 4D)

Source: theano.tensor.basic.
"""
dtensor5: Any
"""A call makes a variable of this type: float64, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False, False, False, False))("x").type
    TensorType(float64, 5D)

Source: theano.tensor.basic.
"""
dtensor6: Any
"""A call makes a variable of this type: float64, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False, False, False, False, False))("x").type
    TensorType(float64, 6D)

Source: theano.tensor.basic.
"""
dtensor7: Any
"""A call makes a variable of this type: float64, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False, False, False, False, False, False, False))("x").type
    TensorType(float64, 7D)

Source: theano.tensor.basic.
"""
dvector: Any
"""A call makes a variable of this type: float64, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float64", (False,))("x").type
    TensorType(float64, vector)

Source: theano.tensor.basic.
"""
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
fcol: Any
"""A call makes a variable of this type: float32, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, True))("x").type
    TensorType(float32, col)

Source: theano.tensor.basic.
"""
fill: Any
"""second(x, y), element by element: y, broadcast to the joint shape of x and y.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.second([-1.8, 1.8], [0.6, -0.6]).eval()
    array([ 0.6, -0.6])

Source: theano.tensor.
"""
float16_atol: Any
float16_rtol: Any
float32_atol: Any
float32_rtol: Any
float64_atol: Any
float64_rtol: Any
float_dtypes: Any
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
fmatrix: Any
"""A call makes a variable of this type: float32, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False))("x").type
    TensorType(float32, matrix)

Source: theano.tensor.basic.
"""
frow: Any
"""A call makes a variable of this type: float32, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (True, False))("x").type
    TensorType(float32, row)

Source: theano.tensor.basic.
"""
fscalar: Any
"""A call makes a variable of this type: float32, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", ())("x").type
    TensorType(float32, scalar)

Source: theano.tensor.basic.
"""
ftensor3: Any
"""A call makes a variable of this type: float32, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False, False))("x").type
    TensorType(float32, 3D)

Source: theano.tensor.basic.
"""
ftensor4: Any
"""A call makes a variable of this type: float32, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False, False, False))("x").type
    TensorType(float32, 4D)

Source: theano.tensor.basic.
"""
ftensor5: Any
"""A call makes a variable of this type: float32, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False, False, False, False))("x").type
    TensorType(float32, 5D)

Source: theano.tensor.basic.
"""
ftensor6: Any
"""A call makes a variable of this type: float32, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False, False, False, False, False))("x").type
    TensorType(float32, 6D)

Source: theano.tensor.basic.
"""
ftensor7: Any
"""A call makes a variable of this type: float32, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False, False, False, False, False, False, False))("x").type
    TensorType(float32, 7D)

Source: theano.tensor.basic.
"""
fvector: Any
"""A call makes a variable of this type: float32, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("float32", (False,))("x").type
    TensorType(float32, vector)

Source: theano.tensor.basic.
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
icol: Any
"""A call makes a variable of this type: int32, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, True))("x").type
    TensorType(int32, col)

Source: theano.tensor.basic.
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
imatrix: Any
"""A call makes a variable of this type: int32, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False))("x").type
    TensorType(int32, matrix)

Source: theano.tensor.basic.
"""
int32_t = _int32_t
int_div: Any
"""int_div(x, y), element by element: floor(x / y) as Python's //.

NumPy's is numpy.floor_divide.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.int_div([-5.4, 5.4], [2.2, 1.8]).eval()
    array([-3.,  3.])

Source: theano.tensor.
"""
int_dtypes: Any
integer_dtypes: Any
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
irow: Any
"""A call makes a variable of this type: int32, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (True, False))("x").type
    TensorType(int32, row)

Source: theano.tensor.basic.
"""
iscalar: Any
"""A call makes a variable of this type: int32, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", ())("x").type
    TensorType(int32, scalar)

Source: theano.tensor.basic.
"""
isinf_: Any
"""isinf(x), element by element: whether x is +inf or -inf.

The result is bool. Its gradient is 0. NumPy's is numpy.isinf.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.isinf([-1.8, 1.8, 0.0]).eval()
    array([False, False, False])

Source: theano.tensor.
"""
isnan_: Any
"""isnan(x), element by element: whether x is NaN.

The result is bool. Its gradient is 0. NumPy's is numpy.isnan.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.isnan([-1.8, 1.8, 0.0]).eval()
    array([False, False, False])

Source: theano.tensor.
"""
itensor3: Any
"""A call makes a variable of this type: int32, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False, False))("x").type
    TensorType(int32, 3D)

Source: theano.tensor.basic.
"""
itensor4: Any
"""A call makes a variable of this type: int32, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False, False, False))("x").type
    TensorType(int32, 4D)

Source: theano.tensor.basic.
"""
itensor5: Any
"""A call makes a variable of this type: int32, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False, False, False, False))("x").type
    TensorType(int32, 5D)

Source: theano.tensor.basic.
"""
itensor6: Any
"""A call makes a variable of this type: int32, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False, False, False, False, False))("x").type
    TensorType(int32, 6D)

Source: theano.tensor.basic.
"""
itensor7: Any
"""A call makes a variable of this type: int32, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False, False, False, False, False, False, False))("x").type
    TensorType(int32, 7D)

Source: theano.tensor.basic.
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
ivector: Any
"""A call makes a variable of this type: int32, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int32", (False,))("x").type
    TensorType(int32, vector)

Source: theano.tensor.basic.
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
join_: Any
"""The Op of `join`: `Join()(axis, *tensors)`; it compares equal to ours.

view: Theano's, without an effect. axis: the dimension; the tensors have one shape in the others.

Example::

    >>> tt.Join()(0, [1, 2], [3]).eval()
    array([1, 2, 3])

Source: theano.tensor.basic.
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
lcol: Any
"""A call makes a variable of this type: int64, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, True))("x").type
    TensorType(int64, col)

Source: theano.tensor.basic.
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
lmatrix: Any
"""A call makes a variable of this type: int64, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False))("x").type
    TensorType(int64, matrix)

Source: theano.tensor.basic.
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
lrow: Any
"""A call makes a variable of this type: int64, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (True, False))("x").type
    TensorType(int64, row)

Source: theano.tensor.basic.
"""
lscalar: Any
"""A call makes a variable of this type: int64, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", ())("x").type
    TensorType(int64, scalar)

Source: theano.tensor.basic.
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
ltensor3: Any
"""A call makes a variable of this type: int64, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False, False))("x").type
    TensorType(int64, 3D)

Source: theano.tensor.basic.
"""
ltensor4: Any
"""A call makes a variable of this type: int64, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False, False, False))("x").type
    TensorType(int64, 4D)

Source: theano.tensor.basic.
"""
ltensor5: Any
"""A call makes a variable of this type: int64, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False, False, False, False))("x").type
    TensorType(int64, 5D)

Source: theano.tensor.basic.
"""
ltensor6: Any
"""A call makes a variable of this type: int64, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False, False, False, False, False))("x").type
    TensorType(int64, 6D)

Source: theano.tensor.basic.
"""
ltensor7: Any
"""A call makes a variable of this type: int64, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False, False, False, False, False, False, False))("x").type
    TensorType(int64, 7D)

Source: theano.tensor.basic.
"""
lvector: Any
"""A call makes a variable of this type: int64, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int64", (False,))("x").type
    TensorType(int64, vector)

Source: theano.tensor.basic.
"""
makeKeepDims = _makeKeepDims
make_slice: Any
"""A slice made from its three bounds. Use it as `theano.tensor.type_other.make_slice`.

Inputs: start, stop, step, integer scalars or None.

Example::

    >>> tt.make_slice(0, 6, 2).eval()
    slice(array(0, dtype=int8), array(6, dtype=int8), array(2, dtype=int8))

Source: theano.tensor.type_other.
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
mgrid: Any
"""`mgrid` and `ogrid`: indexed with slices, give a range for each slice, as in NumPy."""
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
none_type_t: Any
"""The type of None.

Its only instance is `theano.tensor.type_other.none_type_t`.

Example::

    >>> tt.none_type_t.is_valid_value(None), tt.none_type_t.is_valid_value(0)
    (True, False)

Source: theano.tensor.type_other.
"""
ogrid: Any
"""`mgrid` and `ogrid`: indexed with slices, give a range for each slice, as in NumPy."""
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
power = _power
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
round_half_to_even: Any
"""round_half_to_even(x), element by element: the integer nearest to x, of two the even one.

Its gradient is 0. NumPy's is numpy.around.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.round_half_to_even([-1.8, 1.8]).eval()
    array([-2.,  2.])

Source: theano.tensor.
"""
scal = _scal
scalar_from_tensor: Any
"""Conversion of a tensor of rank 0 to a Scalar.

Use it as `theano.tensor.scalar_from_tensor`.

Example::

    >>> tt.scalar_from_tensor(tt.dscalar("x")).type
    Scalar(float64)

Source: theano.tensor.basic.
"""
second: Any
"""second(x, y), element by element: y, broadcast to the joint shape of x and y.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.second([-1.8, 1.8], [0.6, -0.6]).eval()
    array([ 0.6, -0.6])

Source: theano.tensor.
"""
setdefault: Any
"""`x`, or `default` if `x` is None at run time. TypeError if their types differ.

Inputs: x, a variable that may be None, and default. Use it as `theano.tensor.default`.

Example::

    >>> x = tt.dscalar("x")
    >>> theano.function([theano.In(x, value=1.0)], tt.default(x, 2.0 * x))()
    array(1.)

Source: theano.tensor.basic.
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
slicetype: Any
"""The type of Python's slices.

Its only instance is `theano.tensor.type_other.slicetype`.

Example::

    >>> tt.slicetype.filter(slice(0, 2))
    slice(0, 2, None)

Source: theano.tensor.type_other.
"""
specify_shape: Any
"""A tensor whose shape must be a given one, else AssertionError. Use it as `theano.tensor.specify_shape`.

Inputs: x, a tensor, shape, an integer vector.

Example::

    >>> x = tt.dvector("x")
    >>> tt.specify_shape(x, (2,)).eval({x: [1.0, 2.0]})
    array([1., 2.])

Source: theano.compile.ops.
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
square: Any
"""sqr(x), element by element: x * x.

NumPy's is numpy.square.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.sqr([-1.8, 1.8]).eval()
    array([3.24, 3.24])

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
tensor_copy: Any
"""tensor_copy(x), element by element: x.

x: a tensor of any shape, a number or an array.

Example::

    >>> tt.tensor_copy([-1.8, 1.8]).eval()
    array([-1.8,  1.8])

Source: theano.tensor.
"""
tensor_from_scalar: Any
"""Conversion of a Scalar to a tensor of rank 0.

Use it as `theano.tensor.tensor_from_scalar`.

Example::

    >>> tt.tensor_from_scalar(theano.scalar.float64("x")).type
    TensorType(float64, scalar)

Source: theano.tensor.basic.
"""
theano = _theano
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
uint_dtypes: Any
wcol: Any
"""A call makes a variable of this type: int16, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, True))("x").type
    TensorType(int16, col)

Source: theano.tensor.basic.
"""
where: Any
"""switch(x, y, z), element by element: y where the condition x is not 0, else z.

NumPy's is numpy.where.

x, y, z: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.switch([0, 1], [0.6, -0.6], [1.8, -1.8]).eval()
    array([ 1.8, -0.6])

Source: theano.tensor.
"""
wmatrix: Any
"""A call makes a variable of this type: int16, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False))("x").type
    TensorType(int16, matrix)

Source: theano.tensor.basic.
"""
wrow: Any
"""A call makes a variable of this type: int16, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (True, False))("x").type
    TensorType(int16, row)

Source: theano.tensor.basic.
"""
wscalar: Any
"""A call makes a variable of this type: int16, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", ())("x").type
    TensorType(int16, scalar)

Source: theano.tensor.basic.
"""
wtensor3: Any
"""A call makes a variable of this type: int16, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False, False))("x").type
    TensorType(int16, 3D)

Source: theano.tensor.basic.
"""
wtensor4: Any
"""A call makes a variable of this type: int16, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False, False, False))("x").type
    TensorType(int16, 4D)

Source: theano.tensor.basic.
"""
wtensor5: Any
"""A call makes a variable of this type: int16, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False, False, False, False))("x").type
    TensorType(int16, 5D)

Source: theano.tensor.basic.
"""
wtensor6: Any
"""A call makes a variable of this type: int16, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False, False, False, False, False))("x").type
    TensorType(int16, 6D)

Source: theano.tensor.basic.
"""
wtensor7: Any
"""A call makes a variable of this type: int16, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False, False, False, False, False, False, False))("x").type
    TensorType(int16, 7D)

Source: theano.tensor.basic.
"""
wvector: Any
"""A call makes a variable of this type: int16, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("int16", (False,))("x").type
    TensorType(int16, vector)

Source: theano.tensor.basic.
"""
xor: Any
"""xor(x, y), element by element: x ^ y, bit by bit.

Integers and bools only. Its gradient is 0. NumPy's is numpy.bitwise_xor.

x, y: tensors of any shape, numbers or arrays; they broadcast.

Example::

    >>> tt.xor([20, 80], [60, 40]).eval()
    array([ 40, 120])

Source: theano.tensor.
"""
zcol: Any
"""A call makes a variable of this type: complex128, with values of shape (n, 1).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, True))("x").type
    TensorType(complex128, col)

Source: theano.tensor.basic.
"""
zmatrix: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False))("x").type
    TensorType(complex128, matrix)

Source: theano.tensor.basic.
"""
zrow: Any
"""A call makes a variable of this type: complex128, with values of shape (1, m).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (True, False))("x").type
    TensorType(complex128, row)

Source: theano.tensor.basic.
"""
zscalar: Any
"""A call makes a variable of this type: complex128, with values of shape ().

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", ())("x").type
    TensorType(complex128, scalar)

Source: theano.tensor.basic.
"""
ztensor3: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m, k).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False, False))("x").type
    TensorType(complex128, 3D)

Source: theano.tensor.basic.
"""
ztensor4: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m, k, l).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False, False, False))("x").type
    TensorType(complex128, 4D)

Source: theano.tensor.basic.
"""
ztensor5: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m, k, l, p).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False, False, False, False))("x").type
    TensorType(complex128, 5D)

Source: theano.tensor.basic.
"""
ztensor6: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m, k, l, p, q).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False, False, False, False, False))("x").type
    TensorType(complex128, 6D)

Source: theano.tensor.basic.
"""
ztensor7: Any
"""A call makes a variable of this type: complex128, with values of shape (n, m, k, l, p, q, r).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False, False, False, False, False, False, False))("x").type
    TensorType(complex128, 7D)

Source: theano.tensor.basic.
"""
zvector: Any
"""A call makes a variable of this type: complex128, with values of shape (n,).

name: of the variable, shown in errors and printed graphs.

Example::

    >>> theano.tensor.TensorType("complex128", (False,))("x").type
    TensorType(complex128, vector)

Source: theano.tensor.basic.
"""
