"""Ordinary differential equations inside models. Source: pymc3.ode."""

from __future__ import annotations

from compat.pymc3_api.absence import absent_from
from compat.pymc3_api.ode import utils
from compat.pymc3_api.ode.ode import DifferentialEquation

__all__ = ["DifferentialEquation", "utils"]

__getattr__ = absent_from(__name__)
