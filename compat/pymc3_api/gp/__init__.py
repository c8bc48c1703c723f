"""Gaussian processes. Source: pymc3.gp."""

from __future__ import annotations

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.gp import cov, mean, util
from compat.pymc3_api.gp.gp import TP, Latent, LatentKron, Marginal, MarginalKron, MarginalSparse

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse", "cov", "mean", "util"]

__getattr__ = absent_from(__name__)
