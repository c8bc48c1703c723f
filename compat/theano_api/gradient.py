"""Gradients. Source of the names: theano.gradient."""

from __future__ import annotations

from typing import Any

from ..compilation.modes import get_mode
from ..differentiate import DisconnectedInputError, Lop, NullTypeGradError, Rop, grad
from ..graph.types import DisconnectedType, NullType
from ..graph.variable import Variable
from ..importing.module_getattr import absent_from, names_of
from ..ops.control.gradient_marks import (
    ConsiderConstant,
    DisconnectedGrad,
    GradClip,
    GradScale,
    UndefinedGrad,
    ZeroGrad,
    consider_constant,
    disconnected_grad,
    grad_clip,
    grad_not_implemented,
    grad_scale,
    grad_undefined,
    undefined_grad,
    zero_grad,
)
from .jacobians import hessian, jacobian, subgraph_grad
from .verify_grad import GradientError, numeric_grad, verify_grad

consider_constant_, disconnected_grad_ = ConsiderConstant(), DisconnectedGrad()
undefined_grad_, zero_grad_ = UndefinedGrad(), ZeroGrad()
disconnected_type, null_type = DisconnectedType(), NullType()


def format_as(use_list: bool, use_tuple: bool, outputs: Any) -> Any:
    """Return variables as a list, a tuple, or as the only one.

    use_list, use_tuple: whether a list, or a tuple, is wanted; AssertionError for both. outputs: a variable of any
    shape, or a list of them, AssertionError for more than one where neither is wanted.
    """
    assert not (use_list and use_tuple), "Both flags cannot be simultaneously True"
    several = isinstance(outputs, list | tuple)
    if use_list or use_tuple:
        return (list if use_list else tuple)(outputs if several else [outputs])
    if several:
        assert len(outputs) == 1, "Wrong arguments. Expected a one element list"
        return outputs[0]
    return outputs


__all__ = [  # noqa: F822
    "ConsiderConstant",
    "DisconnectedGrad",
    "DisconnectedInputError",
    "DisconnectedType",
    "GradClip",
    "GradScale",
    "GradientError",
    "Lop",
    "NullType",
    "NullTypeGradError",
    "Rop",
    "UndefinedGrad",
    "Variable",
    "ZeroGrad",
    "consider_constant",
    "consider_constant_",
    "disconnected_grad",
    "disconnected_grad_",
    "disconnected_type",
    "format_as",
    "get_debug_values",
    "get_mode",
    "grad",
    "grad_clip",
    "grad_not_implemented",
    "grad_scale",
    "grad_undefined",
    "hessian",
    "jacobian",
    "null_type",
    "numeric_grad",
    "subgraph_grad",
    "undefined_grad",
    "undefined_grad_",
    "verify_grad",
    "zero_grad",
    "zero_grad_",
]
__getattr__ = absent_from(__name__, names_of(**{"theano.gof.op": "get_debug_values"}))
