"""Source of the name: theano.scan_module.scan_op."""

from __future__ import annotations

from compat.ops.scan.op import Scan
from compat.theano_api.absence import absent_from

__all__ = ["Scan"]
__getattr__ = absent_from(__name__)
