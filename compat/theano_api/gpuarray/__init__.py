"""Legacy's GPU arrays. None here: with device=cuda whole functions run through JAX. Old code asks this first."""

from __future__ import annotations

from compat.theano_api.absence import absent_from

pygpu_activated = False

__all__ = ["pygpu_activated"]
__getattr__ = absent_from(__name__)
