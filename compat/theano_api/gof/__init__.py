"""`theano.gof`: graphs, Ops and Types under the names of Theano 1.0.5; `theano.graph` has the later ones."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.gof.cc import CLinker, DualLinker, OpWiseCLinker
from compat.theano_api.gof.fg import CachedConstantError, FunctionGraph, InconsistencyError, MissingInputError
from compat.theano_api.gof.graph import Apply, Constant, Variable, view_roots
from compat.theano_api.gof.link import Container, Linker, LocalLinker, PerformLinker
from compat.theano_api.gof.op import Op, OpenMPOp, PureOp
from compat.theano_api.gof.opt import (
    EquilibriumOptimizer,
    LocalOptGroup,
    LocalOptimizer,
    MergeOptimizer,
    NavigatorOptimizer,
    OpKeyOptimizer,
    OpRemove,
    OpSub,
    Optimizer,
    PatternSub,
    SeqOptimizer,
    TopoOptimizer,
    inplace_optimizer,
    local_optimizer,
    optimizer,
)
from compat.theano_api.gof.optdb import DB, EquilibriumDB, LocalGroupDB, ProxyDB, Query, SequenceDB
from compat.theano_api.gof.toolbox import (
    Feature,
    History,
    NodeFinder,
    NoOutputFromInplace,
    PrintListener,
    ReplacementDidntRemovedError,
    ReplaceValidate,
    Validator,
)
from compat.theano_api.gof.type import Generic, Type, generic
from compat.theano_api.gof.utils import MethodNotDefined, hashtype, object2

__all__ = [
    "Apply", "CLinker", "CachedConstantError", "Constant", "Container", "DB", "DualLinker", "EquilibriumDB",
    "EquilibriumOptimizer", "Feature", "FunctionGraph", "Generic", "History", "InconsistencyError", "Linker",
    "LocalGroupDB", "LocalLinker", "LocalOptGroup", "LocalOptimizer", "MergeOptimizer", "MethodNotDefined",
    "MissingInputError", "NavigatorOptimizer", "NoOutputFromInplace", "NodeFinder", "Op", "OpKeyOptimizer",
    "OpRemove", "OpSub", "OpWiseCLinker", "OpenMPOp", "Optimizer", "PatternSub", "PerformLinker",
    "PrintListener", "ProxyDB", "PureOp", "Query", "ReplaceValidate", "ReplacementDidntRemovedError",
    "SeqOptimizer", "SequenceDB", "TopoOptimizer", "Type", "Validator", "Variable", "generic", "hashtype",
    "inplace_optimizer", "local_optimizer", "object2", "optimizer", "view_roots",
]
__getattr__ = absent_from(__name__)
