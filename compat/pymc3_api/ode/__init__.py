"""Ordinary differential equations inside models. Source: pymc3.ode."""

from __future__ import annotations

from ...models.ode import utils
from ...models.ode.ode import DifferentialEquation
from ...names_not_here import absent_from

__all__ = ["DifferentialEquation", "utils"]

__getattr__ = absent_from(__name__)
