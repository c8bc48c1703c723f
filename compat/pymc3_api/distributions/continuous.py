"""Continuous distributions under their legacy module; their mathematics are rows of compat.distributions."""

from __future__ import annotations

from typing import Any

import numpy as np

from compat.distributions import continuous_bounded as bounded
from compat.distributions import continuous_line as line
from compat.distributions import continuous_positive as positive
from compat.distributions import continuous_skewed as skewed
from compat.distributions.formulas import precision_and_scale_as_given
from compat.distributions.spline import SplineWrapper, of_points
from compat.ops.elementwise import log
from compat.ops.tensor_op import as_tensor
from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.distributions import transforms
from compat.pymc3_api.distributions.distribution import Continuous, FromRow, assert_negative_support
from compat.pymc3_api.distributions.drawing import draw_values, generate_samples

__all__ = ["Uniform", "Flat", "HalfFlat", "Normal", "HalfNormal", "Exponential", "StudentT", "Cauchy", "HalfCauchy",
           "Gamma", "Beta", "Lognormal", "LogNormal", "HalfStudentT", "InverseGamma", "Laplace",
           "TruncatedNormal", "Triangular", "Kumaraswamy", "LogitNormal", "VonMises", "Wald", "SkewNormal",
           "ExGaussian", "AsymmetricLaplace", "Moyal", "Rice", "Interpolated", "draw_values", "generate_samples",
           "ChiSquared", "Gumbel", "Logistic", "Pareto", "Weibull",
           "PositiveContinuous", "UnitContinuous", "BoundedContinuous", "assert_negative_support", "get_tau_sigma"]


def get_tau_sigma(tau: Any = None, sigma: Any = None) -> tuple[Any, Any]:
    """(precision, standard deviation) from either."""
    return precision_and_scale_as_given(tau, sigma)


def get_tau_sd(tau: Any = None, sd: Any = None) -> tuple[Any, Any]:
    """`get_tau_sigma`, as it was called before PyMC3 3.7."""
    return get_tau_sigma(tau=tau, sigma=sd)


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

    def get_alpha_beta(self, alpha: Any = None, beta: Any = None, mu: Any = None, sigma: Any = None) -> Any:
        """alpha and beta, from themselves or from mu and sigma."""
        return positive.gamma_shape_and_rate(alpha, beta, mu, sigma)


class Beta(FromRow, UnitContinuous):
    row = positive.BETA

    def get_alpha_beta(self, alpha: Any = None, beta: Any = None, mu: Any = None, sigma: Any = None) -> Any:
        """alpha and beta, from themselves or from mu and sigma."""
        return positive.beta_shapes(alpha, beta, mu, sigma)


class LogNormal(FromRow, PositiveContinuous):
    row = positive.LOGNORMAL


Lognormal = LogNormal


class HalfStudentT(FromRow, PositiveContinuous):
    row = positive.HALF_STUDENT_T


class InverseGamma(FromRow, PositiveContinuous):
    row = positive.INVERSE_GAMMA
    _get_alpha_beta = staticmethod(positive.inverse_gamma_shape_and_scale)


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


class TruncatedNormal(FromRow, BoundedContinuous):
    row = bounded.TRUNCATED_NORMAL

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        lower, upper = self._bounds  # as given: of the dtype of a Python number, as in legacy's transform
        super()._settle({**kwargs, "transform": self._transform, "lower": lower, "upper": upper}, *rest)


class Triangular(FromRow, BoundedContinuous):
    row = bounded.TRIANGULAR

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        super()._settle({**kwargs, "lower": self.lower, "upper": self.upper}, *rest)


class Kumaraswamy(FromRow, UnitContinuous):
    row = bounded.KUMARASWAMY


class LogitNormal(FromRow, UnitContinuous):
    row = bounded.LOGIT_NORMAL


class VonMises(FromRow, Continuous):
    row = bounded.VON_MISES

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        transform, *rest_of_all = rest or (kwargs.pop("transform", "circular"),)
        if isinstance(transform, str) and transform == "circular":
            transform = transforms.Circular()
        super()._settle({**kwargs, "transform": transform}, *rest_of_all)


class Wald(FromRow, PositiveContinuous):
    row = skewed.WALD

    def get_mu_lam_phi(self, mu: Any, lam: Any, phi: Any) -> Any:
        """mu, lam and phi, from two of them or from mu."""
        return skewed.wald_parameters(mu, lam, phi)


class SkewNormal(FromRow, Continuous):
    row = skewed.SKEW_NORMAL


class ExGaussian(FromRow, Continuous):
    row = skewed.EX_GAUSSIAN


class AsymmetricLaplace(FromRow, Continuous):
    row = skewed.ASYMMETRIC_LAPLACE


class Moyal(FromRow, Continuous):
    row = skewed.MOYAL


class Rice(FromRow, PositiveContinuous):
    row = skewed.RICE

    def get_nu_b(self, nu: Any, b: Any, sigma: Any) -> Any:
        """nu, b and sigma, from nu or b."""
        return skewed.rice_parameters(nu, b, sigma)


class Interpolated(BoundedContinuous):
    """The density that is linear between `x_points`, where it is proportional to `pdf_points`."""

    def __init__(self, x_points: Any, pdf_points: Any, *args: Any, **kwargs: Any) -> None:
        from scipy.interpolate import InterpolatedUnivariateSpline

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
        """Where the distribution function is p: the root of a quadratic between two of the points."""
        density, mass, x = self.pdf_points, self.cdf_points, self.x_points
        left = np.searchsorted(mass, p) - 1
        slope, rest = (density[left + 1] - density[left]) / (x[left + 1] - x[left]), p - mass[left]
        with np.errstate(all="ignore"):
            flat = np.where(np.abs(density[left]) <= 1e-8, np.zeros(left.shape), rest / density[left])
            bent = (-density[left] + np.sqrt(density[left] ** 2 + 2 * slope * rest)) / slope
        return x[left] + np.where(np.abs(slope) <= 1e-8, flat, bent)

    def logp(self, value: Any) -> Any:
        return log(of_points(value, self.x_points, self.pdf_points))

    def random(self, point: Any = None, size: Any = None) -> np.ndarray:
        return generate_samples(lambda size: self._argcdf(np.random.uniform(size=size)), dist_shape=self.shape,
                                size=size)

    def _distr_parameters_for_repr(self) -> list[str]:
        return []

__getattr__ = absent_from(__name__)
