"""`theano.typed_list`: lists of values of one type in graphs."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.typed_list.basic import *  # noqa: F403
from compat.theano_api.typed_list.basic import __all__ as _basic

__all__ = [*_basic]
__getattr__ = absent_from(__name__)
