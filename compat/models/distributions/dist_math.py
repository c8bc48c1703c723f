"""Formulas for log densities under their legacy names. Source: pymc3.distributions.dist_math."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from ...distributions.formulas import (
    all_true,
    betaln,
    binomln,
    factln,
    float_x,
    inside_or_minus_infinity,
    logpow,
)
from ...distributions.normal_formulas import (
    log_diff_normal_cdf,
    log_normal,
    normal_lccdf,
    normal_lcdf,
    rho2sigma,
    sigma2rho,
    std_cdf,
    zvalue,
)
from ...distributions.streams import beta as beta_draws
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from, names_of
from ...ops.elementwise.functions import betainc as incomplete_beta
from ...ops.elementwise.functions import gammaln, i0e, i1e, switch
from ...ops.reductions.functions import all as all_of
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ..modelling.current_model import innermost_model
from .shape_utils import to_tuple

if TYPE_CHECKING:  # for type checkers
    from ...distributions.choices import random_choice as random_choice
    from ...distributions.spline import SplineWrapper as SplineWrapper
    from .bessel_classes import I0e as I0e
    from .bessel_classes import I1e as I1e

_LATER = names_of(
    **{
        "theano_compat.distributions.choices": "random_choice",
        "theano_compat.distributions.spline": "SplineWrapper",
        "theano_compat.models.distributions.bessel_classes": "I0e I1e",
    }
)  # loaded on first use
__all__ = [
    *_LATER,
    "MvNormalLogp",
    "alltrue_elemwise",
    "alltrue_scalar",
    "betaln",
    "binomln",
    "bound",
    "clipped_beta_rvs",
    "factln",
    "floatX",
    "gammaln",
    "i0e",
    "i1e",
    "incomplete_beta",
    "log_diff_normal_cdf",
    "log_normal",
    "logpow",
    "normal_lccdf",
    "normal_lcdf",
    "rho2sd",
    "rho2sigma",
    "sd2rho",
    "sigma2rho",
    "std_cdf",
    "to_tuple",
    "zvalue",
]

floatX = float_x
rho2sd, sd2rho = rho2sigma, sigma2rho


def incomplete_beta_ps(a: TensorLike, b: TensorLike, value: TensorLike) -> Any:
    """Return the regularized incomplete beta function, which PyMC3 sums as a power series for small b * value.

    a, b: the parameters, scalars above 0. value: where, a scalar of 0 to 1.
    """
    return incomplete_beta(a, b, value)


def incomplete_beta_cfe(a: Any, b: Any, x: Any, small: Any) -> Any:
    """Return the continued fraction of the incomplete beta function, the factor after x^a (1 - x)^b / (a B(a, b)).

    a, b: the parameters, scalars. x: where, a scalar. small: an array or a tensor of a bool, whether x (True) or x / (1
    - x) is what its terms are made of; with the latter the value is 1 - x times that with the former.
    """
    from ...theano_api.scan_module.scan import scan  # imports all of `theano`, for a function that few models call

    a, b, x, small = map(as_tensor, (a, b, x, small))
    z = switch(small, x, x / (1.0 - x))
    after = switch(small, a + b, b - 1.0)  # the factor that grows in the odd terms
    sign = switch(small, 1.0, -1.0)
    start = z * 0.0 + a * 0.0 + b * 0.0 + 1.0

    def one_pair(m: Any, fraction: Any) -> Any:
        even = 1.0 + m * switch(small, b - m, a + b + m - 1.0) * z / ((a + 2 * m - 1) * (a + 2 * m)) / fraction
        return 1.0 - (a + m - 1) * (after + sign * (m - 1)) * z / ((a + 2 * m - 2) * (a + 2 * m - 1)) / even

    steps = np.arange(_PAIRS, 0, -1).astype(start.dtype)
    values, _ = scan(one_pair, sequences=[as_tensor(steps)], outputs_info=[start])
    return 1.0 / values[-1]


_PAIRS = 300  # pairs of terms of that fraction; PyMC3 takes at most so many


def bound(logp: TensorLike, *conditions: Any, model: Any = None, broadcast_conditions: bool = True) -> Any:
    """Return `logp` where every condition holds, -inf elsewhere; `logp` itself in a model with check_bounds=False.

    logp: a log density of any shape; the conditions that follow it broadcast with it.
    model: the model; that of the `with` block by default.
    broadcast_conditions: False where one condition that fails anywhere makes all elements -inf.
    """
    model = innermost_model() if model is None else model
    if model is not None and not model.check_bounds:
        return logp
    if not conditions:
        return logp if isinstance(logp, Variable) else as_tensor(logp)
    if not broadcast_conditions:
        return switch(alltrue_scalar(conditions), logp, -np.inf)
    return inside_or_minus_infinity(logp, conditions)


def alltrue_elemwise(vals: Any) -> Any:
    """Return the conjunction of conditions, element by element: 1 where all hold.

    vals: a list of arrays or tensors of bools, whose shapes broadcast.
    """
    joined: Any = 1
    for condition in vals:
        joined = joined * (1 * condition)
    return joined


def alltrue_scalar(vals: Any) -> Any:
    """Return whether all elements of all conditions hold, a scalar.

    vals: a list of arrays or tensors of bools, of any shape.
    """
    return as_tensor(all_true([all_of(1 * v) for v in vals]))


def clipped_beta_rvs(
    a: TensorLike, b: TensorLike, size: int | tuple[int, ...] | None = None, dtype: str = "float64"
) -> np.ndarray:
    """Draw from beta distributions, kept inside (0, 1) by one step of the dtype.

    a, b: the parameters, scalars or arrays. size: the shape of the draws, the parameters' by default. dtype: of the
    result.
    """
    drawn = beta_draws(size, np.asarray(a), np.asarray(b)).astype(dtype)
    one, zero = np.dtype(dtype).type(1), np.dtype(dtype).type(0)
    return np.maximum(np.minimum(drawn, np.nextafter(one, zero)), np.nextafter(zero, one))


def MvNormalLogp() -> Callable[[Any, Any], Any]:
    """Return a function (cov, delta) that gives the summed log density of the rows of delta under N(0, cov).

    cov is a matrix (k, k), delta is (n, k), and the value is a scalar.
    """

    from ...distributions.matrices import CHOLESKY_OR_NAN, distance_by_covariance  # few models need it

    def logp(cov: TensorLike, delta: TensorLike) -> Any:
        cov, delta = as_tensor(cov), as_tensor(delta)
        distance, half_log_det, ok = distance_by_covariance(delta, CHOLESKY_OR_NAN(cov))
        n, k = float_x(delta.shape[0]), float_x(delta.shape[1])
        norm = n * k * float_x(np.log(2 * np.pi)) + 2 * n * half_log_det
        return switch(ok, -0.5 * (norm + distance.sum()), -np.inf)

    return logp


__getattr__ = absent_from(__name__, _LATER)
