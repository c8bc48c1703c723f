"""Continuous distributions under their legacy module; most are made from the entries in `compat.distributions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...distributions.formulas import precision_and_scale_as_given
from ...importing.module_getattr import absent_from, names_of
from ...ops.elementwise.functions import log
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from . import transforms
from .distribution import Continuous, assert_negative_support
from .drawing import draw_values, generate_samples
from .from_spec import Classes, attribute_of

if TYPE_CHECKING:  # for type checkers
    from ...distributions.spline import SplineWrapper as SplineWrapper


def get_tau_sigma(tau: Any = None, sigma: Any = None) -> tuple[Any, Any]:
    """Return (precision, standard deviation), given one of them, element by element.

    tau: the precision, 1 / sigma**2. sigma: the standard deviation. ValueError for both; (1, 1) for neither.
    """
    return precision_and_scale_as_given(tau, sigma)


def get_tau_sd(tau: TensorLike | None = None, sd: TensorLike | None = None) -> tuple[Any, Any]:
    """Return (precision, standard deviation), given one of them; the name of get_tau_sigma before PyMC3 3.7.

    tau: precision, of any shape. sd: standard deviation. Both are 1 if neither is given; ValueError for both.

    Numbers and arrays give arrays, variables give variables.
    """
    return get_tau_sigma(tau=tau, sigma=sd)


class PositiveContinuous(Continuous):
    """The base class of distributions on the positive numbers.

    transform: log by default. args and kwargs are Continuous's: shape, dtype, testval.
    """

    def __init__(self, transform: Any = transforms.log, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, transform=transform, **kwargs)


class UnitContinuous(Continuous):
    """The base class of distributions on the unit interval.

    transform: logodds by default. args and kwargs are Continuous's: shape, dtype, testval.
    """

    def __init__(self, transform: Any = transforms.logodds, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, transform=transform, **kwargs)


class BoundedContinuous(Continuous):
    """The base class of distributions between bounds.

    transform: "auto" takes the one for the bounds that are given, lowerbound, upperbound or interval. lower, upper: the
    bounds, scalars or arrays that broadcast with the shape of the value, or None.
    """

    def __init__(
        self,
        transform: Any = "auto",
        lower: TensorLike | None = None,
        upper: TensorLike | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        lower = None if lower is None else as_tensor(lower)
        upper = None if upper is None else as_tensor(upper)
        if isinstance(transform, str) and transform == "auto":
            if lower is None:
                transform = None if upper is None else transforms.upperbound(upper)
            else:
                transform = transforms.lowerbound(lower) if upper is None else transforms.interval(lower, upper)
        super().__init__(*args, transform=transform, **kwargs)


class Interpolated(BoundedContinuous):
    """A piecewise linear density through (`x_points`, `pdf_points`), normalized.

    x_points: where the density is given, increasing, of shape (n,).
    pdf_points: the density there, 0 or more, of shape (n,).

    Values: x_points[0] <= x <= x_points[-1].
    """

    def __init__(self, x_points: Any, pdf_points: Any, *args: Any, **kwargs: Any) -> None:
        from scipy.interpolate import InterpolatedUnivariateSpline

        from ...distributions.spline import SplineWrapper  # only this distribution needs it

        self.lower, self.upper = as_tensor(x_points[0]), as_tensor(x_points[-1])
        super().__init__(*args, lower=self.lower, upper=self.upper, **kwargs)
        spline = InterpolatedUnivariateSpline(x_points, pdf_points, k=1, ext="zeros")
        mass = spline.integral(x_points[0], x_points[-1])
        self.Z = as_tensor(mass)
        self.interp_op = SplineWrapper(spline)
        self.x_points, self.pdf_points = x_points, pdf_points / mass
        self.cdf_points = spline.antiderivative()(x_points) / mass
        self.median = self._argcdf(0.5)

    def _argcdf(self, p: Any) -> Any:
        """Return the quantile of p, the root of a quadratic between two of the points."""
        density, mass, x = self.pdf_points, self.cdf_points, self.x_points
        left = np.searchsorted(mass, p) - 1
        slope, rest = (density[left + 1] - density[left]) / (x[left + 1] - x[left]), p - mass[left]
        with np.errstate(all="ignore"):
            flat = np.where(np.abs(density[left]) <= 1e-8, np.zeros(left.shape), rest / density[left])
            bent = (-density[left] + np.sqrt(density[left] ** 2 + 2 * slope * rest)) / slope
        return x[left] + np.where(np.abs(slope) <= 1e-8, flat, bent)

    def logp(self, value: Tensor) -> Any:
        from ...distributions.spline import of_points  # only this distribution needs it

        return log(of_points(value, self.x_points, self.pdf_points))

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        return generate_samples(
            lambda size: self._argcdf(np.random.uniform(size=size)), dist_shape=self.shape, size=size
        )

    def _distr_parameters_for_repr(self) -> list[str]:
        return []


BASES = {
    "": Continuous,
    "log": PositiveContinuous,
    "logodds": UnitContinuous,
    "between": BoundedContinuous,
    "above": Continuous,
    "circular": Continuous,
}
DISTRIBUTIONS = Classes(__name__, discrete=False, bases=BASES)
__getattr__ = attribute_of(
    __name__,
    DISTRIBUTIONS,
    absent_from(__name__, names_of(**{"theano_compat.distributions.spline": "SplineWrapper"})),
)


def __dir__() -> list[str]:
    return sorted({*globals(), *DISTRIBUTIONS})


__all__ = [
    *DISTRIBUTIONS,
    "Interpolated",
    "PositiveContinuous",
    "UnitContinuous",
    "BoundedContinuous",
    "assert_negative_support",
    "draw_values",
    "generate_samples",
    "get_tau_sigma",
]
