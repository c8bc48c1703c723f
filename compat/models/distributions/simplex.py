"""The Dirichlet and the multinomial distributions. Source: pymc3.distributions.multivariate."""

from __future__ import annotations

from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...distributions.formulas import factln, float_x, int_x, logpow
from ...distributions.streams import gamma
from ...distributions.vector_transforms import broken_stick
from ...emulated_versions import older_than
from ...graph.variable import Variable
from ...ops.elementwise.functions import abs_, cast, eq, gammaln, ge, gt, round_half_to_even, switch
from ...ops.indexing.writing import inc_subtensor
from ...ops.reductions.functions import all, sum
from ...ops.shapes.shape import shape_padleft, shape_padright
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..exceptions import ShapeError
from . import transforms
from .dist_math import bound
from .distribution import Continuous, Discrete
from .drawing import draw_values, generate_samples
from .shape_utils import broadcast_dist_samples_to, to_tuple

__all__ = ["Dirichlet", "DirichletMultinomial", "Multinomial"]


class Dirichlet(Continuous):
    """Points on the simplex with concentrations a[..., k].

    a: concentrations, above 0, (k,) or (n, k); the shape of the variable is that of a.
    transform: transform of a free variable.

    Values: k numbers above 0 whose sum is 1. Mean: a / sum(a).
    """

    def __init__(self, a: TensorLike, transform: Any = transforms.stick_breaking, *args: Any, **kwargs: Any) -> None:
        self.a = as_tensor(a)
        if kwargs.get("shape") is None:
            warn(
                "Shape not explicitly set. Please, set the value using the `shape` keyword argument. Using "
                "the test value to infer the shape.",
                DeprecationWarning,
            )
            try:
                kwargs["shape"] = np.shape(self.a.data if hasattr(self.a, "data") else self.a.tag.test_value)
            except AttributeError:
                kwargs.pop("shape", None)
        if transform is transforms.stick_breaking and older_than("3.9"):
            transform = broken_stick
        super().__init__(*args, transform=transform, **kwargs)
        self.mean = self.a / sum(self.a)
        self.mode = switch(all(self.a > 1), (self.a - 1) / sum(self.a - 1), np.nan)

    def logp(self, value: TensorLike) -> Any:
        a, value = self.a, as_tensor(value)
        return bound(
            sum(logpow(value, a - 1) - gammaln(a), axis=-1) + gammaln(sum(a, axis=-1)),
            all(value >= 0),
            all(value <= 1),
            all(a > 0),
            broadcast_conditions=False,
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        [a] = draw_values([self.a], point=point, size=size)
        shape = to_tuple(size) + to_tuple(self.shape)
        [a] = broadcast_dist_samples_to(to_shape=shape, samples=[a], size=size)
        drawn = np.asarray(gamma(shape, a, 1.0))
        return drawn / drawn.sum(-1, keepdims=True)

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["a"]


def _rounded(mean: Variable, n: Variable) -> Any:
    """Return `mean` rounded to integers; the first category absorbs the rounding error."""
    mode = cast(round_half_to_even(mean), "int32")
    missing = n - sum(mode, axis=-1, keepdims=True)
    missing = cast(switch(abs_(missing) > 0, missing, 0), "int32")
    if not missing.broadcastable[-1]:  # several n for one vector of probabilities: by element, as PyMC3 indexes
        return mode + missing
    return inc_subtensor(mode[..., :1], missing)


class Multinomial(Discrete):
    """Counts of n trials over categories, with probabilities proportional to p[..., k].

    n: number of trials, a number or (m,).
    p: probabilities, (k,) or (m, k).

    `shape` is (k,) or (m, k). Values: k whole numbers whose sum is n. Mean: n * p.
    """

    def __init__(self, n: TensorLike, p: TensorLike, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        p = as_tensor(p)
        p = p / sum(p, axis=-1, keepdims=True)
        if len(self.shape) > 1:
            self.n, self.p = shape_padright(as_tensor(n)), p if p.ndim > 1 else shape_padleft(p)
        else:
            self.n, self.p = as_tensor(n), p
        self.mean = self.n * self.p
        self.mode = _rounded(self.mean, self.n)

    def logp(self, x: TensorLike) -> Any:
        n, p, x = self.n, self.p, as_tensor(x)
        return bound(
            factln(n) + sum(-factln(x) + logpow(p, x), axis=-1, keepdims=True),
            all(x >= 0),
            all(eq(sum(x, axis=-1, keepdims=True), n)),
            all(p <= 1),
            all(eq(sum(p, axis=-1), 1)),
            all(ge(n, 0)),
            broadcast_conditions=False,
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        n, p = draw_values([self.n, self.p], point=point, size=size)
        return generate_samples(
            _counts, n, p, dist_shape=self.shape, not_broadcast_kwargs={"raw_size": size}, size=size
        )


def _counts(n: np.ndarray, p: Any, size: int | tuple[int, ...] | None = None, raw_size: Any = None) -> np.ndarray:
    """Draw multinomial counts, with one call of NumPy for each distinct n and p."""
    dtype = p.dtype
    p = p.astype("float64")
    p = np.broadcast_to(p / np.sum(p, axis=-1, keepdims=True), size)
    n = np.broadcast_to(n, size)[..., 0]
    lead = to_tuple(raw_size)
    pairs = list(zip(n.reshape(-1), p.reshape(-1, p.shape[-1]), strict=True))
    if p.ndim > len(lead) and p.shape[: len(lead)] == lead:
        return np.array([np.random.multinomial(k, q) for k, q in pairs]).reshape(p.shape).astype(dtype)
    drawn = np.array([np.random.multinomial(k, q, size=lead) for k, q in pairs])
    return np.moveaxis(drawn, 0, -1).reshape(tuple(size) + p.shape).astype(dtype)


class DirichletMultinomial(Discrete):
    """Multinomial counts whose probabilities have a Dirichlet distribution with concentrations a[..., k].

    n: number of trials, a number or (m,).
    a: concentrations, above 0, (k,) or (m, k).
    shape: shape of the variable, (k,) or (m, k).

    Values: k whole numbers whose sum is n. Mean: n * a / sum(a).
    """

    def __init__(self, n: TensorLike, a: Any, shape: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(shape, *args, defaults=("_defaultval",), **kwargs)
        n, a = int_x(n), as_tensor(float_x(a))
        if len(self.shape) > 1:
            self.n, self.a = shape_padright(as_tensor(n)), a if a.ndim > 1 else shape_padleft(a)
        else:
            self.n, self.a = as_tensor(n), a
        self.mean = self.n * (self.a / self.a.sum(-1, keepdims=True))
        self._defaultval = _rounded(self.mean, self.n)

    def logp(self, value: TensorLike) -> Any:
        a, n, value = self.a, self.n, as_tensor(value)
        total = a.sum(axis=-1, keepdims=True)
        constant = gammaln(n + 1) + gammaln(total) - gammaln(n + total)
        series = gammaln(value + a) - (gammaln(value + 1) + gammaln(a))
        return bound(
            constant + series.sum(axis=-1, keepdims=True),
            all(ge(value, 0)),
            all(gt(a, 0)),
            all(ge(n, 0)),
            all(eq(value.sum(axis=-1, keepdims=True), n)),
            broadcast_conditions=False,
        )

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        n, a = draw_values([self.n, self.a], point=point, size=size)
        drawn = generate_samples(_mixed_counts, n, a, dist_shape=self.shape, size=size)
        expected = to_tuple(size) + to_tuple(self.shape)
        if drawn.shape != expected:
            raise ShapeError(
                f"Expected sample shape was {expected} but got {drawn.shape}. This may reflect an invalid "
                "initialization shape."
            )
        return drawn

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["n", "a"]


def _mixed_counts(n: Any, a: Any, size: int | tuple[int, ...] | None = None) -> np.ndarray:
    """Draw counts after drawing all vectors of probabilities."""
    n, each = np.broadcast_to(n, size)[..., 0].reshape(-1), np.broadcast_to(a, size)
    chances = [np.random.dirichlet(row) for row in each.reshape(-1, each.shape[-1])]
    drawn = np.array([np.random.multinomial(k, p) for k, p in zip(n, chances, strict=True)])
    return drawn.reshape(each.shape).astype(a.dtype)
