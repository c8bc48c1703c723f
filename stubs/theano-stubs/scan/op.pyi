# Written by `python -m tools.stubs`.
from theano import config as config
from theano import tensor as tensor
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.differentiate import grad as grad
from theano_compat.functions.function import function as function
from theano_compat.functions.graphs.clone import clone as clone
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicOutput as _Out
from theano_compat.graph.connections import io_connection_pattern as io_connection_pattern
from theano_compat.graph.missing_inputs import MissingInputError as MissingInputError
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.gof.toolbox import NoOutputFromInplace as NoOutputFromInplace
from theano_compat.old.theano.graph.basic import equal_computations as equal_computations
from theano_compat.old.theano.graph.basic import graph_inputs as graph_inputs
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.scan.op import Scan as Scan
from theano_compat.ops.shapes.shape import ShapeI as _Shape_i
from theano_compat.ops.tensor_op import as_tensor as _as_tensor_variable
from theano_compat.theano_api.compile.mode import AddFeatureOptimizer as AddFeatureOptimizer
from theano_compat.theano_api.scan_module.scan_utils import safe_new as safe_new
import theano as theano
Out = _Out
Shape_i = _Shape_i
as_tensor_variable = _as_tensor_variable
