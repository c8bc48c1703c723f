# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Node as Node
from theano_compat.graph.variable import Tag as _Scratchpad
from theano_compat.graph.variable import Variable as Variable
from theano_compat.graph.variable import recorded_variables as _nodes_constructed
from theano_compat.old.theano.graph.basic import ancestors as ancestors
from theano_compat.old.theano.graph.basic import applys_between as applys_between
from theano_compat.old.theano.graph.basic import clone as clone
from theano_compat.old.theano.graph.basic import clone_get_equiv as clone_get_equiv
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.old.theano.graph.basic import io_toposort as io_toposort
from theano_compat.old.theano.graph.basic import is_in_ancestors as is_in_ancestors
from theano_compat.old.theano.graph.basic import list_of_nodes as list_of_nodes
from theano_compat.old.theano.graph.basic import orphans_between as orphans_between
from theano_compat.old.theano.graph.basic import vars_between as vars_between
from theano_compat.old.theano.graph.basic import walk as walk
from theano_compat.old.theano.graph.orders import as_string as as_string
from theano_compat.old.theano.graph.orders import default_node_formatter as default_node_formatter
from theano_compat.old.theano.graph.orders import general_toposort as general_toposort
from theano_compat.old.theano.graph.orders import op_as_string as op_as_string
from theano_compat.old.theano.graph.orders import view_roots as view_roots
from theano_compat.old.theano.graph.utils import ValidatingScratchpad as ValidatingScratchpad
from theano_compat.old.theano.misc.ordered_set import OrderedSet as OrderedSet
from theano_compat.old.theano.op_tools import add_tag_trace as add_tag_trace
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from typing import Any
import theano as theano
Callable: Any
"""`collections.abc.Callable`."""
Collection: Any
"""`collections.abc.Collection`."""
Iterable: Any
"""`collections.abc.Iterable`."""
Scratchpad = _Scratchpad
Sequence: Any
"""`collections.abc.Sequence`."""
nodes_constructed = _nodes_constructed
