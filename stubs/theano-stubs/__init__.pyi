# Written by `python -m tools.stubs`.
from theano import _version as _version
from theano import breakpoint as breakpoint
from theano import compile as compile
from theano import configdefaults as configdefaults
from theano import configparser as configparser
from theano import d3viz as d3viz
from theano import gof as gof
from theano import gradient as gradient
from theano import graph as graph
from theano import ifelse as ifelse
from theano import link as link
from theano import misc as misc
from theano import pathparse as pathparse
from theano import printing as printing
from theano import sandbox as sandbox
from theano import scalar as scalar
from theano import scan_module as scan_module
from theano import sparse as sparse
from theano import tensor as tensor
from theano import typed_list as typed_list
from theano import updates as updates
from theano import utils as utils
from theano import version as version
from theano.gof import opt as opt
from theano.gof import toolbox as toolbox
from theano.scan import checkpoints as checkpoints
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import ProfileMode as ProfileMode
from theano_compat.differentiate import Lop as Lop
from theano_compat.differentiate import Rop as Rop
from theano_compat.differentiate import grad as grad
from theano_compat.functions.function import function as function
from theano_compat.functions.graphs.clone import clone as clone
from theano_compat.functions.graphs.from_graph import OpFromGraph as OpFromGraph
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.graphs.maker import Maker as _FunctionMaker
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicInput as SymbolicInput
from theano_compat.functions.inputs import SymbolicOutput as SymbolicOutput
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.functions.profiling.profile import ProfileStats as ProfileStats
from theano_compat.graph.container import Container as Container
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano import compat as compat
from theano_compat.old.theano import gpuarray as gpuarray
from theano_compat.old.theano import tests as tests
from theano_compat.old.theano.op_tools import object2 as object2
from theano_compat.old.theano.optimizing.linkers import CLinker as CLinker
from theano_compat.old.theano.optimizing.linkers import DualLinker as DualLinker
from theano_compat.old.theano.optimizing.linkers import Linker as Linker
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
from theano_compat.old.theano.optimizing.linkers import OpWiseCLinker as OpWiseCLinker
from theano_compat.old.theano.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.old.theano.utils import deprecated as deprecated
from theano_compat.ops.indexing.sparse_gradient import sparse_grad as sparse_grad
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.ops.linear_algebra.blas import dot as dot
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from theano_compat.ops.shared import shared as shared
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.compile.function import function_dump as function_dump
from theano_compat.theano_api.compile.io import Param as Param
from theano_compat.theano_api.compile.ops import as_op as as_op
from theano_compat.theano_api.jacobians import subgraph_grad as subgraph_grad
from theano_compat.theano_api.scan_module.scan import scan as scan
from theano_compat.theano_api.scan_module.scan_checkpoints import scan_checkpoints as scan_checkpoints
from theano_compat.theano_api.scan_module.scan_views import foldl as foldl
from theano_compat.theano_api.scan_module.scan_views import foldr as foldr
from theano_compat.theano_api.scan_module.scan_views import map as map
from theano_compat.theano_api.scan_module.scan_views import reduce as reduce
from theano_compat.theano_api.updates import OrderedUpdates as OrderedUpdates
from typing import Any
import theano as theano
FunctionMaker = _FunctionMaker
LocalLinker = _LocalLinker
Out = _Out
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
config: Any
"""The flags as plain attributes, so that reading `config.floatX` costs one dictionary look-up.

An invalid value raises ValueError; a flag that Theano freezes after start raises Exception; an unknown name raises
AttributeError when read. As in Theano, any other attribute may be set.

Example::

    >>> theano.config.floatX
    'float64'

Source: theano.configparser.
"""
generic: Any
"""Any Python object (theano.gof.generic).

Its only instance is `theano.gof.generic`.

Example::

    >>> x = theano.gof.generic("x")
    >>> theano.function([x], x)({"any": "object"})
    {'any': 'object'}

Source: theano.gof.type.
"""
pp: Any
"""Prints graphs as expressions; `assign(condition, printer)` sets the printer for a kind of node.

condition: an Op, a class of Ops, or a function (printer state, variable). printer: an object with
`process(variable, printer state)`, such a function, or a text. The latest assignment wins.

Use it as `theano.pp`.

Example::

    >>> x = tt.dscalar("x")
    >>> theano.pp(tt.exp(x) * 2)
    '(exp(x) * TensorConstant{2})'
    >>> theano.pp.clone_assign(tt.exp, theano.printing.FunctionPrinter("EXP"))(tt.exp(x))
    'EXP(x)'

Source: theano.printing.
"""
pprint: Any
"""Prints graphs as expressions; `assign(condition, printer)` sets the printer for a kind of node.

condition: an Op, a class of Ops, or a function (printer state, variable). printer: an object with
`process(variable, printer state)`, such a function, or a text. The latest assignment wins.

Use it as `theano.pp`.

Example::

    >>> x = tt.dscalar("x")
    >>> theano.pp(tt.exp(x) * 2)
    '(exp(x) * TensorConstant{2})'
    >>> theano.pp.clone_assign(tt.exp, theano.printing.FunctionPrinter("EXP"))(tt.exp(x))
    'EXP(x)'

Source: theano.printing.
"""
