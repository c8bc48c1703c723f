"""Distributions under their legacy package (pymc3.distributions). Those of several dimensions load when first used."""

from compat.models.distributions import continuous, dist_math, distribution, shape_utils, transforms  # noqa: F401
from compat.models.distributions.distribution import (
    Continuous,
    DensityDist,
    Discrete,
    Distribution,
    NoDistribution,
    TensorType,
    draw_values,
    generate_samples,
)
from compat.models.distributions.from_spec import by_name
from compat.names_not_here import absent_from, names_of

globals().update(continuous.DISTRIBUTIONS)

_LATER = names_of(
    bart="BART",
    bound="Bound",
    discrete=" ".join((*by_name(discrete=True), "Categorical OrderedLogistic OrderedProbit")),
    mixture="Mixture MixtureSameFamily NormalMixture",
    multivariate=(
        "Dirichlet DirichletMultinomial KroneckerNormal LKJCholeskyCov LKJCorr MatrixNormal Multinomial MvNormal "
        "MvStudentT Wishart WishartBartlett"
    ),
    posterior_predictive="fast_sample_posterior_predictive",
    simulator="Simulator",
    timeseries="AR AR1 GARCH11 GaussianRandomWalk MvGaussianRandomWalk MvStudentTRandomWalk",
)

__all__ = [
    *continuous.DISTRIBUTIONS,
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
