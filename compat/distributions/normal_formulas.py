"""The normal distribution function, accurate in the tails. Source of the behaviour: pymc3.distributions.dist_math."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..graph.variable import Variable
from ..ops.elementwise.functions import (
    abs_,
    erf,
    erfc,
    erfcx,
    exp,
    gt,
    log,
    log1p,
    lt,
    softplus,
    sqr,
    sqrt,
    switch,
)
from ..ops.tensor_types import TensorLike
from ..ops.tensor_variable import Tensor
from .formulas import float_x

_LOG_DENSITY_AT_0 = -0.5 * np.log(2.0 * np.pi)


def zvalue(value: object, sigma: Any, mu: Any) -> Any:
    """Return the number of standard deviations from the mean to a value, element by element.

    value: where. sigma: standard deviation. mu: mean.
    """
    return (value - mu) / sigma


def std_cdf(x: TensorLike) -> Any:
    """Return the standard normal distribution function, element by element.

    x: where.
    """
    return 0.5 + 0.5 * erf(x / sqrt(2.0))


def _log_tail(z: Variable) -> Any:
    """Return the log probability beyond z > 0 under a standard normal, without underflow."""
    return log(erfcx(z / sqrt(2.0)) / 2.0) - sqr(z) / 2.0


def _by_tail(tail: Any, z: Any) -> Any:
    """Return the log probability beyond z; `tail`: where z is above 1. The formula not chosen has a harmless z."""
    inside = log1p(-erfc(-switch(tail, 0.0, z) / sqrt(2.0)) / 2.0)
    return switch(tail, _log_tail(switch(tail, z, 1.0)), inside)


def normal_lcdf(mu: TensorLike, sigma: TensorLike, x: TensorLike) -> Any:
    """Return log P(X <= x) of a normal distribution, element by element, accurate far in the lower tail.

    mu: mean. sigma: standard deviation. x: where.
    """
    z = zvalue(x, sigma, mu)
    return _by_tail(lt(z, -1.0), -z)


def normal_lccdf(mu: TensorLike, sigma: TensorLike, x: Variable) -> Any:
    """Compute log P(X > x) of a normal distribution.

    mu, sigma: mean and standard deviation. x: the value; tensors of shapes that broadcast.
    """
    z = zvalue(x, sigma, mu)
    return _by_tail(gt(z, 1.0), z)


def log_diff_normal_cdf(mu: TensorLike, sigma: TensorLike, x: Tensor, y: Tensor) -> Any:
    """Return log P(y < X <= x) of a normal distribution, element by element, accurate in both tails.

    mu: mean. sigma: standard deviation. x: upper end. y: lower end, below x.
    """
    x, y = zvalue(x, sigma, mu) / sqrt(2.0), zvalue(y, sigma, mu) / sqrt(2.0)
    above = -sqr(y) + log(erfcx(y) - exp(sqr(y) - sqr(x)) * erfcx(x))
    below = -sqr(x) + log(erfcx(-x) - exp(sqr(x) - sqr(y)) * erfcx(-y))
    return log(0.5) + switch(gt(y, 0), above, switch(lt(x, 0), below, log(erf(x) - erf(y))))


def sigma2rho(sigma: TensorLike) -> Any:
    """Return log(exp(|sigma|) - 1), the inverse of softplus, element by element.

    sigma: standard deviation. Variational groups keep their scales in this form.
    """
    return log(exp(abs_(sigma)) - 1.0)


def rho2sigma(rho: Variable) -> Any:
    """Compute softplus, log(1 + exp(rho)): the standard deviation of variational inference.

    rho: a tensor of any shape.
    """
    return softplus(rho)


def log_normal(x: TensorLike, mean: Tensor, **kwargs: Any) -> Any:
    """Return the log density of a normal distribution, element by element.

    x: where. mean: the mean. Keywords: one of sigma, w = log sigma, rho (softplus of it) and tau. As in PyMC3, tau is
    the inverse of the scale here, and eps is added to the scale. ValueError unless exactly one is given.
    """
    scales: dict[str, Callable[[Any], Any]] = {
        "sigma": lambda v: v,
        "w": exp,
        "rho": rho2sigma,
        "tau": lambda v: v ** (-1),
    }
    given = [name for name in scales if kwargs.get(name) is not None]
    if len(given) > 1:
        raise ValueError("more than one required kwarg is passed")
    if not given:
        raise ValueError("none of required kwarg is passed")
    scale = scales[given[0]](kwargs[given[0]]) + float_x(kwargs.get("eps", 0.0))
    return float_x(_LOG_DENSITY_AT_0) - log(abs_(scale)) - (x - mean) ** 2 / (2.0 * scale**2)
