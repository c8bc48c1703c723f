"""The older name of theano.compile.function.pfunc."""

from __future__ import annotations

from ...importing.module_getattr import absent_from
from ..callable_module import make_callable
from .function.pfunc import *  # noqa: F403
from .function.pfunc import __all__ as __all__
from .function.pfunc import pfunc

make_callable(__name__, pfunc)
__getattr__ = absent_from(__name__)
