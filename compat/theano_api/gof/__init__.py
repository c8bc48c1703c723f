"""`theano.gof`: graphs, Ops and Types under the names of Theano 1.0.5; `theano.graph` has the later ones."""

from __future__ import annotations

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
