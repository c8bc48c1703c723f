"""`theano.compile`: functions, modes, shared variables."""

from __future__ import annotations

from compat.theano_api.absence import absent_from
from compat.theano_api.compile import function
from compat.theano_api.compile.builders import OpFromGraph
from compat.theano_api.compile.function import pfunc
from compat.theano_api.compile.function.types import Function, ProfileStats, UnusedInputError
from compat.theano_api.compile.io import In, Out, Param, SymbolicInput, SymbolicOutput
from compat.theano_api.compile.mode import (
    FAST_COMPILE,
    FAST_RUN,
    Mode,
    config,
    get_default_mode,
    get_mode,
    predefined_modes,
    register_mode,
)
from compat.theano_api.compile.ops import (
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
from compat.theano_api.compile.sharedvalue import SharedVariable, shared, shared_constructor

__all__ = [
    "DeepCopyOp", "FAST_COMPILE", "FAST_RUN", "FromFunctionOp", "Function", "In", "Mode", "OpFromGraph", "Out",
    "Param", "ProfileStats", "Rebroadcast", "Shape", "Shape_i", "SharedVariable", "SpecifyShape",
    "SymbolicInput", "SymbolicOutput", "UnusedInputError", "ViewOp", "as_op", "config", "deep_copy_op",
    "function", "get_default_mode", "get_mode", "pfunc", "predefined_modes", "register_mode", "shape", "shared",
    "shared_constructor", "specify_shape", "view_op",
]
__getattr__ = absent_from(__name__)
