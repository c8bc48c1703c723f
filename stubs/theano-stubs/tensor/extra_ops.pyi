# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano import gradient as gradient
from theano import scalar as scalar
from theano.gradient import disconnected_type as disconnected_type
from theano.scalar import int32 as _int_t
from theano.tensor import bartlett as bartlett
from theano.tensor import basic as _tensor
from theano.tensor import basic as basic
from theano.tensor import nlinalg as nlinalg
from theano_compat.graph.dtypes import upcast as upcast
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.indexing.copies import CpuContiguous as CpuContiguous
from theano_compat.ops.indexing.multi_index import RavelMultiIndex as RavelMultiIndex
from theano_compat.ops.indexing.multi_index import UnravelIndex as UnravelIndex
from theano_compat.ops.indexing.multi_index import ravel_multi_index as ravel_multi_index
from theano_compat.ops.indexing.multi_index import unravel_index as unravel_index
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.networks.bartlett import Bartlett as Bartlett
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.ordering.searching import SearchsortedOp as SearchsortedOp
from theano_compat.ops.ordering.searching import searchsorted as searchsorted
from theano_compat.ops.ordering.unique import Unique as Unique
from theano_compat.ops.reductions.cumulative import CumOp as CumOp
from theano_compat.ops.reductions.cumulative import CumOp as _CumsumOp
from theano_compat.ops.reductions.cumulative import cumprod as cumprod
from theano_compat.ops.reductions.cumulative import cumsum as cumsum
from theano_compat.ops.shapes.diagonal_filling import FillDiagonal as FillDiagonal
from theano_compat.ops.shapes.diagonal_filling import FillDiagonalOffset as FillDiagonalOffset
from theano_compat.ops.shapes.diagonal_filling import fill_diagonal as fill_diagonal
from theano_compat.ops.shapes.diagonal_filling import fill_diagonal_offset as fill_diagonal_offset
from theano_compat.ops.shapes.repetition import RepeatOp as RepeatOp
from theano_compat.ops.shapes.tiling import repeat as repeat
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.tensor.extra_ops import CumprodOp as CumprodOp
from theano_compat.theano_api.tensor.extra_ops import DiffOp as DiffOp
from theano_compat.theano_api.tensor.extra_ops import bincount as bincount
from theano_compat.theano_api.tensor.extra_ops import broadcast_shape as broadcast_shape
from theano_compat.theano_api.tensor.extra_ops import broadcast_to as broadcast_to
from theano_compat.theano_api.tensor.extra_ops import compress as compress
from theano_compat.theano_api.tensor.extra_ops import diff as diff
from theano_compat.theano_api.tensor.extra_ops import squeeze as squeeze
from theano_compat.theano_api.tensor.extra_ops import to_one_hot as to_one_hot
from typing import Any
import theano as theano
COp = _COp
CumsumOp = _CumsumOp
cpu_contiguous: Any
"""The array with its elements in C order.

Input: a tensor of any shape. Use it as `theano.tensor.extra_ops.cpu_contiguous`.

Example::

    >>> x = tt.dmatrix()
    >>> f = theano.function([x], tt.extra_ops.cpu_contiguous(x))
    >>> f(np.ones((2, 3)).T).flags.c_contiguous
    True

Source: theano.tensor.extra_ops.
"""
int_t = _int_t
tensor = _tensor
