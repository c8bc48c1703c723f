"""Flags. Source of the names: theano.configparser."""

from __future__ import annotations

from compat.settings import TheanoConfigParser, change_flags, config
from compat.theano_api.absence import absent_from

__all__ = ["TheanoConfigParser", "change_flags", "config"]
__getattr__ = absent_from(__name__)
