"""`pymc3.tests`: the helpers that projects imported for their own tests, rewritten. PyMC3's own tests are not here."""

from __future__ import annotations

from ...importing.module_getattr import absent_from

__getattr__ = absent_from(__name__)
