"""Distributions truncated at bounds, not normalised. Source: pymc3.distributions.bound."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np

from ...distributions.formulas import float_tensor
from ...distributions.transforms import Transform
from ...emulated_versions import older_than
from ...importing.module_getattr import absent_from
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from . import transforms
from .dist_math import bound
from .distribution import Continuous, Discrete, Distribution
from .drawing import draw_values, generate_samples

__all__ = ["Bound"]


class _Bounded(Distribution):
    """A distribution between bounds: what the result of `pm.Bound` makes.

    distribution: a distribution's class; args and kwargs are its arguments. lower, upper: the bounds, scalars or arrays
    that broadcast with the shape of the value, or None. default: where sampling begins; the distribution's by default.
    """

    def __init__(
        self,
        distribution: type[Distribution],
        lower: TensorLike | None,
        upper: TensorLike | None,
        default: TensorLike | None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        self.lower, self.upper = lower, upper
        self._wrapped = inner = distribution.dist(*args, **kwargs)
        if default is None:
            defaults = inner.defaults
            for name in defaults:
                setattr(self, name, getattr(inner, name))
        else:
            defaults, self._default = ("_default",), default
        Distribution.__init__(
            self,
            shape=inner.shape,
            dtype=inner.dtype,
            initval=inner.testval,
            defaults=defaults,
            transform=inner.transform,
        )

    def logp(self, value: Tensor) -> Any:
        """Return the log density of the underlying distribution inside the bounds, -inf outside."""
        conditions = [] if self.lower is None else [value >= self.lower]
        conditions += [] if self.upper is None else [value <= self.upper]
        logp = self._wrapped.logp(value)
        return bound(logp, *conditions) if conditions else logp

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw from the underlying distribution and reject what lies outside. ValueError for bounds that are arrays."""
        given = [b for b in (self.lower, self.upper) if b is not None]
        if not given:
            return self._wrapped.random(point=point, size=size)
        found = iter(draw_values(given, point=point, size=size))
        lower = -np.inf if self.lower is None else next(found)
        upper = np.inf if self.upper is None else next(found)
        if len(given) == 1 and not older_than("3.9"):
            # PyMC3 passes the list with the one bound, so a scalar's draws have an axis of length 1
            lower, upper = ([lower], upper) if self.upper is None else (lower, [upper])
        return generate_samples(
            self._random, lower, upper, dist_shape=self.shape, size=size, not_broadcast_kwargs={"point": point}
        )

    def _random(
        self,
        lower: TensorLike,
        upper: TensorLike,
        point: dict[str, Any] | None = None,
        size: int | tuple[int, ...] | None = None,
    ) -> np.ndarray:
        lower, upper = np.asarray(lower), np.asarray(upper)
        if lower.size > 1 or upper.size > 1:
            raise ValueError("Drawing samples from distributions with array-valued bounds is not supported.")
        wanted, kept, count = int(np.prod(size)), [], 0
        while count < wanted:
            drawn = np.atleast_1d(self._wrapped.random(point=point, size=wanted)).flatten()
            above = drawn > lower if older_than("3.2") else drawn >= lower
            kept.append(drawn[above & (drawn <= upper)])
            count += len(kept[-1])
        return kept[0] if size is None else np.reshape(np.concatenate(kept)[:wanted], size)

    def default(self) -> np.ndarray:
        """Return where sampling begins; before PyMC3 3.2 at the distribution's own value, if that is inside."""
        if older_than("3.2") and self.testval is None and hasattr(self, "_default"):
            own = self._wrapped.default()
            inside = [own > self.getattr_value(b) for b in (self.lower,) if b is not None]
            inside += [own < self.getattr_value(b) for b in (self.upper,) if b is not None]
            if np.all(inside):
                return own
        return super().default()

    # ---- text

    def _distr_parameters_for_repr(self) -> list[str]:
        return ["lower", "upper"]

    def _distr_name_for_repr(self) -> str:
        return "Bound"

    def _str_repr(self, **kwargs: Any) -> str:  # type: ignore[override]
        inner = self._wrapped._str_repr(**{**kwargs, "dist": self._wrapped})
        own = super()._str_repr(**kwargs)
        if "latex" in kwargs.get("formatting", ""):
            return own + " -- " + inner.partition(" \\sim")[2][1:]
        return f"{own}-{inner.partition(' ~')[2][1:]}"


