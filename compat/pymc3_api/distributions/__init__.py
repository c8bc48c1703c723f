"""Distributions under their legacy package (pymc3.distributions)."""

from compat.pymc3_api.distributions import transforms
from compat.pymc3_api.distributions.continuous import (
    Beta,
    Cauchy,
    ChiSquared,
    Exponential,
    Flat,
    Gamma,
    Gumbel,
    HalfCauchy,
    HalfFlat,
    HalfNormal,
    HalfStudentT,
    InverseGamma,
    Laplace,
    Logistic,
    LogNormal,
    Lognormal,
    Normal,
    Pareto,
    StudentT,
    Uniform,
    Weibull,
)
from compat.pymc3_api.distributions.discrete import (
    Bernoulli,
    Binomial,
    Constant,
    ConstantDist,
    DiscreteUniform,
    Geometric,
    NegativeBinomial,
    Poisson,
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

__all__ = [
    "Bernoulli", "Beta", "Binomial", "Cauchy", "ChiSquared", "Constant", "ConstantDist", "Continuous",
    "DensityDist", "Discrete", "DiscreteUniform", "Distribution", "Exponential", "Flat", "Gamma", "Geometric",
    "Gumbel", "HalfCauchy", "HalfFlat", "HalfNormal", "HalfStudentT", "InverseGamma", "Laplace", "LogNormal",
    "Logistic", "Lognormal", "NegativeBinomial", "NoDistribution", "Normal", "Pareto", "Poisson", "StudentT",
    "TensorType", "Uniform", "Weibull", "draw_values", "generate_samples", "transforms",
]
