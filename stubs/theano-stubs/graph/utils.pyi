# Written by `python -m tools.stubs`.
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.variable import Tag as _Scratchpad
from theano_compat.old.theano.graph.utils import ValidatingScratchpad as ValidatingScratchpad
from theano_compat.old.theano.op_tools import D as D
from theano_compat.old.theano.op_tools import add_tag_trace as add_tag_trace
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from theano_compat.old.theano.op_tools import simple_extract_stack as simple_extract_stack
from theano_compat.old.theano.op_tools import toposort as toposort
Scratchpad = _Scratchpad
