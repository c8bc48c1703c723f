"""Times of functions. Source of the names: theano.compile.profiling."""

from __future__ import annotations

from compat.compilation.profile import ProfileStats
from compat.names_not_here import absent_from
from compat.settings import config

__all__ = ["ProfileStats", "config"]
__getattr__ = absent_from(__name__)
