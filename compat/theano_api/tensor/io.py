"""Arrays from files. Source of the names: theano.tensor.io."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.load_from_disk import LoadFromDisk, load

__all__ = ["LoadFromDisk", "load"]
__getattr__ = absent_from(__name__)
