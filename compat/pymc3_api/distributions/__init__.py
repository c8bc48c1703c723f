"""Distributions under their legacy package (pymc3.distributions)."""

from compat.models.distributions import (
    bound,  # noqa: F401
    continuous,  # noqa: F401
    discrete,  # noqa: F401
    dist_math,  # noqa: F401
    distribution,  # noqa: F401
    mixture,  # noqa: F401
    multivariate,  # noqa: F401
    posterior_predictive,  # noqa: F401
    shape_utils,  # noqa: F401
    simulator,  # noqa: F401
    special,  # noqa: F401
    timeseries,  # noqa: F401
    transforms,  # noqa: F401
)
from compat.models.distributions.bart import BART
from compat.models.distributions.bound import Bound
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
from compat.models.distributions.mixture import Mixture, MixtureSameFamily, NormalMixture
from compat.models.distributions.multivariate import (
    Dirichlet,
    DirichletMultinomial,
    KroneckerNormal,
    LKJCholeskyCov,
    LKJCorr,
    MatrixNormal,
    Multinomial,
    MvNormal,
    MvStudentT,
    Wishart,
    WishartBartlett,
)
from compat.models.distributions.posterior_predictive import fast_sample_posterior_predictive
from compat.models.distributions.simulator import Simulator
from compat.models.distributions.timeseries import (
    AR,
    AR1,
    GARCH11,
    GaussianRandomWalk,
    MvGaussianRandomWalk,
    MvStudentTRandomWalk,
)
from compat.names_not_here import absent_from

globals().update(continuous.DISTRIBUTIONS, **discrete.DISTRIBUTIONS)

__all__ = [
    *continuous.DISTRIBUTIONS,
    *discrete.DISTRIBUTIONS,
    "AR",
    "AR1",
    "BART",
    "Bound",
    "GARCH11",
    "GaussianRandomWalk",
    "Mixture",
    "MixtureSameFamily",
    "MvGaussianRandomWalk",
    "MvStudentTRandomWalk",
    "NormalMixture",
    "Simulator",
    "fast_sample_posterior_predictive",
    "Dirichlet",
    "DirichletMultinomial",
    "KroneckerNormal",
    "LKJCholeskyCov",
    "LKJCorr",
    "MatrixNormal",
    "Multinomial",
    "MvNormal",
    "MvStudentT",
    "Wishart",
    "WishartBartlett",
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

__getattr__ = absent_from(__name__)
