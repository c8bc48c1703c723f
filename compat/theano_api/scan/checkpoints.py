"""The newer name of theano.scan_module.scan_checkpoints."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.scan_module.scan_checkpoints import scan_checkpoints

__all__ = ["scan_checkpoints"]
__getattr__ = absent_from(__name__)