class _DiscreteBounded(_Bounded, Discrete):
    """A discrete distribution between two ends: what `pm.Bound(pm.Poisson, lower=1)("x", 3)` makes.

    distribution: the class. lower, upper: the ends, which count; None for none, else what broadcasts to the shape.
    transform: "infer" or None, ValueError for others. Further arguments are those of the distribution.
    """

    def __init__(
        self,
        distribution: type[Distribution],
        lower: Any,
        upper: Any,
        transform: Transform | str | None = "infer",
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if not (transform is None or isinstance(transform, str) and transform == "infer"):
            raise ValueError("Can not transform discrete variable.")
        default = None if upper is None else upper - 1
        if older_than("3.2") and lower is not None and upper is not None:
            default = 0.5 * (lower + upper)
        elif lower is not None:
            default = lower + 1
        super().__init__(distribution, lower, upper, default, *args, transform=None, **kwargs)


class _ContinuousBounded(_Bounded, Continuous):
    """A continuous distribution between two ends: what `pm.Bound(pm.Normal, lower=0)("x", 0, 1)` makes.

    distribution: the class. lower, upper: the ends; None for none, else what broadcasts to the shape.
    transform: "infer" for the one that goes with the ends, a transform, or None. Further arguments are those of the
    distribution.
    """

    def __init__(
        self,
        distribution: type[Distribution],
        lower: TensorLike | None,
        upper: TensorLike | None,
        transform: Transform | str | None = "infer",
        *args: Any,
        **kwargs: Any,
    ) -> None:
        lower, upper = (None if b is None else float_tensor(b) for b in (lower, upper))
        default = None
        if isinstance(transform, str) and transform == "infer":
            if lower is not None and upper is not None:
                transform, default = transforms.interval(lower, upper), 0.5 * (lower + upper)
            elif upper is not None:
                transform, default = transforms.upperbound(upper), upper - 1
            elif lower is not None:
                transform, default = transforms.lowerbound(lower), lower + 1
            else:
                transform = None
        super().__init__(distribution, lower, upper, default, *args, transform=transform, **kwargs)


class Bound:
    """`Bound(Normal, lower=0)("x", mu=1)`: a truncated distribution whose density is not normalised.

    distribution: a class of distributions, such as pm.Normal.
    lower: lower end, a number or an array that broadcasts to the shape of the variable; None for none.
    upper: upper end, likewise.
    """

    def __init__(
        self, distribution: type[Distribution], lower: TensorLike | None = None, upper: TensorLike | None = None
    ) -> None:
        if not issubclass(distribution, Distribution):
            raise ValueError('"distribution" must be a Distribution subclass.')
        self.distribution = distribution
        self.lower = None if isinstance(lower, Real) and lower == -np.inf else lower
        self.upper = None if isinstance(upper, Real) and upper == np.inf else upper

    @property
    def _kind(self) -> Any:
        if issubclass(self.distribution, Continuous):
            return _ContinuousBounded
        if issubclass(self.distribution, Discrete):
            return _DiscreteBounded
        raise ValueError("Distribution is neither continuous nor discrete.")

    def __call__(self, name: str, *args: Any, **kwargs: Any) -> Any:
        if "observed" in kwargs:
            raise ValueError(
                "Observed Bound distributions are not supported. If you want to model truncated data you "
                "can use a pm.Potential in combination with the cumulative probability function."
            )
        transform = kwargs.pop("transform", "infer")
        return self._kind(name, self.distribution, self.lower, self.upper, transform, *args, **kwargs)

    def dist(self, *args: Any, **kwargs: Any) -> Any:
        """Return the distribution by itself, without a model."""
        return self._kind.dist(self.distribution, self.lower, self.upper, *args, **kwargs)


__getattr__ = absent_from(__name__)
