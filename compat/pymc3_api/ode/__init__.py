"""Ordinary differential equations inside models. Source: pymc3.ode."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ...models.ode import utils
from ...models.ode.ode import DifferentialEquation

__all__ = ["DifferentialEquation", "utils"]

__getattr__ = absent_from(__name__)
