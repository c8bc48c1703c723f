"""PyMC3's identity Op, and its zero gradient. Source: pymc3.theanof."""

from __future__ import annotations

from typing import Any

from ..ops.elementwise.elemwise import Elemwise
from ..ops.elementwise.user_scalar_op import UnaryScalarOp
from ..ops.shapes.creation import zeros
from ..ops.tensor_types import TensorLike
from ..theano_api.scalar.result_types import upgrade_to_float


class IdentityOp(UnaryScalarOp):
    """The identity function of a scalar; `pm.theanof.scalar_identity` is one.

    Its result is the argument, and its derivative is 1.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def impl(self, x: TensorLike) -> Any:
        return x

    def grad(self, inputs: Any, output_gradients: Any) -> list[Any]:
        return [output_gradients[0]]


scalar_identity = IdentityOp(upgrade_to_float, name="scalar_identity")
identity = Elemwise(scalar_identity, name="identity")

empty_gradient = zeros((0,), dtype="float32")

__all__ = ["IdentityOp", "empty_gradient", "identity", "scalar_identity"]
