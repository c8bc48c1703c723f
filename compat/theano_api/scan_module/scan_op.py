"""Source of the name: theano.scan_module.scan_op."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.scan.op import Scan

__all__ = ["Scan"]
__getattr__ = absent_from(__name__)
