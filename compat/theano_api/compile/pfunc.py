"""The older name of theano.compile.function.pfunc."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.callable_module import make_callable
from compat.theano_api.compile.function.pfunc import *  # noqa: F403
from compat.theano_api.compile.function.pfunc import __all__ as __all__
from compat.theano_api.compile.function.pfunc import pfunc

make_callable(__name__, pfunc)
__getattr__ = absent_from(__name__)
