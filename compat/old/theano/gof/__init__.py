"""`theano.gof`: graphs, Ops and Types under the names of Theano 1.0.5; `theano.graph` has the later ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....functions.graphs.function_graph import CachedConstantError, FunctionGraph, InconsistencyError
from ....graph.container import Container
from ....graph.missing_inputs import MissingInputError
from ....graph.types import Generic, Type
from ....importing.module_getattr import absent_from, names_of
from ....ops.lists.enumerations import CEnumType, EnumList, EnumType
from ....ops.op_parameters import CDataType, Params, ParamsType
from ....ops.shared import generic
from ..op_tools import MethodNotDefined, hashtype, object2
from ..optimizing.linkers import Linker, PerformLinker, WrapLinker, WrapLinkerMany
from ..optimizing.linkers import Linker as LocalLinker
from .graph import Apply, Constant, Variable, view_roots
from .op import COp, Op, OpenMPOp, PureOp

if TYPE_CHECKING:  # for type checkers
    from .cc import CLinker as CLinker
    from .cc import DualLinker as DualLinker
    from .cc import OpWiseCLinker as OpWiseCLinker
    from .opt import EquilibriumOptimizer as EquilibriumOptimizer
    from .opt import LocalOptGroup as LocalOptGroup
    from .opt import LocalOptimizer as LocalOptimizer
    from .opt import MergeOptimizer as MergeOptimizer
    from .opt import NavigatorOptimizer as NavigatorOptimizer
    from .opt import OpKeyOptimizer as OpKeyOptimizer
    from .opt import OpRemove as OpRemove
    from .opt import OpSub as OpSub
    from .opt import Optimizer as Optimizer
    from .opt import PatternSub as PatternSub
    from .opt import SeqOptimizer as SeqOptimizer
    from .opt import TopoOptimizer as TopoOptimizer
    from .opt import inplace_optimizer as inplace_optimizer
    from .opt import local_optimizer as local_optimizer
    from .opt import optimizer as optimizer
    from .optdb import DB as DB
    from .optdb import EquilibriumDB as EquilibriumDB
    from .optdb import LocalGroupDB as LocalGroupDB
    from .optdb import ProxyDB as ProxyDB
    from .optdb import Query as Query
    from .optdb import SequenceDB as SequenceDB
    from .toolbox import Feature as Feature
    from .toolbox import History as History
    from .toolbox import NodeFinder as NodeFinder
    from .toolbox import NoOutputFromInplace as NoOutputFromInplace
    from .toolbox import PrintListener as PrintListener
    from .toolbox import ReplacementDidntRemovedError as ReplacementDidntRemovedError
    from .toolbox import ReplaceValidate as ReplaceValidate
    from .toolbox import Validator as Validator

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
_LATER = names_of(  # loaded on first use
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
