# Written by `python -m tools.stubs`.
from theano.gof import utils as utils
from theano_compat.graph.container import Container as Container
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.shared import generic_constructor as generic_constructor
from theano_compat.ops.shared import shared as shared
from theano_compat.ops.shared import shared_constructor as shared_constructor
from theano_compat.theano_api.op_tools import add_tag_trace as add_tag_trace
from typing import Any
generic: Any
"""An instance of `Generic`: Any Python object (theano.gof.generic)."""
