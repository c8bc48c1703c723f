"""`theano.tensor.signal`: pooling and plain convolution."""

from __future__ import annotations

from ....importing.module_getattr import absent_from

__all__: list[str] = []
__getattr__ = absent_from(__name__)
