"""`theano.gof`: graphs, Ops and Types under the names of Theano 1.0.5; `theano.graph` has the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compat.compilation.function_graph import CachedConstantError, FunctionGraph, InconsistencyError
from compat.compilation.inputs import MissingInputError
from compat.graph.container import Container
from compat.graph.types import Generic, Type
from compat.names_not_here import absent_from, names_of
from compat.ops.lists.enumerations import CEnumType, EnumList, EnumType
from compat.ops.op_parameters import CDataType, Params, ParamsType
from compat.ops.shared import generic
from compat.theano_api.gof.graph import Apply, Constant, Variable, view_roots
from compat.theano_api.gof.op import COp, Op, OpenMPOp, PureOp
from compat.theano_api.op_tools import MethodNotDefined, hashtype, object2
from compat.theano_api.optimizing.linkers import Linker, PerformLinker, WrapLinker, WrapLinkerMany
from compat.theano_api.optimizing.linkers import Linker as LocalLinker

if TYPE_CHECKING:  # as type checkers see it
    from compat.theano_api.gof.cc import CLinker as CLinker
    from compat.theano_api.gof.cc import DualLinker as DualLinker
    from compat.theano_api.gof.cc import OpWiseCLinker as OpWiseCLinker
    from compat.theano_api.gof.opt import EquilibriumOptimizer as EquilibriumOptimizer
    from compat.theano_api.gof.opt import LocalOptGroup as LocalOptGroup
    from compat.theano_api.gof.opt import LocalOptimizer as LocalOptimizer
    from compat.theano_api.gof.opt import MergeOptimizer as MergeOptimizer
    from compat.theano_api.gof.opt import NavigatorOptimizer as NavigatorOptimizer
    from compat.theano_api.gof.opt import OpKeyOptimizer as OpKeyOptimizer
    from compat.theano_api.gof.opt import OpRemove as OpRemove
    from compat.theano_api.gof.opt import OpSub as OpSub
    from compat.theano_api.gof.opt import Optimizer as Optimizer
    from compat.theano_api.gof.opt import PatternSub as PatternSub
    from compat.theano_api.gof.opt import SeqOptimizer as SeqOptimizer
    from compat.theano_api.gof.opt import TopoOptimizer as TopoOptimizer
    from compat.theano_api.gof.opt import inplace_optimizer as inplace_optimizer
    from compat.theano_api.gof.opt import local_optimizer as local_optimizer
    from compat.theano_api.gof.opt import optimizer as optimizer
    from compat.theano_api.gof.optdb import DB as DB
    from compat.theano_api.gof.optdb import EquilibriumDB as EquilibriumDB
    from compat.theano_api.gof.optdb import LocalGroupDB as LocalGroupDB
    from compat.theano_api.gof.optdb import ProxyDB as ProxyDB
    from compat.theano_api.gof.optdb import Query as Query
    from compat.theano_api.gof.optdb import SequenceDB as SequenceDB
    from compat.theano_api.gof.toolbox import Feature as Feature
    from compat.theano_api.gof.toolbox import History as History
    from compat.theano_api.gof.toolbox import NodeFinder as NodeFinder
    from compat.theano_api.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
    from compat.theano_api.gof.toolbox import PrintListener as PrintListener
    from compat.theano_api.gof.toolbox import ReplacementDidntRemovedError as ReplacementDidntRemovedError
    from compat.theano_api.gof.toolbox import ReplaceValidate as ReplaceValidate
    from compat.theano_api.gof.toolbox import Validator as Validator

__all__ = [
    "Apply",
    "CDataType",
    "CEnumType",
    "CLinker",
    "COp",
    "CachedConstantError",
    "Constant",
    "Container",
    "DB",
    "DualLinker",
    "EnumList",
    "EnumType",
    "EquilibriumDB",
    "EquilibriumOptimizer",
    "Feature",
    "FunctionGraph",
    "Generic",
    "History",
    "InconsistencyError",
    "Linker",
    "LocalGroupDB",
    "LocalLinker",
    "LocalOptGroup",
    "LocalOptimizer",
    "MergeOptimizer",
    "MethodNotDefined",
    "MissingInputError",
    "NavigatorOptimizer",
    "NoOutputFromInplace",
    "NodeFinder",
    "Op",
    "OpKeyOptimizer",
    "OpRemove",
    "OpSub",
    "OpWiseCLinker",
    "OpenMPOp",
    "Optimizer",
    "Params",
    "ParamsType",
    "PatternSub",
    "PerformLinker",
    "PrintListener",
    "ProxyDB",
    "PureOp",
    "Query",
    "ReplaceValidate",
    "ReplacementDidntRemovedError",
    "SeqOptimizer",
    "SequenceDB",
    "TopoOptimizer",
    "Type",
    "Validator",
    "Variable",
    "WrapLinker",
    "WrapLinkerMany",
    "generic",
    "hashtype",
    "inplace_optimizer",
    "local_optimizer",
    "object2",
    "optimizer",
    "view_roots",
]
_LATER = names_of(  # loaded when first used
    cc="CLinker DualLinker OpWiseCLinker",
    opt=(
        "EquilibriumOptimizer LocalOptGroup LocalOptimizer MergeOptimizer NavigatorOptimizer OpKeyOptimizer OpRemove "
        "OpSub Optimizer PatternSub SeqOptimizer TopoOptimizer inplace_optimizer local_optimizer optimizer"
    ),
    optdb="DB EquilibriumDB LocalGroupDB ProxyDB Query SequenceDB",
    toolbox=(
        "Feature History NoOutputFromInplace NodeFinder PrintListener ReplaceValidate ReplacementDidntRemovedError "
        "Validator"
    ),
)
__getattr__ = absent_from(__name__, _LATER)
