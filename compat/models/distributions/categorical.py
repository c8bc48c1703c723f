"""The categorical and the ordered categorical distributions. Source: pymc3.distributions.discrete."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...distributions.choices import (
    of_chosen,
    ordered_logistic,
    ordered_logistic_logp,
    ordered_probit,
    random_choice,
)
from ...distributions.formulas import float_tensor, float_x
from ...ops.elementwise.functions import eq, exp, log
from ...ops.reductions.functions import all, argmax, sum
from ...ops.shapes.shape import shape
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .dist_math import bound
from .distribution import Discrete
from .drawing import draw_values, generate_samples

__all__ = ["Categorical", "OrderedLogistic", "OrderedProbit"]


class Categorical(Discrete):
    """One of the categories 0 ... k - 1, with probabilities proportional to p[..., k].

    p: probabilities, of shape (k,), or (n, k) for n values; divided by their sum.

    Values: 0, 1, ..., k - 1.
    """

    def __init__(self, p: TensorLike, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        length = shape(as_tensor(p))[-1]
        try:
            self.k = length.tag.test_value
        except AttributeError:
            self.k = length
        self.p = float_tensor(p)
        self.mode = argmax(self.p, axis=-1)
        if self.mode.ndim == 1:
            self.mode = self.mode.squeeze()

    def logp(self, value: TensorLike) -> Any:
        p = self.p / sum(self.p, axis=-1, keepdims=True)
        return bound(
            log(of_chosen(p, as_tensor(value), self.k)),
            value >= 0,
            value <= self.k - 1,
            all(self.p >= 0, axis=-1),
            all(p <= 1, axis=-1),
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        p, _ = draw_values([self.p, self.k], point=point, size=size)
        p = p / np.sum(p, axis=-1, keepdims=True)
        return generate_samples(random_choice, p=p, broadcast_shape=p.shape[:-1], dist_shape=self.shape, size=size)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["p"]


class OrderedLogistic(Categorical):
    """The index of the interval between `cutpoints` that holds a logistic variable with location `eta`.

    eta: location, a scalar, or (n,).
    cutpoints: ends of the intervals, increasing, of shape (k - 1,).

    Values: 0, 1, ..., k - 1.
    """

    def __init__(self, eta: TensorLike, cutpoints: TensorLike, *args: Any, **kwargs: Any) -> None:
        self.eta, self.cutpoints = float_tensor(eta), as_tensor(cutpoints)
        super().__init__(ordered_logistic(self.eta, self.cutpoints), *args, **kwargs)
        self._p_of_cutpoints = self.p

    def logp(self, value: TensorLike) -> Any:
        value, cutpoints = as_tensor(value), self.cutpoints
        is_set = self.p is not self._p_of_cutpoints  # by a subclass: PyMC3's class has Categorical's formula
        if is_set or cutpoints.ndim != 1 or not isinstance(self.k, int | np.integer | np.ndarray) or self.k < 2:
            return super().logp(value)
        return bound(
            ordered_logistic_logp(value, self.eta, cutpoints, int(self.k)),
            value >= 0,
            value <= self.k - 1,
            all(cutpoints[:-1] <= cutpoints[1:]),
            eq(self.eta, self.eta),
        )

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["eta", "cutpoints"]


class OrderedProbit(Categorical):
    """The index of the interval between `cutpoints` that holds a normal variable with mean `eta` and variance 1.

    eta: mean, a scalar or (n,).
    cutpoints: ends of the intervals, increasing, a vector (k - 1,).

    Values: 0, 1, ..., k - 1.
    """

    def __init__(self, eta: TensorLike, cutpoints: TensorLike, *args: Any, **kwargs: Any) -> None:
        self.eta, self.cutpoints = float_tensor(eta), as_tensor(cutpoints)
        self._log_p = as_tensor(float_x(ordered_probit(self.eta, self.cutpoints)))
        super().__init__(exp(self._log_p), *args, **kwargs)

    def logp(self, value: TensorLike) -> Any:
        return bound(of_chosen(self._log_p, as_tensor(value), self.k), value >= 0, value <= self.k - 1)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["eta", "cutpoints"]
