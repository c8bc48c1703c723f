"""Theano's GPU arrays: none here, as whole functions run through JAX with device=cuda. Old code checks this."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from ..gpu_names import GpuArrayType, use
from .type import ContextNotDefined, get_context

pygpu_activated = False

__all__ = ["ContextNotDefined", "GpuArrayType", "get_context", "pygpu_activated", "use"]
__getattr__ = absent_from(__name__)
