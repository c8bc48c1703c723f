# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.compile import FAST_RUN as FAST_RUN
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
from theano_compat.old.theano.gof.op import get_debug_values as get_debug_values
from theano_compat.old.theano.gof.op import get_test_values as get_test_values
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
from theano_compat.theano_api.gradient import format_as as format_as
from theano_compat.theano_api.jacobians import hessian as hessian
from theano_compat.theano_api.jacobians import jacobian as jacobian
from theano_compat.theano_api.jacobians import subgraph_grad as subgraph_grad
from theano_compat.theano_api.verify_grad import GradientError as GradientError
from theano_compat.theano_api.verify_grad import numeric_grad as numeric_grad
from theano_compat.theano_api.verify_grad import verify_grad as verify_grad
from typing import Any
import theano as theano
consider_constant_: Any
"""The Op of `theano.gradient.consider_constant`: its value is the argument, its gradient zero.

Example::

    >>> x = tt.dscalar("x")
    >>> float(theano.grad(x + theano.gradient.consider_constant_(x**2), x).eval({x: 3.0}))
    1.0

Source: theano.gradient.
"""
disconnected_grad_: Any
"""The Op of `theano.gradient.disconnected_grad`: its value is its argument; for `grad` it does not depend on it.

Example::

    >>> x = tt.dscalar("x")
    >>> float(theano.grad(x * theano.gradient.disconnected_grad_(x), x).eval({x: 3.0}))
    3.0

Source: theano.gradient.
"""
disconnected_type: Any
"""The type of a gradient with respect to a variable on which the cost does not depend; users' `grad` return it.

Example::

    >>> x, y = tt.dscalars("x", "y")
    >>> gradient = theano.grad(x**2, y, disconnected_inputs="ignore", return_disconnected="Disconnected")
    >>> isinstance(gradient.type, theano.gradient.DisconnectedType)
    True

Source: theano.gradient.
"""
null_type: Any
"""The type of a gradient that is not defined.

why_null: the reason, shown in the NullTypeGradError of who wants it.

Example::

    >>> str(theano.gof.null_type.NullType("it has jumps"))
    'NullType{it has jumps}'

Source: theano.gof.null_type.
"""
undefined_grad_: Any
"""The Op of `theano.gradient.undefined_grad`: its value is the argument, and asking for its gradient raises.

Example::

    import pytest

    x = tt.dscalar("x")
    with pytest.raises(theano.gradient.NullTypeGradError):
        theano.grad(theano.gradient.undefined_grad_(x), x)

Source: theano.gradient.
"""
zero_grad_: Any
"""The Op of `theano.gradient.zero_grad`: its value is the argument, its gradient zero.

Example::

    >>> x = tt.dscalar("x")
    >>> float(theano.grad(x + theano.gradient.zero_grad_(x**2), x).eval({x: 3.0}))
    1.0

Source: theano.gradient.
"""
