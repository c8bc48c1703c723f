"""Transforms of supports to the real line, under their legacy classes. Source: pymc3.distributions.transforms.

`backward` maps the free value z to the variable's value, `forward` is its inverse; `jacobian_det` is the log of the
absolute derivative of `backward` at z, or of the determinant where elements mix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..differentiate import grad
from ..ops.elementwise.functions import abs_, arctan2, cos, exp, sigmoid, sin, softplus
from ..ops.elementwise.functions import log as _log
from ..ops.tensor_op import as_tensor
from ..ops.tensor_types import TensorLike
from .formulas import float_x, logit


def _constants(parameters: Sequence[Any], point: Mapping[str, Any]) -> list[Any]:
    values = [getattr(p, "data", None) for p in parameters]
    if any(v is None for v in values):
        raise ValueError("bounds that depend on other variables need a model to get values from.")
    return values


# evaluates, at a point, bounds that depend on other variables; `models` sets its `draw_values` here
VALUES: dict[str, Callable[[Sequence[Any], Any], list[Any]]] = {"of": _constants}


class Transform:
    """A bijection from the values of a distribution to free ones; `name` is part of the free variable's: `sd_log__`.

    Subclasses define forward and backward, forward_val of arrays, and jacobian_det, the log of the derivative of
    backward.
    """

    name = ""

    def forward(self, x: TensorLike) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define `forward`.")

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        """Return `forward` of an array, at `point` if the map depends on other variables."""
        raise NotImplementedError(f"{type(self).__name__} does not define `forward_val`.")

    def backward(self, z: TensorLike) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define `backward`.")

    def backward_val(self, z: np.ndarray | float, point: Mapping[str, Any] | None = None) -> Any:
        """Return `backward` of an array, at `point` if the map depends on other variables (a method of PyMC3 3.8)."""
        return VALUES["of"]([self.backward(as_tensor(np.asarray(z)))], point)[0]

    def jacobian_det(self, x: TensorLike) -> Any:
        raise NotImplementedError(f"{type(self).__name__} does not define `jacobian_det`.")

    def apply(self, dist: Any) -> Any:
        """Return the distribution of the free value; needs the classes of `models`."""
        return APPLY["to"](dist, self)

    def __str__(self) -> str:
        return f"{self.name} transform"


APPLY: dict[str, Callable[[Any, Any], Any]] = {}


class ElemwiseTransform(Transform):
    """An elementwise transform, whose Jacobian is found by differentiation.

    Subclasses define forward, forward_val of arrays, and backward.
    """

    def jacobian_det(self, x: TensorLike) -> Any:
        return _log(abs_(grad(self.backward(x).sum(), x)))


class Log(ElemwiseTransform):
    """Positive numbers, by their logarithm."""

    name = "log"

    def backward(self, x: TensorLike) -> Any:
        return exp(x)

    def forward(self, x: TensorLike) -> Any:
        return _log(x)

    def forward_val(self, x: Any, point: Mapping[str, Any] | None = None) -> Any:
        return np.log(x)

    def jacobian_det(self, x: TensorLike) -> Any:
        return x


class LogExpM1(ElemwiseTransform):
    """Positive numbers, by log(exp(x) - 1)."""

    name = "log_exp_m1"

    def backward(self, x: TensorLike) -> Any:
        return softplus(x)

    def forward(self, x: Any) -> Any:
        return _log(1.0 - exp(-x)) + x

    def forward_val(self, x: Any, point: Mapping[str, Any] | None = None) -> Any:
        return np.log(1.0 - np.exp(-x)) + x

    def jacobian_det(self, x: Any) -> Any:
        return -softplus(-x)


class LogOdds(ElemwiseTransform):
    """Numbers in the unit interval, by their logit."""

    name = "logodds"

    def backward(self, x: Any) -> Any:
        return sigmoid(x)

    def jacobian_det(self, x: Any) -> Any:
        # PyMC3's class differentiates `backward`, also that of a subclass; of its own, this has digits far out
        if type(self).backward is not LogOdds.backward:
            return super().jacobian_det(x)
        return -softplus(-x) - softplus(x)

    def forward(self, x: TensorLike) -> Any:
        return logit(x)

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        x = np.asarray(x)
        return np.log(x / (1 - x))


class Interval(ElemwiseTransform):
    """Numbers between two ends, by the logit of their place between them.

    a: lower end. b: upper end; numbers, or tensors of a shape that broadcasts with the values.
    """

    name = "interval"

    def __init__(self, a: TensorLike, b: TensorLike) -> None:
        self.a, self.b = as_tensor(a), as_tensor(b)

    def backward(self, x: Any) -> Any:
        return sigmoid(x) * self.b + sigmoid(-x) * self.a

    def forward(self, x: TensorLike) -> Any:
        return _log(x - self.a) - _log(self.b - x)

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        a, b = VALUES["of"]([self.a, self.b], point)
        return float_x(np.log(x - a) - np.log(b - x))

    def jacobian_det(self, x: Any) -> Any:
        return _log(self.b - self.a) - 2 * softplus(-x) - x


class LowerBound(ElemwiseTransform):
    """Numbers above an end, by the logarithm of the distance.

    a: the end, a number or a tensor of a shape that broadcasts with the values.
    """

    name = "lowerbound"

    def __init__(self, a: TensorLike) -> None:
        self.a = as_tensor(a)

    def backward(self, x: TensorLike) -> Any:
        return exp(x) + self.a

    def forward(self, x: TensorLike) -> Any:
        return _log(x - self.a)

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        [a] = VALUES["of"]([self.a], point)
        return float_x(np.log(x - a))

    def jacobian_det(self, x: TensorLike) -> Any:
        return x


class UpperBound(ElemwiseTransform):
    """Numbers below an end, by the logarithm of the distance.

    b: the end, a number or a tensor of a shape that broadcasts with the values.
    """

    name = "upperbound"

    def __init__(self, b: TensorLike) -> None:
        self.b = as_tensor(b)

    def backward(self, x: TensorLike) -> Any:
        return self.b - exp(x)

    def forward(self, x: TensorLike) -> Any:
        return _log(self.b - x)

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        [b] = VALUES["of"]([self.b], point)
        return float_x(np.log(b - x))

    def jacobian_det(self, x: TensorLike) -> Any:
        return x


class Circular(ElemwiseTransform):
    """The transform of angles: backward wraps a number to (-pi, pi], element by element, forward changes nothing."""

    name = "circular"

    def backward(self, y: TensorLike) -> Any:
        return arctan2(sin(y), cos(y))

    def forward(self, x: TensorLike) -> Any:
        return as_tensor(x)

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        return x

    def jacobian_det(self, x: Any) -> Any:
        return 0 * x


class Chain(Transform):
    """A composition of transforms.

    transform_list: transforms; `forward` applies the first of the list first.
    """

    def __init__(self, transform_list: Sequence[Transform]) -> None:
        self.transform_list = transform_list
        self.name = "+".join(t.name for t in transform_list)

    def forward(self, x: TensorLike) -> Any:
        for t in self.transform_list:
            x = t.forward(x)
        return x

    def forward_val(self, x: TensorLike, point: Mapping[str, Any] | None = None) -> Any:
        for t in self.transform_list:
            x = t.forward_val(x, point)
        return x

    def backward(self, y: TensorLike) -> Any:
        for t in reversed(self.transform_list):
            y = t.backward(y)
        return y

    def jacobian_det(self, y: Any) -> Any:
        y = as_tensor(y)
        terms, lowest = [], y.ndim
        for t in reversed(self.transform_list):
            terms.append(t.jacobian_det(y))
            lowest = min(lowest, terms[-1].ndim)
            y = t.backward(y)
        total: Any = 0.0
        for term in terms:
            total = total + (term.sum(axis=-1) if term.ndim > lowest else term)
        return total


transform = Transform
log, log_exp_m1, logodds, circular = Log(), LogExpM1(), LogOdds(), Circular()
interval, lowerbound, upperbound = Interval, LowerBound, UpperBound
BY_NAME = {"log": log, "logodds": logodds}
