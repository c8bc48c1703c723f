"""Formulas for log densities under their legacy names. Source: pymc3.distributions.dist_math."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from compat.distributions.choices import random_choice
from compat.distributions.formulas import (
    all_true,
    betaln,
    binomln,
    factln,
    float_x,
    inside_or_minus_infinity,
    logpow,
)
from compat.distributions.matrices import CHOLESKY_OR_NAN, distance_by_covariance
from compat.distributions.normal_formulas import (
    log_diff_normal_cdf,
    log_normal,
    normal_lccdf,
    normal_lcdf,
    rho2sigma,
    sigma2rho,
    std_cdf,
    zvalue,
)
from compat.distributions.spline import SplineWrapper
from compat.distributions.streams import beta as beta_draws
from compat.graph.variable import Variable
from compat.ops.elementwise import betainc as incomplete_beta
from compat.ops.elementwise import gammaln, i0e, i1e, switch
from compat.ops.tensor_op import as_tensor
from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.distributions.shape_utils import to_tuple

__all__ = ["MvNormalLogp", "SplineWrapper", "alltrue_elemwise", "alltrue_scalar", "betaln", "binomln", "bound",
           "clipped_beta_rvs", "factln", "floatX", "gammaln", "i0e", "i1e", "incomplete_beta", "log_diff_normal_cdf",
           "log_normal",
           "logpow", "normal_lccdf", "normal_lcdf", "random_choice", "rho2sd", "rho2sigma", "sd2rho", "sigma2rho",
           "std_cdf", "to_tuple", "zvalue"]

floatX = float_x
rho2sd, sd2rho = rho2sigma, sigma2rho


def bound(logp: Any, *conditions: Any, model: Any = None, broadcast_conditions: bool = True) -> Any:
    """`logp` where every condition holds, -inf elsewhere; `logp` itself in a model with check_bounds=False."""
    from compat.pymc3_api.modelling.find import innermost_model

    model = innermost_model() if model is None else model
    if model is not None and not model.check_bounds:
        return logp
    if not conditions:
        return logp if isinstance(logp, Variable) else as_tensor(logp)
    if not broadcast_conditions:
        return switch(alltrue_scalar(conditions), logp, -np.inf)
    return inside_or_minus_infinity(logp, conditions)


def alltrue_elemwise(vals: Any) -> Any:
    """All conditions joined, element by element."""
    joined: Any = 1
    for condition in vals:
        joined = joined * (1 * condition)
    return joined


def alltrue_scalar(vals: Any) -> Any:
    """Whether all elements of all conditions hold."""
    from compat.ops.reductions import all

    return as_tensor(all_true([all(1 * v) for v in vals]))


def clipped_beta_rvs(a: Any, b: Any, size: Any = None, dtype: str = "float64") -> np.ndarray:
    """Draws from beta distributions, kept inside the open interval (0, 1) by one step of `dtype`."""
    drawn = beta_draws(size, np.asarray(a), np.asarray(b)).astype(dtype)
    one, zero = np.dtype(dtype).type(1), np.dtype(dtype).type(0)
    return np.maximum(np.minimum(drawn, np.nextafter(one, zero)), np.nextafter(zero, one))


def MvNormalLogp() -> Callable[[Any, Any], Any]:
    """A function (cov, delta) -> log density of the rows of delta together, for a normal law around 0."""
    def logp(cov: Any, delta: Any) -> Any:
        cov, delta = as_tensor(cov), as_tensor(delta)
        distance, half_log_det, ok = distance_by_covariance(delta, CHOLESKY_OR_NAN(cov))
        n, k = float_x(delta.shape[0]), float_x(delta.shape[1])
        norm = n * k * float_x(np.log(2 * np.pi)) + 2 * n * half_log_det
        return switch(ok, -0.5 * (norm + distance.sum()), -np.inf)

    return logp

__getattr__ = absent_from(__name__)
