"""The older name of theano.compile.function.types."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from .function.types import *  # noqa: F403
from .function.types import __all__ as __all__

__getattr__ = absent_from(__name__)
