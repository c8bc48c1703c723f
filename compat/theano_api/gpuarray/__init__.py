"""Legacy's GPU arrays. None here: with device=cuda whole functions run through JAX. Old code asks this first."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gpu_names import GpuArrayType, use
from compat.theano_api.gpuarray.type import ContextNotDefined, get_context

pygpu_activated = False

__all__ = ["ContextNotDefined", "GpuArrayType", "get_context", "pygpu_activated", "use"]
__getattr__ = absent_from(__name__)
