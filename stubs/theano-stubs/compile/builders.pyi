# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.functions.graphs.clone import rebuild_collect_shared as rebuild_collect_shared
from theano_compat.functions.graphs.from_graph import OpFromGraph as OpFromGraph
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Variable as Variable
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
from theano_compat.theano_api.graph.basic import graph_inputs as graph_inputs
from theano_compat.theano_api.optimizing.optimizers import in2out as in2out
import theano as theano
