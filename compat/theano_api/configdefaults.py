"""Source of the names: theano.configdefaults."""

from __future__ import annotations

from compat.settings import config
from compat.theano_api.absence import absent_from

__all__ = ["config"]
__getattr__ = absent_from(__name__)
