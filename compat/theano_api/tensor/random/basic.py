"""Laws. Source of the names: theano.tensor.random.basic."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.random.distributions import (
    bernoulli,
    beta,
    betabinom,
    binomial,
    categorical,
    cauchy,
    choice,
    dirichlet,
    exponential,
    gamma,
    halfcauchy,
    halfnormal,
    invgamma,
    multinomial,
    multivariate_normal,
    nbinom,
    normal,
    permutation,
    poisson,
    randint,
    truncexpon,
    uniform,
)

__all__ = [
    "bernoulli",
    "beta",
    "betabinom",
    "binomial",
    "categorical",
    "cauchy",
    "choice",
    "dirichlet",
    "exponential",
    "gamma",
    "halfcauchy",
    "halfnormal",
    "invgamma",
    "multinomial",
    "multivariate_normal",
    "nbinom",
    "normal",
    "permutation",
    "poisson",
    "randint",
    "truncexpon",
    "uniform",
]
__getattr__ = absent_from(__name__)
