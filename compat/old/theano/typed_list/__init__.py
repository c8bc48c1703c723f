"""`theano.typed_list`: lists of values of one type in graphs."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from .basic import *  # noqa: F403
from .basic import __all__ as _basic

__all__ = [*_basic]
__getattr__ = absent_from(__name__)
