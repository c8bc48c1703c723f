"""Distributions under their legacy package (pymc3.distributions). Multivariate ones load on first use."""

from typing import TYPE_CHECKING

from ...distributions.table import by_name
from ...importing.module_getattr import absent_from, names_of
from ...models.distributions import continuous, dist_math, distribution, shape_utils, transforms  # noqa: F401
from ...models.distributions.distribution import (
    Continuous,
    DensityDist,
    Discrete,
    Distribution,
    NoDistribution,
    TensorType,
    draw_values,
    generate_samples,
)

if TYPE_CHECKING:  # for type checkers
    from ...infer.predictive.posterior_predictive import (
        fast_sample_posterior_predictive as fast_sample_posterior_predictive,
    )
    from ...models.distributions.bound import Bound as Bound
    from ...models.distributions.mixture import Mixture as Mixture
    from ...models.distributions.mixture import MixtureSameFamily as MixtureSameFamily
    from ...models.distributions.mixture import NormalMixture as NormalMixture
    from ...models.distributions.multivariate import Dirichlet as Dirichlet
    from ...models.distributions.multivariate import DirichletMultinomial as DirichletMultinomial
    from ...models.distributions.multivariate import KroneckerNormal as KroneckerNormal
    from ...models.distributions.multivariate import LKJCholeskyCov as LKJCholeskyCov
    from ...models.distributions.multivariate import LKJCorr as LKJCorr
    from ...models.distributions.multivariate import MatrixNormal as MatrixNormal
    from ...models.distributions.multivariate import Multinomial as Multinomial
    from ...models.distributions.multivariate import MvNormal as MvNormal
    from ...models.distributions.multivariate import MvStudentT as MvStudentT
    from ...models.distributions.multivariate import Wishart as Wishart
    from ...models.distributions.multivariate import WishartBartlett as WishartBartlett
    from ...models.distributions.simulator import Simulator as Simulator
    from ...models.distributions.timeseries import AR as AR
    from ...models.distributions.timeseries import AR1 as AR1
    from ...models.distributions.timeseries import GARCH11 as GARCH11
    from ...models.distributions.timeseries import GaussianRandomWalk as GaussianRandomWalk
    from ...models.distributions.timeseries import MvGaussianRandomWalk as MvGaussianRandomWalk
    from ...models.distributions.timeseries import MvStudentTRandomWalk as MvStudentTRandomWalk

_AT = "theano_compat.models.distributions"
_LATER = names_of(
    **{
        f"{_AT}.bound": "Bound",
        f"{_AT}.continuous": " ".join((*by_name(discrete=False), "Interpolated")),
        f"{_AT}.discrete": " ".join((*by_name(discrete=True), "Categorical OrderedLogistic OrderedProbit")),
        f"{_AT}.mixture": "Mixture MixtureSameFamily NormalMixture",
        f"{_AT}.multivariate": (
            "Dirichlet DirichletMultinomial KroneckerNormal LKJCholeskyCov LKJCorr MatrixNormal Multinomial MvNormal "
            "MvStudentT Wishart WishartBartlett"
        ),
        "pymc3.distributions.bart": "BART",
        "theano_compat.infer.predictive.posterior_predictive": "fast_sample_posterior_predictive",
        f"{_AT}.simulator": "Simulator",
        f"{_AT}.timeseries": "AR AR1 GARCH11 GaussianRandomWalk MvGaussianRandomWalk MvStudentTRandomWalk",
    }
)

__all__ = [
    *_LATER,
    "Continuous",
    "DensityDist",
    "Discrete",
    "Distribution",
    "NoDistribution",
    "TensorType",
    "draw_values",
    "generate_samples",
    "transforms",
]

__getattr__ = absent_from(__name__, _LATER)
