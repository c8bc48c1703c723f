"""`theano.scalar`: functions of single numbers, from which elementwise ones are made."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from .basic import *  # noqa: F403
from .basic import __all__ as __all__

__getattr__ = absent_from(__name__)
