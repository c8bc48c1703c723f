# Written by `python -m tools.stubs`.
from theano import compile as compile
from theano import config as config
from theano import gof as gof
from theano import scalar as scalar
from theano.gof import graph as graph
from theano.gof import opt as opt
from theano.graph import toolbox as toolbox
from theano.scalar import basic as _ts
from theano.scalar import basic as basic
from theano.tensor import abs_ as abs_
from theano.tensor import add as add
from theano.tensor import advanced_inc_subtensor1 as advanced_inc_subtensor1
from theano.tensor import advanced_subtensor1 as advanced_subtensor1
from theano.tensor import basic as _T
from theano.tensor import basic as _tt
from theano.tensor import erf as erf
from theano.tensor import erfc as erfc
from theano.tensor import fill as fill
from theano.tensor import floor_div as _int_div
from theano.tensor import inv as inv
from theano.tensor import log as log
from theano.tensor import log1p as log1p
from theano.tensor import mul as mul
from theano.tensor import neg as neg
from theano.tensor import pow as pow
from theano.tensor import sub as sub
from theano.tensor import true_div as true_div
from theano_compat.compilation.rewriting.user_rules import LocalOptimizer as LocalOptimizer
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.gof.op import get_test_value as get_test_value
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.old.theano.gof.opt import pre_greedy_local_optimizer as pre_greedy_local_optimizer
from theano_compat.old.theano.graph.basic import ancestors as ancestors
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from theano_compat.old.theano.optimizing.databases import SequenceDB as SequenceDB
from theano_compat.old.theano.optimizing.optimizers import LocalOptGroup as LocalOptGroup
from theano_compat.old.theano.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.old.theano.optimizing.optimizers import TopoOptimizer as TopoOptimizer
from theano_compat.old.theano.optimizing.optimizers import in2out as in2out
from theano_compat.old.theano.optimizing.patterns import OpRemove as OpRemove
from theano_compat.old.theano.optimizing.patterns import PatternSub as PatternSub
from theano_compat.old.theano.tensor.opt import make_vector as make_vector
from theano_compat.old.theano.utils import NoDuplicateOptWarningFilter as NoDuplicateOptWarningFilter
from theano_compat.ops.control.assertion import Assert as Assert
from theano_compat.ops.elementwise.elemwise import Elemwise as Elemwise
from theano_compat.ops.elementwise.scalar_type import ScalarFromTensor as ScalarFromTensor
from theano_compat.ops.elementwise.scalar_type import TensorFromScalar as TensorFromScalar
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor as AdvancedIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor1 as AdvancedIncSubtensor1
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor1 as AdvancedSubtensor1
from theano_compat.ops.indexing.copies import ViewOp as ViewOp
from theano_compat.ops.indexing.subtensor import IncSubtensor as IncSubtensor
from theano_compat.ops.indexing.subtensor import Subtensor as Subtensor
from theano_compat.ops.indexing.subtensor_index import get_canonical_form_slice as get_canonical_form_slice
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.ops.known_values import extract_constant as extract_constant
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.ops.linear_algebra.blas import Dot as Dot
from theano_compat.ops.ordering.top_k import TopKOp as TopKOp
from theano_compat.ops.reductions.ops import All as All
from theano_compat.ops.reductions.ops import Prod as Prod
from theano_compat.ops.reductions.ops import Sum as Sum
from theano_compat.ops.shapes.creation import Alloc as Alloc
from theano_compat.ops.shapes.creation import AllocEmpty as AllocEmpty
from theano_compat.ops.shapes.creation import alloc as alloc
from theano_compat.ops.shapes.join import MakeVector as MakeVector
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.shapes.shape import Rebroadcast as Rebroadcast
from theano_compat.ops.shapes.shape import Reshape as Reshape
from theano_compat.ops.shapes.shape import Shape as Shape
from theano_compat.ops.shapes.shape import ShapeI as _Shape_i
from theano_compat.theano_api.tensor.elemwise import CAReduce as CAReduce
from theano_compat.theano_api.tensor.elemwise import ProdWithoutZeros as ProdWithoutZeros
from theano_compat.theano_api.tensor.extra_ops import broadcast_shape as broadcast_shape
from theano_compat.theano_api.tensor.op_classes import Join as Join
from theano_compat.theano_api.tensor.op_classes import Split as Split
from theano_compat.theano_api.tensor.op_classes import Tile as Tile
from theano_compat.theano_api.tensor.subtensor import advanced_subtensor as advanced_subtensor
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf as values_eq_approx_remove_inf
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_inf_nan as values_eq_approx_remove_inf_nan
from theano_compat.theano_api.tensor.type import values_eq_approx_remove_nan as values_eq_approx_remove_nan
from typing import Any
import theano as theano
COp = _COp
Shape_i = _Shape_i
T = _T
assert_: Any
"""A check in a graph: `Assert(msg)(value, *conditions)` is `value`.

msg: the text of the AssertionError if a condition is false. Inputs: value, of any type, and conditions, tensors of
any shape.

Example::

    >>> x = tt.dscalar("x")
    >>> checked = tt.opt.Assert("wants a positive number")(x, x > 0)
    >>> checked.eval({x: 2.0})
    array(2.)

Source: theano.tensor.opt.
"""
assert_op: Any
"""A check in a graph: `Assert(msg)(value, *conditions)` is `value`.

msg: the text of the AssertionError if a condition is false. Inputs: value, of any type, and conditions, tensors of
any shape.

Example::

    >>> x = tt.dscalar("x")
    >>> checked = tt.opt.Assert("wants a positive number")(x, x > 0)
    >>> checked.eval({x: 2.0})
    array(2.)

Source: theano.tensor.opt.
"""
int_div = _int_div
register_canonicalize: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
register_specialize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
register_specialize_device: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
register_stabilize: Any
"""Let a local optimizer run with our rules of the list 'stabilise', in all functions from now on."""
register_uncanonicalize: Any
"""Let a local optimizer run with our rules of the list 'specialise', in all functions from now on."""
register_useless: Any
"""Let a local optimizer run with our rules of the list 'canonicalise', in all functions from now on."""
ts = _ts
tt = _tt
