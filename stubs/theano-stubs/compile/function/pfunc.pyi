# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.graphs.clone import rebuild_collect_shared as rebuild_collect_shared
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.functions.inputs import UnusedInputError as UnusedInputError
from theano_compat.functions.profiling.profile import ProfileStats as ProfileStats
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.shared import shared as shared
from theano_compat.theano_api.compile.function.pfunc import pfunc as pfunc
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
from theano_compat.theano_api.compile.io import Param as Param
Out = _Out
