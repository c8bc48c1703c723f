# Written by `python -m tools.stubs`.
from theano.gof import cc as cc
from theano.gof import cmodule as cmodule
from theano.gof import compilelock as compilelock
from theano.gof import fg as fg
from theano.gof import graph as graph
from theano.gof import link as link
from theano.gof import null_type as null_type
from theano.gof import op as op
from theano.gof import opt as opt
from theano.gof import optdb as optdb
from theano.gof import params_type as params_type
from theano.gof import toolbox as toolbox
from theano.gof import type as type
from theano.gof import utils as utils
from theano.gof import vm as vm
from theano_compat.compilation.rewriting.user_rules import LocalOptimizer as LocalOptimizer
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.function_graph import CachedConstantError as CachedConstantError
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.graph.container import Container as Container
from theano_compat.graph.missing_inputs import MissingInputError as MissingInputError
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _PureOp
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.external_c_op import ExternalCOp as _COp
from theano_compat.ops.lists.enumerations import CEnumType as CEnumType
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.lists.enumerations import EnumType as EnumType
from theano_compat.ops.op_parameters import Params as Params
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from theano_compat.theano_api.gof.toolbox import Feature as Feature
from theano_compat.theano_api.gof.toolbox import History as History
from theano_compat.theano_api.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
from theano_compat.theano_api.gof.toolbox import NodeFinder as NodeFinder
from theano_compat.theano_api.gof.toolbox import PrintListener as PrintListener
from theano_compat.theano_api.gof.toolbox import ReplaceValidate as ReplaceValidate
from theano_compat.theano_api.gof.toolbox import ReplacementDidntRemovedError as ReplacementDidntRemovedError
from theano_compat.theano_api.gof.toolbox import Validator as Validator
from theano_compat.theano_api.graph.orders import view_roots as view_roots
from theano_compat.theano_api.op_tools import hashtype as hashtype
from theano_compat.theano_api.op_tools import object2 as object2
from theano_compat.theano_api.optimizing.databases import DB as DB
from theano_compat.theano_api.optimizing.databases import EquilibriumDB as EquilibriumDB
from theano_compat.theano_api.optimizing.databases import LocalGroupDB as LocalGroupDB
from theano_compat.theano_api.optimizing.databases import ProxyDB as ProxyDB
from theano_compat.theano_api.optimizing.databases import Query as Query
from theano_compat.theano_api.optimizing.databases import SequenceDB as SequenceDB
from theano_compat.theano_api.optimizing.linkers import CLinker as CLinker
from theano_compat.theano_api.optimizing.linkers import DualLinker as DualLinker
from theano_compat.theano_api.optimizing.linkers import Linker as Linker
from theano_compat.theano_api.optimizing.linkers import Linker as _LocalLinker
from theano_compat.theano_api.optimizing.linkers import OpWiseCLinker as OpWiseCLinker
from theano_compat.theano_api.optimizing.linkers import PerformLinker as PerformLinker
from theano_compat.theano_api.optimizing.linkers import WrapLinker as WrapLinker
from theano_compat.theano_api.optimizing.linkers import WrapLinkerMany as WrapLinkerMany
from theano_compat.theano_api.optimizing.optimizers import EquilibriumOptimizer as EquilibriumOptimizer
from theano_compat.theano_api.optimizing.optimizers import LocalOptGroup as LocalOptGroup
from theano_compat.theano_api.optimizing.optimizers import MergeOptimizer as MergeOptimizer
from theano_compat.theano_api.optimizing.optimizers import NavigatorOptimizer as NavigatorOptimizer
from theano_compat.theano_api.optimizing.optimizers import OpKeyOptimizer as OpKeyOptimizer
from theano_compat.theano_api.optimizing.optimizers import Optimizer as Optimizer
from theano_compat.theano_api.optimizing.optimizers import SeqOptimizer as SeqOptimizer
from theano_compat.theano_api.optimizing.optimizers import TopoOptimizer as TopoOptimizer
from theano_compat.theano_api.optimizing.optimizers import optimizer as _inplace_optimizer
from theano_compat.theano_api.optimizing.optimizers import optimizer as optimizer
from theano_compat.theano_api.optimizing.patterns import OpRemove as OpRemove
from theano_compat.theano_api.optimizing.patterns import OpSub as OpSub
from theano_compat.theano_api.optimizing.patterns import PatternSub as PatternSub
from typing import Any
import theano as theano
COp = _COp
LocalLinker = _LocalLinker
PureOp = _PureOp
generic: Any
"""An instance of `Generic`: Any Python object (theano.gof.generic)."""
inplace_optimizer = _inplace_optimizer
