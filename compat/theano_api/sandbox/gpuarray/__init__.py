"""`theano.sandbox.gpuarray`, where theano.gpuarray was until Theano 0.9."""

from __future__ import annotations

from ....names_not_here import absent_from

pygpu_activated = False

__all__ = ["pygpu_activated"]
__getattr__ = absent_from(__name__)
