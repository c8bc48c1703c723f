"""Convergence statistics under the names of PyMC3 before 3.7. Source of the names: pymc3.diagnostics."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.pymc3_api.stats.of_3_8 import effective_n, gelman_rubin, geweke

__all__ = ["effective_n", "gelman_rubin", "geweke"]
__getattr__ = absent_from(__name__)
