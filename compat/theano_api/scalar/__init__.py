"""`theano.scalar`: functions of single numbers, from which elementwise ones are made."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.scalar.basic import *  # noqa: F403
from compat.theano_api.scalar.basic import __all__ as __all__

__getattr__ = absent_from(__name__)
