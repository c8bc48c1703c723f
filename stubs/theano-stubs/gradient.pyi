# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano.graph import utils as utils
from theano_compat.compilation.modes import DebugMode as DebugMode
from theano_compat.compilation.modes import get_mode as get_mode
from theano_compat.differentiate import DisconnectedInputError as DisconnectedInputError
from theano_compat.differentiate import Lop as Lop
from theano_compat.differentiate import NullTypeGradError as NullTypeGradError
from theano_compat.differentiate import Rop as Rop
from theano_compat.differentiate import grad as grad
from theano_compat.functions.function import function as function
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import NullType as NullType
from theano_compat.graph.types import Type as Type
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.control.gradient_marks import ConsiderConstant as ConsiderConstant
from theano_compat.ops.control.gradient_marks import DisconnectedGrad as DisconnectedGrad
from theano_compat.ops.control.gradient_marks import GradClip as GradClip
from theano_compat.ops.control.gradient_marks import GradScale as GradScale
from theano_compat.ops.control.gradient_marks import UndefinedGrad as UndefinedGrad
from theano_compat.ops.control.gradient_marks import ZeroGrad as ZeroGrad
from theano_compat.ops.control.gradient_marks import consider_constant as consider_constant
from theano_compat.ops.control.gradient_marks import disconnected_grad as disconnected_grad
from theano_compat.ops.control.gradient_marks import grad_clip as grad_clip
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_scale as grad_scale
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.control.gradient_marks import undefined_grad as undefined_grad
from theano_compat.ops.control.gradient_marks import zero_grad as zero_grad
from theano_compat.ops.indexing.copies import ViewOp as ViewOp
from theano_compat.ops.shared import shared as shared
from theano_compat.theano_api.gof.op import get_debug_values as get_debug_values
from theano_compat.theano_api.gof.op import get_test_values as get_test_values
from theano_compat.theano_api.gradient import format_as as format_as
from theano_compat.theano_api.jacobians import hessian as hessian
from theano_compat.theano_api.jacobians import jacobian as jacobian
from theano_compat.theano_api.jacobians import subgraph_grad as subgraph_grad
from theano_compat.theano_api.verify_grad import GradientError as GradientError
from theano_compat.theano_api.verify_grad import numeric_grad as numeric_grad
from theano_compat.theano_api.verify_grad import verify_grad as verify_grad
from typing import Any
import theano as theano
FAST_RUN: Any
"""An instance of `Mode`: What compiles a function: a backend and rules, for `theano.function(mode=)`."""
config: Any
consider_constant_: Any
"""Elementwise: x."""
disconnected_grad_: Any
"""Elementwise: x."""
disconnected_type: Any
null_type: Any
"""An instance of `NullType`: A gradient that is not defined; `why_null` gives the reason."""
undefined_grad_: Any
"""Elementwise: x."""
zero_grad_: Any
"""Elementwise: x."""
