"""`theano.compile`: functions, modes, shared variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...compilation.modes import DebugMode, MonitorMode, NanGuardMode
from ...functions.graphs.from_graph import OpFromGraph
from ...graph.variable import SharedVariable
from ...importing.module_getattr import absent_from, names_of
from ...ops.shared import shared, shared_constructor
from . import function, pfunc
from .function import function_dump
from .function.pfunc import rebuild_collect_shared
from .function.types import (
    Function,
    FunctionMaker,
    ProfileStats,
    UnusedInputError,
    orig_function,
)
from .io import In, Out, Param, SymbolicInput, SymbolicOutput
from .mode import (
    FAST_COMPILE,
    FAST_RUN,
    Mode,
    config,
    get_default_mode,
    get_mode,
    predefined_linkers,
    predefined_modes,
    predefined_optimizers,
    register_linker,
    register_mode,
    register_optimizer,
)
from .ops import (
    DeepCopyOp,
    FromFunctionOp,
    Rebroadcast,
    Shape,
    Shape_i,
    SpecifyShape,
    ViewOp,
    as_op,
    deep_copy_op,
    shape,
    specify_shape,
    view_op,
)

if TYPE_CHECKING:  # as type checkers see it
    from .mode import optdb as optdb

__all__ = [
    "DebugMode",
    "DeepCopyOp",
    "FAST_COMPILE",
    "FAST_RUN",
    "FromFunctionOp",
    "Function",
    "FunctionMaker",
    "In",
    "Mode",
    "MonitorMode",
    "NanGuardMode",
    "OpFromGraph",
    "Out",
    "Param",
    "ProfileStats",
    "Rebroadcast",
    "Shape",
    "Shape_i",
    "SharedVariable",
    "SpecifyShape",
    "SymbolicInput",
    "SymbolicOutput",
    "UnusedInputError",
    "ViewOp",
    "as_op",
    "config",
    "deep_copy_op",
    "function",
    "function_dump",
    "get_default_mode",
    "get_mode",
    "optdb",
    "orig_function",
    "pfunc",
    "predefined_linkers",
    "predefined_modes",
    "predefined_optimizers",
    "rebuild_collect_shared",
    "register_linker",
    "register_mode",
    "register_optimizer",
    "shape",
    "shared",
    "shared_constructor",
    "specify_shape",
    "view_op",
]
__getattr__ = absent_from(__name__, names_of(mode="optdb"))
