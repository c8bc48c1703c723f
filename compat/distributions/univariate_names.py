"""The file of `univariate/` that holds each distribution: {file: {entry: names}}.

`python -m tools.coverage` writes this file.
"""

from __future__ import annotations

CONTINUOUS: dict[str, dict[str, tuple[str, ...]]] = {
    "continuous_bounded": {
        "TruncatedNormal": ("TruncatedNormal",),
        "Triangular": ("Triangular",),
        "Kumaraswamy": ("Kumaraswamy",),
        "LogitNormal": ("LogitNormal",),
        "VonMises": ("VonMises",),
    },
    "continuous_line": {
        "Normal": ("Normal",),
        "StudentT": ("StudentT",),
        "Cauchy": ("Cauchy",),
        "Laplace": ("Laplace",),
        "Flat": ("Flat",),
        "Uniform": ("Uniform",),
        "Gumbel": ("Gumbel",),
        "Logistic": ("Logistic",),
    },
    "continuous_positive": {
        "HalfNormal": ("HalfNormal",),
        "HalfCauchy": ("HalfCauchy",),
        "Exponential": ("Exponential",),
        "Gamma": ("Gamma",),
        "InverseGamma": ("InverseGamma",),
        "LogNormal": ("LogNormal", "Lognormal"),
        "HalfStudentT": ("HalfStudentT",),
        "HalfFlat": ("HalfFlat",),
        "Beta": ("Beta",),
        "ChiSquared": ("ChiSquared",),
        "Weibull": ("Weibull",),
        "Pareto": ("Pareto",),
    },
    "continuous_skewed": {
        "Wald": ("Wald",),
        "SkewNormal": ("SkewNormal",),
        "ExGaussian": ("ExGaussian",),
        "AsymmetricLaplace": ("AsymmetricLaplace",),
        "Moyal": ("Moyal",),
        "Rice": ("Rice",),
    },
}
DISCRETE: dict[str, dict[str, tuple[str, ...]]] = {
    "discrete": {
        "Bernoulli": ("Bernoulli",),
        "Poisson": ("Poisson",),
        "Binomial": ("Binomial",),
        "DiscreteUniform": ("DiscreteUniform",),
        "Constant": ("Constant", "ConstantDist"),
        "NegativeBinomial": ("NegativeBinomial",),
        "Geometric": ("Geometric",),
    },
    "discrete_counts": {
        "BetaBinomial": ("BetaBinomial",),
        "DiscreteWeibull": ("DiscreteWeibull",),
        "HyperGeometric": ("HyperGeometric",),
    },
    "discrete_zero_inflated": {
        "ZeroInflatedPoisson": ("ZeroInflatedPoisson",),
        "ZeroInflatedBinomial": ("ZeroInflatedBinomial",),
        "ZeroInflatedNegativeBinomial": ("ZeroInflatedNegativeBinomial",),
    },
}
