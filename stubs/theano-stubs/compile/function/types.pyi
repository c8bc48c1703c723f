# Written by `python -m tools.stubs`.
from theano import config as config
from theano.compile import deep_copy_op as deep_copy_op
from theano.compile import view_op as view_op
from theano_compat.functions.function import Function as Function
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.graphs.maker import Maker as _FunctionMaker
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicInput as SymbolicInput
from theano_compat.functions.inputs import SymbolicOutput as SymbolicOutput
from theano_compat.functions.inputs import UnusedInputError as UnusedInputError
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.gof.toolbox import is_same_graph as is_same_graph
from theano_compat.old.theano.graph.basic import ancestors as ancestors
from theano_compat.old.theano.graph.basic import clone_get_equiv as clone_get_equiv
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.old.theano.graph.basic import vars_between as vars_between
from theano_compat.old.theano.old_pickles.functions import loaded_function as __constructor_Function
from theano_compat.old.theano.old_pickles.functions import loaded_maker as __constructor_FunctionMaker
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from theano_compat.theano_api.compile.function.types import get_info_on_inputs as get_info_on_inputs
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
import theano as theano
FunctionMaker = _FunctionMaker
_constructor_Function = __constructor_Function
_constructor_FunctionMaker = __constructor_FunctionMaker
