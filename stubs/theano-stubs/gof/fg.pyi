# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import graph as graph
from theano.gof import toolbox as toolbox
from theano.gof import utils as utils
from theano_compat.functions.graphs.function_graph import CachedConstantError as CachedConstantError
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.graphs.function_graph import InconsistencyError as InconsistencyError
from theano_compat.graph.missing_inputs import MissingInputError as MissingInputError
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
import theano as theano
