"""Covariance functions under their legacy names. Source of the names: pymc3.gp.cov."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from .covariance import Add, Combination, Covariance, Exponentiated, Kron, Prod  # noqa: F401
from .kernels import (  # noqa: F401
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
from .stationary import (  # noqa: F401
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
