"""Marks that change gradients but not values: `disconnected_grad`, `grad_clip`, ... Source: theano.gradient.

Each is the entry `identity` with its own gradient, so every backend supports it, and the rule that drops `identity`
drops it once the gradient has been taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.op import Op
from ...graph.types import NullType
from ...graph.variable import Apply, Variable
from ..elementwise.elemwise import Elemwise
from ..elementwise.functions import clip, identity
from ..shapes.creation import zeros_like
from ..tensor_op import disconnected
from ..tensor_types import TensorLike


class Mark(Elemwise):
    """The identity with a special gradient. `arguments` distinguish two marks of one class."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(identity)
        self.arguments = arguments

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.arguments == self.arguments  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.arguments))

    def __str__(self) -> str:
        return type(self).__name__

    @property
    def compat_plain_name(self) -> str:
        inside = ",".join(map(str, self.arguments))
        return type(self).__name__ + (f"{{{inside}}}" if inside else "")

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        raise NotImplementedError(f"{type(self).__name__} does not say what its gradient is.")

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None]


class ConsiderConstant(Mark):
    """The Op of `theano.gradient.consider_constant`: its value is the argument, its gradient zero."""

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [zeros_like(output_gradients[0])]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else zeros_like(eval_points[0])]


class ZeroGrad(ConsiderConstant):
    """The Op of `theano.gradient.zero_grad`: its value is the argument, its gradient zero."""


class DisconnectedGrad(Mark):
    """The Op of `theano.gradient.disconnected_grad`: its value is its argument; for `grad` it does not depend on it."""

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [disconnected() for _ in inputs]

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        return [[False]]

    connection_pattern = compat_connection  # the name in users' code


class UndefinedGrad(Mark):
    """The Op of `theano.gradient.undefined_grad`: its value is the argument, and asking for its gradient raises."""

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [grad_undefined(self, 0, inputs[0])]


class GradClip(Mark):
    """The Op of `theano.gradient.grad_clip`: its value is the argument, its gradient is kept between two numbers.

    clip_lower_bound, clip_upper_bound: the numbers.
    """

    def __init__(self, clip_lower_bound: Any, clip_upper_bound: Any) -> None:
        super().__init__(clip_lower_bound, clip_upper_bound)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        lower, upper = self.arguments
        return [clip(output_gradients[0], lower, upper)]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [eval_points[0]]


class GradScale(Mark):
    """The Op of `theano.gradient.grad_scale`: its value is the argument, its gradient is multiplied by a number.

    multiplier: the number.
    """

    def __init__(self, multiplier: Any) -> None:
        super().__init__(multiplier)

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        return [self.arguments[0] * output_gradients[0]]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [eval_points[0]]


def consider_constant(x: TensorLike) -> Any:
    """Return `x`, with a gradient of zeros.

    x: a variable of any shape.
    """
    return ConsiderConstant()(x)


def zero_grad(x: TensorLike) -> Any:
    """Return `x`, with a gradient of zeros.

    x: a variable of any shape.
    """
    return ZeroGrad()(x)


def disconnected_grad(x: TensorLike) -> Any:
    """Return `x` as a value that blocks gradients, as if it did not depend on anything.

    x: a variable of any shape.
    """
    return DisconnectedGrad()(x)


def undefined_grad(x: TensorLike) -> Any:
    """Return `x`; asking for a gradient through it raises NullTypeGradError.

    x: a variable of any shape.
    """
    return UndefinedGrad()(x)


def grad_clip(x: Variable, lower_bound: float, upper_bound: float) -> Any:
    """Return `x` with its gradients limited, element by element.

    x: a variable of any shape. lower_bound, upper_bound: numbers between which each element of the gradient is kept.
    """
    return GradClip(lower_bound, upper_bound)(x)


def grad_scale(x: Variable, multiplier: float) -> Any:
    """Return `x` with its gradients multiplied by a number.

    x: a variable of any shape. multiplier: the number.
    """
    return GradScale(multiplier)(x)


def grad_undefined(op: Op, x_pos: int, x: Variable, comment: str = "") -> Any:
    """Return the result for a user's `grad` where the gradient with respect to an input is undefined.

    op: the Op. x_pos: the position of the input. x: the input, of any shape. comment: added to the error message.

    `theano.grad` through it raises NullTypeGradError.
    """
    what = f"the gradient of {op} with respect to its input {x_pos} is not defined. {comment}"
    return NullType(what.strip())()


def grad_not_implemented(op: Op, x_pos: int, x: TensorLike, comment: str = "") -> Any:
    """Return the result for a user's `grad` where the gradient with respect to an input is not implemented.

    op: the Op. x_pos: the position of the input. x: the input, of any shape. comment: added to the error message.

    `theano.grad` through it raises NullTypeGradError.
    """
    what = f"the gradient of {op} with respect to its input {x_pos} is not implemented. {comment}"
    return NullType(what.strip())()
