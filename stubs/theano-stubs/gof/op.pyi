# Written by `python -m tools.stubs`.
from theano import config as config
from theano.gof import graph as graph
from theano.gof import utils as utils
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _CLinkerOp
from theano_compat.graph.op import Op as _PureOp
from theano_compat.old.theano.gof.op import debug_assert as debug_assert
from theano_compat.old.theano.gof.op import debug_error_message as debug_error_message
from theano_compat.old.theano.gof.op import get_debug_values as get_debug_values
from theano_compat.old.theano.gof.op import get_test_value as get_test_value
from theano_compat.old.theano.gof.op import missing_test_message as missing_test_message
from theano_compat.ops.external_c_op import ExternalCOp as _COp
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
from typing import Any
import theano as theano
CLinkerObject: Any
"""`builtins.object`."""
CLinkerOp = _CLinkerOp
COp = _COp
PureOp = _PureOp
