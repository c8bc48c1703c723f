"""Discrete distributions under their legacy module; their mathematics are rows of compat.distributions."""

from __future__ import annotations

import warnings
from typing import Any

from compat.distributions import discrete as rows
from compat.pymc3_api.distributions.distribution import Discrete, FromRow

__all__ = ["Bernoulli", "Poisson", "Binomial", "NegativeBinomial", "Geometric", "DiscreteUniform", "Constant",
           "ConstantDist"]


class Bernoulli(FromRow, Discrete):
    row = rows.BERNOULLI


class Poisson(FromRow, Discrete):
    row = rows.POISSON


class Binomial(FromRow, Discrete):
    row = rows.BINOMIAL


class DiscreteUniform(FromRow, Discrete):
    row = rows.DISCRETE_UNIFORM


class NegativeBinomial(FromRow, Discrete):
    row = rows.NEGATIVE_BINOMIAL


class Geometric(FromRow, Discrete):
    row = rows.GEOMETRIC


class Constant(FromRow, Discrete):
    row = rows.CONSTANT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warnings.warn("Constant has been deprecated. We recommend using a Deterministic object instead.",
                      DeprecationWarning, stacklevel=3)
        super().__init__(*args, **kwargs)


ConstantDist = Constant
