# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano.compile import builders as builders
from theano_compat.functions.function import Function as Function
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.d3viz.formatting import PyDotFormatter as PyDotFormatter
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from typing import Any
import theano as theano
pydot_imported: Any
pydot_imported_msg: Any
