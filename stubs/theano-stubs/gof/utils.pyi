# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.variable import Tag as _scratchpad
from theano_compat.old.theano.op_tools import D as D
from theano_compat.old.theano.op_tools import MetaObject as MetaObject
from theano_compat.old.theano.op_tools import add_tag_trace as add_tag_trace
from theano_compat.old.theano.op_tools import deprecated as deprecated
from theano_compat.old.theano.op_tools import difference as difference
from theano_compat.old.theano.op_tools import flatten as flatten
from theano_compat.old.theano.op_tools import from_return_values as from_return_values
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from theano_compat.old.theano.op_tools import give_variables_names as give_variables_names
from theano_compat.old.theano.op_tools import hash_from_code as hash_from_code
from theano_compat.old.theano.op_tools import hash_from_file as hash_from_file
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.old.theano.op_tools import hist as hist
from theano_compat.old.theano.op_tools import memoize as memoize
from theano_compat.old.theano.op_tools import object2 as object2
from theano_compat.old.theano.op_tools import remove as remove
from theano_compat.old.theano.op_tools import simple_extract_stack as simple_extract_stack
from theano_compat.old.theano.op_tools import to_return_values as to_return_values
from theano_compat.old.theano.op_tools import toposort as toposort
from theano_compat.old.theano.op_tools import uniq as uniq
from theano_compat.old.theano.op_tools import unique as unique
from typing import Any
PY3: Any
scratchpad = _scratchpad
