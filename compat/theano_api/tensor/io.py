"""Arrays from files. Source of the names: theano.tensor.io."""

from __future__ import annotations

from compat.ops.load_from_disk import LoadFromDisk, load
from compat.theano_api.absence import absent_from

__all__ = ["LoadFromDisk", "load"]
__getattr__ = absent_from(__name__)
