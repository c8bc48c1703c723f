"""The newer name of theano.scan_module.scan."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.scan_module import scan

__all__ = ["scan"]
__getattr__ = absent_from(__name__)
