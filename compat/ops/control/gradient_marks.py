"""Marks that change gradients and not values: `disconnected_grad`, `grad_clip`, ... Source: theano.gradient.

Each is the row `identity` with a gradient of its own, so that every backend knows it already, and the rule
that drops `identity` drops it once the gradient is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.types import NullType
from ...graph.variable import Apply
from ..elementwise.elemwise import Elemwise
from ..elementwise.functions import clip, identity
from ..shapes.creation import zeros_like
from ..tensor_op import disconnected


class Mark(Elemwise):
    """The value unchanged. `arguments` are what distinguishes two marks of one class."""

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
    def plain_name(self) -> str:
        inside = ",".join(map(str, self.arguments))
        return type(self).__name__ + (f"{{{inside}}}" if inside else "")

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        raise NotImplementedError(f"{type(self).__name__} does not say what its gradient is.")

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None]


class ConsiderConstant(Mark):
    """A gradient of zeros."""

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [zeros_like(output_gradients[0])]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [None if eval_points[0] is None else zeros_like(eval_points[0])]


class ZeroGrad(ConsiderConstant):
    """The same; `zero_grad` in legacy code."""


class DisconnectedGrad(Mark):
    """No path for gradients: `grad` raises as if the variable were not there."""

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [disconnected() for _ in inputs]

    def connection(self, node: Apply) -> list[list[bool]]:
        return [[False]]

    connection_pattern = connection  # the name in users' code


class UndefinedGrad(Mark):
    """A gradient that may not be asked for."""

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [grad_undefined(self, 0, inputs[0])]


class GradClip(Mark):
    """Gradients limited to [lower, upper]."""

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        lower, upper = self.arguments
        return [clip(output_gradients[0], lower, upper)]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [eval_points[0]]


class GradScale(Mark):
    """Gradients multiplied by a number."""

    def gradient(self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]) -> list[Any]:
        return [self.arguments[0] * output_gradients[0]]

    def r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        return [eval_points[0]]


def consider_constant(x: Any) -> Any:
    """Return `x`, with a gradient of zeros."""
    return ConsiderConstant()(x)


def zero_grad(x: Any) -> Any:
    """Return `x`, with a gradient of zeros."""
    return ZeroGrad()(x)


def disconnected_grad(x: Any) -> Any:
    """Return `x`, which gradients do not pass."""
    return DisconnectedGrad()(x)


def undefined_grad(x: Any) -> Any:
    """Return `x`; asking for a gradient through it raises NullTypeGradError."""
    return UndefinedGrad()(x)


def grad_clip(x: Any, lower_bound: float, upper_bound: float) -> Any:
    """Return `x`; gradients that pass are limited to [lower_bound, upper_bound]."""
    return GradClip(lower_bound, upper_bound)(x)


def grad_scale(x: Any, multiplier: float) -> Any:
    """Return `x`; gradients that pass are multiplied by `multiplier`."""
    return GradScale(multiplier)(x)


def grad_undefined(op: Any, x_pos: int, x: Any, comment: str = "") -> Any:
    """Make what a user's `grad` returns for an input with respect to which the gradient is not defined.

    op: the Op; x_pos: the number of its input; x: the input; comment: what the message says besides.
    """
    what = f"the gradient of {op} with respect to its input {x_pos} is not defined. {comment}"
    return NullType(what.strip())()


def grad_not_implemented(op: Any, x_pos: int, x: Any, comment: str = "") -> Any:
    """Make what a user's `grad` returns for an input whose gradient has not been written.

    op: the Op; x_pos: the number of its input; x: the input; comment: what the message says besides.
    """
    what = f"the gradient of {op} with respect to its input {x_pos} is not implemented. {comment}"
    return NullType(what.strip())()
