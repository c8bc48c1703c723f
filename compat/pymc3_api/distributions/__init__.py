"""Distributions under their legacy package (pymc3.distributions)."""

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.distributions import (  # noqa: F401
    bound,
    continuous,
    discrete,
    dist_math,
    distribution,
    mixture,
    multivariate,
    posterior_predictive,
    shape_utils,
    simulator,
    special,
    timeseries,
    transforms,
)
from compat.pymc3_api.distributions.bart import BART
from compat.pymc3_api.distributions.bound import Bound
from compat.pymc3_api.distributions.distribution import (
    Continuous,
    DensityDist,
    Discrete,
    Distribution,
    NoDistribution,
    TensorType,
    draw_values,
    generate_samples,
)
from compat.pymc3_api.distributions.mixture import Mixture, MixtureSameFamily, NormalMixture
from compat.pymc3_api.distributions.multivariate import (
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
from compat.pymc3_api.distributions.posterior_predictive import fast_sample_posterior_predictive
from compat.pymc3_api.distributions.simulator import Simulator
from compat.pymc3_api.distributions.timeseries import (
    AR,
    AR1,
    GARCH11,
    GaussianRandomWalk,
    MvGaussianRandomWalk,
    MvStudentTRandomWalk,
)

globals().update(continuous.DISTRIBUTIONS, **discrete.DISTRIBUTIONS)

__all__ = [
    *continuous.DISTRIBUTIONS, *discrete.DISTRIBUTIONS,
    "AR", "AR1", "BART", "Bound", "GARCH11", "GaussianRandomWalk", "Mixture", "MixtureSameFamily",
    "MvGaussianRandomWalk", "MvStudentTRandomWalk", "NormalMixture", "Simulator",
    "fast_sample_posterior_predictive", "Dirichlet", "DirichletMultinomial", "KroneckerNormal",
    "LKJCholeskyCov", "LKJCorr", "MatrixNormal", "Multinomial", "MvNormal", "MvStudentT", "Wishart",
    "WishartBartlett", "Continuous", "DensityDist", "Discrete", "Distribution", "NoDistribution", "TensorType",
    "draw_values", "generate_samples", "transforms",
]

__getattr__ = absent_from(__name__)
