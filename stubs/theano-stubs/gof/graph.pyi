# Written by `python -m tools.stubs`.
from theano.gof import utils as utils
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Node as Node
from theano_compat.graph.variable import Variable as Variable
from theano_compat.graph.variable import recorded_variables as _nodes_constructed
from theano_compat.theano_api.gof.graph import ancestors as ancestors
from theano_compat.theano_api.gof.graph import clone as clone
from theano_compat.theano_api.gof.graph import inputs as inputs
from theano_compat.theano_api.gof.graph import is_in_ancestors as is_in_ancestors
from theano_compat.theano_api.gof.graph import is_same_graph as is_same_graph
from theano_compat.theano_api.gof.graph import ops as ops
from theano_compat.theano_api.gof.graph import orphans as orphans
from theano_compat.theano_api.gof.graph import variables as variables
from theano_compat.theano_api.gof.graph import variables_and_orphans as variables_and_orphans
from theano_compat.theano_api.graph.basic import clone_get_equiv as clone_get_equiv
from theano_compat.theano_api.graph.basic import io_toposort as io_toposort
from theano_compat.theano_api.graph.basic import list_of_nodes as list_of_nodes
from theano_compat.theano_api.graph.orders import as_string as as_string
from theano_compat.theano_api.graph.orders import default_node_formatter as default_node_formatter
from theano_compat.theano_api.graph.orders import general_toposort as general_toposort
from theano_compat.theano_api.graph.orders import op_as_string as op_as_string
from theano_compat.theano_api.graph.orders import stack_search as stack_search
from theano_compat.theano_api.graph.orders import view_roots as view_roots
from theano_compat.theano_api.misc.ordered_set import OrderedSet as OrderedSet
from typing import Any
import theano as theano
config: Any
nodes_constructed = _nodes_constructed
