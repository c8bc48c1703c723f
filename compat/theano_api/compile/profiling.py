"""Times of functions. Source of the names: theano.compile.profiling."""

from __future__ import annotations

from compat.compilation.profile import ProfileStats
from compat.settings import config
from compat.theano_api.absence import absent_from

__all__ = ["ProfileStats", "config"]
__getattr__ = absent_from(__name__)
