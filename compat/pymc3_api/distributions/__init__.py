"""Distributions under their legacy package (pymc3.distributions)."""

from compat.pymc3_api.distributions import transforms
from compat.pymc3_api.distributions.continuous import (
    Beta,
    Cauchy,
    Exponential,
    Flat,
    Gamma,
    HalfCauchy,
    HalfFlat,
    HalfNormal,
    HalfStudentT,
    InverseGamma,
    Laplace,
    LogNormal,
    Lognormal,
    Normal,
    StudentT,
    Uniform,
)
from compat.pymc3_api.distributions.discrete import (
    Bernoulli,
    Binomial,
    Constant,
    ConstantDist,
    DiscreteUniform,
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
    "Bernoulli", "Beta", "Binomial", "Cauchy", "Constant", "ConstantDist", "Continuous", "DensityDist", "Discrete",
    "DiscreteUniform", "Distribution", "Exponential", "Flat", "Gamma", "HalfCauchy", "HalfFlat", "HalfNormal",
    "HalfStudentT", "InverseGamma", "Laplace", "LogNormal", "Lognormal", "NoDistribution", "Normal", "Poisson",
    "StudentT", "TensorType", "Uniform", "draw_values", "generate_samples", "transforms",
]
