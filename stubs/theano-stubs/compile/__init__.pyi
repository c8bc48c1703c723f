# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.compile import builders as builders
from theano.compile import debugmode as debugmode
from theano.compile import function_module as function_module
from theano.compile import io as io
from theano.compile import mode as mode
from theano.compile import monitormode as monitormode
from theano.compile import ops as ops
from theano.compile import profiling as profiling
from theano.compile import sharedvalue as sharedvalue
from theano.gof import graph as graph
from theano.ifelse import optdb as optdb
from theano.tensor import specify_shape as specify_shape
from theano_compat.compilation.modes import DebugMode as DebugMode
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.compilation.modes import MonitorMode as MonitorMode
from theano_compat.compilation.modes import ProfileMode as ProfileMode
from theano_compat.compilation.modes import get_default_mode as get_default_mode
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.functions.function import Function as Function
from theano_compat.functions.function import function as function
from theano_compat.functions.graphs.clone import rebuild_collect_shared as rebuild_collect_shared
from theano_compat.functions.graphs.from_graph import OpFromGraph as OpFromGraph
from theano_compat.functions.graphs.maker import Maker as _FunctionMaker
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicInput as SymbolicInput
from theano_compat.functions.inputs import SymbolicOutput as SymbolicOutput
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.functions.inputs import UnusedInputError as UnusedInputError
from theano_compat.functions.profiling.profile import ProfileStats as ProfileStats
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.gof.graph import is_same_graph as is_same_graph
from theano_compat.ops.indexing.copies import DeepCopyOp as DeepCopyOp
from theano_compat.ops.indexing.copies import ViewOp as ViewOp
from theano_compat.ops.shapes.shape import Rebroadcast as Rebroadcast
from theano_compat.ops.shapes.shape import Shape as Shape
from theano_compat.ops.shapes.shape import ShapeI as _Shape_i
from theano_compat.ops.shapes.shape import shape as shape
from theano_compat.ops.shapes.specified_shape import SpecifyShape as SpecifyShape
from theano_compat.ops.shared import shared as shared
from theano_compat.ops.shared import shared_constructor as shared_constructor
from theano_compat.theano_api.compile.function import function_dump as function_dump
from theano_compat.theano_api.compile.function.pfunc import pfunc as pfunc
from theano_compat.theano_api.compile.function.types import get_info_on_inputs as get_info_on_inputs
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
from theano_compat.theano_api.compile.io import Param as Param
from theano_compat.theano_api.compile.mode import AddFeatureOptimizer as AddFeatureOptimizer
from theano_compat.theano_api.compile.mode import PrintCurrentFunctionGraph as PrintCurrentFunctionGraph
from theano_compat.theano_api.compile.mode import register_linker as register_linker
from theano_compat.theano_api.compile.mode import register_mode as register_mode
from theano_compat.theano_api.compile.mode import register_optimizer as register_optimizer
from theano_compat.theano_api.compile.ops import FromFunctionOp as FromFunctionOp
from theano_compat.theano_api.compile.ops import as_op as as_op
from typing import Any
import theano as theano
FAST_COMPILE: Any
"""What compiles a function: a backend and rules, for `theano.function(mode=)`.

linker: "c", "py" or "jax"; legacy linkers ("cvm", "c|py", ...) all mean C, with Python if there is no compiler.
optimizer: "fast_run", "fast_compile", None, or a user's optimizer; `config.linker` and `config.optimizer` by
default.
name: shown in errors.

The rules as given are `provided_optimizer`; `optimizer` is an object that applies them. `register` adds a user's
own optimizer to the rules; `including` and `excluding` return other modes.

Example::

    >>> x = tt.dvector("x")
    >>> f = theano.function([x], x.sum(), mode=theano.Mode(linker="py", optimizer="fast_compile"))
    >>> f([1.0, 2.0])
    array(3.)

Source: theano.compile.mode.
"""
FAST_RUN: Any
"""What compiles a function: a backend and rules, for `theano.function(mode=)`.

linker: "c", "py" or "jax"; legacy linkers ("cvm", "c|py", ...) all mean C, with Python if there is no compiler.
optimizer: "fast_run", "fast_compile", None, or a user's optimizer; `config.linker` and `config.optimizer` by
default.
name: shown in errors.

The rules as given are `provided_optimizer`; `optimizer` is an object that applies them. `register` adds a user's
own optimizer to the rules; `including` and `excluding` return other modes.

Example::

    >>> x = tt.dvector("x")
    >>> f = theano.function([x], x.sum(), mode=theano.Mode(linker="py", optimizer="fast_compile"))
    >>> f([1.0, 2.0])
    array(3.)

Source: theano.compile.mode.
"""
FunctionMaker = _FunctionMaker
OPT_FAST_COMPILE: Any
OPT_FAST_RUN: Any
OPT_FAST_RUN_STABLE: Any
OPT_MERGE: Any
OPT_NONE: Any
OPT_O2: Any
OPT_O3: Any
OPT_STABILIZE: Any
OPT_UNSAFE: Any
Out = _Out
Shape_i = _Shape_i
deep_copy_op: Any
"""A copy that shares no memory with the value.

Input: a variable of any type. Use it as `theano.compile.deep_copy_op`.

Example::

    >>> x = tt.dvector()
    >>> given = np.zeros(2)
    >>> np.shares_memory(theano.function([x], theano.compile.deep_copy_op(x))(given), given)
    False

Source: theano.compile.ops.
"""
predefined_linkers: Any
"""A value of type `builtins.dict`."""
predefined_modes: Any
"""A value of type `builtins.dict`."""
predefined_optimizers: Any
"""A value of type `builtins.dict`."""
view_op: Any
