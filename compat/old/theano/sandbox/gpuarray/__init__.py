"""`theano.sandbox.gpuarray`, where theano.gpuarray was until Theano 0.9."""

from __future__ import annotations

from .....importing.module_getattr import absent_from

pygpu_activated = False

__all__ = ["pygpu_activated"]
__getattr__ = absent_from(__name__)
