"""Gaussian processes. Source: pymc3.gp."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...models.gp import cov, mean, util
from ...models.gp.gp import TP, Latent, LatentKron, Marginal, MarginalKron, MarginalSparse

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse", "cov", "mean", "util"]

__getattr__ = absent_from(__name__)
