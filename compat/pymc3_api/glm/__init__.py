"""Generalised linear models. Source: pymc3.glm."""

from __future__ import annotations

from compat.pymc3_api.glm import families, utils  # noqa: F401
from compat.pymc3_api.glm.linear import GLM, LinearComponent

__all__ = ["GLM", "LinearComponent", "families"]
