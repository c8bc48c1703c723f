# Written by `python -m tools.stubs`.
from theano import config as config
from theano.graph import toolbox as toolbox
from theano.graph import utils as utils
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.missing_inputs import MissingInputError as MissingInputError
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.graph.basic import applys_between as applys_between
from theano_compat.old.theano.graph.basic import clone as _clone_graph
from theano_compat.old.theano.graph.basic import clone_get_equiv as clone_get_equiv
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.graph.basic import vars_between as vars_between
from theano_compat.old.theano.graph.orders import as_string as _graph_as_string
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
import theano as theano
clone_graph = _clone_graph
graph_as_string = _graph_as_string
