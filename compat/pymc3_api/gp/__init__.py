"""Gaussian processes. Source: pymc3.gp."""

from __future__ import annotations

from ...models.gp import cov, mean, util
from ...models.gp.gp import TP, Latent, LatentKron, Marginal, MarginalKron, MarginalSparse
from ...names_not_here import absent_from

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse", "cov", "mean", "util"]

__getattr__ = absent_from(__name__)
