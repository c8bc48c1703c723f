"""Source of the name: theano.sandbox.cuda.type."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gpu_names import CudaNdarrayType

__all__ = ["CudaNdarrayType"]
__getattr__ = absent_from(__name__)
