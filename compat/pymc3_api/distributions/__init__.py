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
from compat.pymc3_api.distributions.continuous import (
    AsymmetricLaplace,
    Beta,
    Cauchy,
    ChiSquared,
    ExGaussian,
    Exponential,
    Flat,
    Gamma,
    Gumbel,
    HalfCauchy,
    HalfFlat,
    HalfNormal,
    HalfStudentT,
    Interpolated,
    InverseGamma,
    Kumaraswamy,
    Laplace,
    Logistic,
    LogitNormal,
    LogNormal,
    Lognormal,
    Moyal,
    Normal,
    Pareto,
    Rice,
    SkewNormal,
    StudentT,
    Triangular,
    TruncatedNormal,
    Uniform,
    VonMises,
    Wald,
    Weibull,
)
from compat.pymc3_api.distributions.discrete import (
    Bernoulli,
    BetaBinomial,
    Binomial,
    Categorical,
    Constant,
    ConstantDist,
    DiscreteUniform,
    DiscreteWeibull,
    Geometric,
    HyperGeometric,
    NegativeBinomial,
    OrderedLogistic,
    OrderedProbit,
    Poisson,
    ZeroInflatedBinomial,
    ZeroInflatedNegativeBinomial,
    ZeroInflatedPoisson,
)
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

__all__ = [
    "AR", "AR1", "BART", "Bound", "GARCH11", "GaussianRandomWalk", "Mixture", "MixtureSameFamily",
    "MvGaussianRandomWalk", "MvStudentTRandomWalk", "NormalMixture", "Simulator", "fast_sample_posterior_predictive",
    "Dirichlet", "DirichletMultinomial", "KroneckerNormal", "LKJCholeskyCov", "LKJCorr", "MatrixNormal", "Multinomial",
    "MvNormal", "MvStudentT", "Wishart", "WishartBartlett",
    "AsymmetricLaplace", "Bernoulli", "Beta", "BetaBinomial", "Binomial", "Categorical", "Cauchy", "ChiSquared",
    "Constant", "ConstantDist", "Continuous", "DensityDist", "Discrete", "DiscreteUniform", "DiscreteWeibull",
    "Distribution", "ExGaussian", "Exponential", "Flat", "Gamma", "Geometric", "Gumbel", "HalfCauchy", "HalfFlat",
    "HalfNormal", "HalfStudentT", "HyperGeometric", "Interpolated", "InverseGamma", "Kumaraswamy", "Laplace",
    "LogNormal", "Logistic", "LogitNormal", "Lognormal", "Moyal", "NegativeBinomial", "NoDistribution", "Normal",
    "OrderedLogistic", "OrderedProbit", "Pareto", "Poisson", "Rice", "SkewNormal", "StudentT", "TensorType",
    "Triangular", "TruncatedNormal", "Uniform", "VonMises", "Wald", "Weibull", "ZeroInflatedBinomial",
    "ZeroInflatedNegativeBinomial", "ZeroInflatedPoisson", "draw_values", "generate_samples", "transforms",
]

__getattr__ = absent_from(__name__)
