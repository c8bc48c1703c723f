# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.gof import graph as graph
from theano.gof import link as link
from theano.gof import utils as utils
from theano_compat.compilation.modes import DebugMode as DebugMode
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.functions.checked_ops import BadDestroyMap as BadDestroyMap
from theano_compat.functions.checked_ops import BadThunkOutput as BadThunkOutput
from theano_compat.functions.checked_ops import BadViewMap as BadViewMap
from theano_compat.functions.checked_ops import DebugModeError as DebugModeError
from theano_compat.functions.checking_modes import BadOptimization as BadOptimization
from theano_compat.functions.checking_modes import InvalidValueError as InvalidValueError
from theano_compat.functions.checking_modes import StochasticOrder as StochasticOrder
from theano_compat.functions.function import Function as Function
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.graphs.maker import Maker as _FunctionMaker
from theano_compat.graph.container import Container as Container
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.compat import get_unbound_function as get_unbound_function
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.optimizing.linkers import Linker as _LocalLinker
from theano_compat.old.theano.utils import NoDuplicateOptWarningFilter as NoDuplicateOptWarningFilter
from theano_compat.theano_api.compile.debugmode import check_eq as check_eq
from theano_compat.theano_api.compile.mode import register_mode as register_mode
from theano_compat.theano_api.printing.tree import debugprint as debugprint
from typing import Any
import theano as theano
COp = _COp
FunctionMaker = _FunctionMaker
LocalLinker = _LocalLinker
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
default_make_thunk: Any
