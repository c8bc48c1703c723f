# Written by `python -m tools.stubs`.
from theano import compile as compile
from theano import config as config
from theano import gof as gof
from theano import gradient as gradient
from theano import tensor as tensor
from theano.scan_module import scan_utils as scan_utils
from theano_compat.functions.function import function as function
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.op import Op as _PureOp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.scan.op import Scan as Scan
from theano_compat.ops.shapes.shape import ShapeI as _Shape_i
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.compile.mode import AddFeatureOptimizer as AddFeatureOptimizer
from theano_compat.theano_api.scan_module.scan_utils import safe_new as safe_new
import theano as theano
Out = _Out
PureOp = _PureOp
Shape_i = _Shape_i
as_tensor_variable = _as_tensor_variable
