"""Ordinary differential equations inside models. Source: pymc3.ode."""

from __future__ import annotations

from compat.models.ode import utils
from compat.models.ode.ode import DifferentialEquation
from compat.names_not_here import absent_from

__all__ = ["DifferentialEquation", "utils"]

__getattr__ = absent_from(__name__)
