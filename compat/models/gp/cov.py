"""Covariance functions under their legacy names. Source of the names: pymc3.gp.cov."""

from __future__ import annotations

from compat.models.gp.covariance import Add, Combination, Covariance, Exponentiated, Kron, Prod  # noqa: F401
from compat.models.gp.kernels import (  # noqa: F401
    Circular,
    Constant,
    Coregion,
    Gibbs,
    Linear,
    Polynomial,
    ScaledCov,
    WarpedInput,
    WhiteNoise,
    handle_args,
)
from compat.models.gp.stationary import (  # noqa: F401
    Cosine,
    Exponential,
    ExpQuad,
    Matern12,
    Matern32,
    Matern52,
    Periodic,
    RatQuad,
    Stationary,
)
from compat.names_not_here import absent_from

__all__ = [
    "Constant",
    "Coregion",
    "Cosine",
    "ExpQuad",
    "Exponential",
    "Gibbs",
    "Kron",
    "Linear",
    "Matern32",
    "Matern52",
    "Periodic",
    "Polynomial",
    "RatQuad",
    "ScaledCov",
    "WarpedInput",
    "WhiteNoise",
]

__getattr__ = absent_from(__name__)
