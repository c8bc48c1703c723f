"""Gaussian processes. Source: pymc3.gp."""

from __future__ import annotations

from compat.models.gp import cov, mean, util
from compat.models.gp.gp import TP, Latent, LatentKron, Marginal, MarginalKron, MarginalSparse
from compat.names_not_here import absent_from

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse", "cov", "mean", "util"]

__getattr__ = absent_from(__name__)
