"""Source of the names: theano.gof.utils."""

from __future__ import annotations

from ....importing.module_getattr import absent_from
from ..op_tools import *  # noqa: F403
from ..op_tools import __all__ as __all__

__getattr__ = absent_from(__name__)
