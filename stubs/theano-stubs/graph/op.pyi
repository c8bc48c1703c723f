# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.functions.graphs.function_graph import FunctionGraph as FunctionGraph
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _CLinkerOp
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.op import Op as __NoPythonCOp
from theano_compat.graph.op import Op as __NoPythonOp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.gof.op import get_test_value as get_test_value
from theano_compat.old.theano.gof.op import get_test_values as get_test_values
from theano_compat.old.theano.gof.op import missing_test_message as missing_test_message
from theano_compat.old.theano.op_tools import add_tag_trace as add_tag_trace
from theano_compat.old.theano.op_tools import get_variable_trace_string as get_variable_trace_string
from theano_compat.ops.external_c_op import ExternalCOp as ExternalCOp
from theano_compat.ops.external_c_op import ExternalCOp as __NoPythonExternalCOp
from theano_compat.ops.op_parameters import Params as Params
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.openmp_op import OpenMPOp as OpenMPOp
import theano as theano
CLinkerOp = _CLinkerOp
COp = _COp
_NoPythonCOp = __NoPythonCOp
_NoPythonExternalCOp = __NoPythonExternalCOp
_NoPythonOp = __NoPythonOp
