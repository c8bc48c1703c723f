"""Sigmoids. Source of the names: theano.tensor.nnet.sigm."""

from __future__ import annotations

from ....importing.module_getattr import absent_from, names_of
from ....ops.elementwise.functions import TABLE, hard_sigmoid
from ...scalar.classes import class_of
from ..elementwise_functions import functions

_ROWS = functions("theano.tensor.nnet")
sigmoid, softplus, ultra_fast_sigmoid = (_ROWS[n] for n in ("sigmoid", "softplus", "ultra_fast_sigmoid"))
sigmoid_inplace, ultra_fast_sigmoid_inplace = (
    type(op)(op.scalar_op, name=f"{op.scalar_op.name}_inplace") for op in (sigmoid, ultra_fast_sigmoid)
)
scalar_sigmoid, scalar_softplus = TABLE["sigmoid"], TABLE["softplus"]
ScalarSigmoid, ScalarSoftplus = (
    class_of(f"Scalar{name.capitalize()}", name, "theano.tensor.nnet.sigm", f"scalar_{name}")
    for name in ("sigmoid", "softplus")
)
UltraFastScalarSigmoid = class_of(
    "UltraFastScalarSigmoid", "ultra_fast_sigmoid", "theano.tensor.nnet.sigm", "ultra_fast_sigmoid.scalar_op"
)
register_local_1msigmoid = False  # a rule that Theano had and did not enable

__all__ = [  # noqa: F822
    "ScalarSigmoid",
    "ScalarSoftplus",
    "UltraFastScalarSigmoid",
    "compute_mul",
    "hard_sigmoid",
    "is_1pexp",
    "parse_mul_tree",
    "perform_sigm_times_exp",
    "register_local_1msigmoid",
    "scalar_sigmoid",
    "scalar_softplus",
    "sigmoid",
    "sigmoid_inplace",
    "simplify_mul",
    "softplus",
    "ultra_fast_sigmoid",
    "ultra_fast_sigmoid_inplace",
]
_LATER = names_of(
    **{
        "theano.tensor.nnet.sigm_products": ("compute_mul is_1pexp parse_mul_tree perform_sigm_times_exp simplify_mul"),
    }
)
__getattr__ = absent_from(__name__, _LATER)
