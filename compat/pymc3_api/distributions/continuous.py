"""Continuous distributions under their legacy module; their mathematics are rows of compat.distributions."""

from __future__ import annotations

from typing import Any

from compat.distributions import continuous_line as line
from compat.distributions import continuous_positive as positive
from compat.distributions.formulas import precision_and_scale
from compat.ops.tensor_op import as_tensor
from compat.pymc3_api.distributions import transforms
from compat.pymc3_api.distributions.distribution import Continuous, FromRow, assert_negative_support

__all__ = ["Uniform", "Flat", "HalfFlat", "Normal", "HalfNormal", "Exponential", "StudentT", "Cauchy", "HalfCauchy",
           "Gamma", "Beta", "Lognormal", "LogNormal", "HalfStudentT", "InverseGamma", "Laplace",
           "ChiSquared", "Gumbel", "Logistic", "Pareto", "Weibull",
           "PositiveContinuous", "UnitContinuous", "BoundedContinuous", "assert_negative_support", "get_tau_sigma"]


def get_tau_sigma(tau: Any = None, sigma: Any = None) -> tuple[Any, Any]:
    """(precision, standard deviation) from either."""
    return precision_and_scale(tau, sigma)


class PositiveContinuous(Continuous):
    """Base of continuous distributions over positive numbers."""

    def __init__(self, transform: Any = transforms.log, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, transform=transform, **kwargs)


class UnitContinuous(Continuous):
    """Base of continuous distributions over the unit interval."""

    def __init__(self, transform: Any = transforms.logodds, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, transform=transform, **kwargs)


class BoundedContinuous(Continuous):
    """Base of continuous distributions between bounds; the transform follows from which are given."""

    def __init__(self, transform: Any = "auto", lower: Any = None, upper: Any = None, *args: Any,
                 **kwargs: Any) -> None:
        lower = None if lower is None else as_tensor(lower)
        upper = None if upper is None else as_tensor(upper)
        if isinstance(transform, str) and transform == "auto":
            if lower is None:
                transform = None if upper is None else transforms.upperbound(upper)
            else:
                transform = transforms.lowerbound(lower) if upper is None else transforms.interval(lower, upper)
        super().__init__(*args, transform=transform, **kwargs)


class Uniform(FromRow, BoundedContinuous):
    row = line.UNIFORM

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle({**kwargs, "lower": self.lower, "upper": self.upper}, *rest)


class Flat(FromRow, Continuous):
    row = line.FLAT


class HalfFlat(FromRow, PositiveContinuous):
    row = positive.HALF_FLAT


class Normal(FromRow, Continuous):
    row = line.NORMAL


class HalfNormal(FromRow, PositiveContinuous):
    row = positive.HALF_NORMAL


class Exponential(FromRow, PositiveContinuous):
    row = positive.EXPONENTIAL


class StudentT(FromRow, Continuous):
    row = line.STUDENT_T


class Cauchy(FromRow, Continuous):
    row = line.CAUCHY


class HalfCauchy(FromRow, PositiveContinuous):
    row = positive.HALF_CAUCHY


class Gamma(FromRow, PositiveContinuous):
    row = positive.GAMMA


class Beta(FromRow, UnitContinuous):
    row = positive.BETA


class LogNormal(FromRow, PositiveContinuous):
    row = positive.LOGNORMAL


Lognormal = LogNormal


class HalfStudentT(FromRow, PositiveContinuous):
    row = positive.HALF_STUDENT_T


class InverseGamma(FromRow, PositiveContinuous):
    row = positive.INVERSE_GAMMA


class Laplace(FromRow, Continuous):
    row = line.LAPLACE


class Gumbel(FromRow, Continuous):
    row = line.GUMBEL


class Logistic(FromRow, Continuous):
    row = line.LOGISTIC


class Weibull(FromRow, PositiveContinuous):
    row = positive.WEIBULL


class Pareto(FromRow, Continuous):
    row = positive.PARETO

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        transform, *rest_of_all = rest or (kwargs.pop("transform", "lowerbound"),)
        if isinstance(transform, str) and transform == "lowerbound":
            transform = transforms.lowerbound(self.m)
        super()._settle({**kwargs, "transform": transform}, *rest_of_all)


class ChiSquared(Gamma):
    row = positive.CHI_SQUARED
