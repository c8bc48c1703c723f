"""Source of the name: theano.sandbox.cuda.var."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gpu_names import float32_shared as float32_shared_constructor

__all__ = ["float32_shared_constructor"]
__getattr__ = absent_from(__name__)
