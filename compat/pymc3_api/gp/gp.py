"""Gaussian processes under their legacy names. Source of the names: pymc3.gp.gp."""

from __future__ import annotations

from compat.pymc3_api.gp.base import Base  # noqa: F401
from compat.pymc3_api.gp.latent import TP, Latent, LatentKron
from compat.pymc3_api.gp.marginal import Marginal, MarginalKron
from compat.pymc3_api.gp.sparse import MarginalSparse

__all__ = ["TP", "Latent", "LatentKron", "Marginal", "MarginalKron", "MarginalSparse"]
