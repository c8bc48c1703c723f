"""The profiling mode of Theano 0.8 and older. Source of the names: theano.compile.profilemode."""

from __future__ import annotations

from ...compilation.modes import ProfileMode
from ...importing.module_getattr import absent_from

__all__ = ["ProfileMode"]
__getattr__ = absent_from(__name__)
