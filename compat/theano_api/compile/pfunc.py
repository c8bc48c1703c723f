"""The older name of theano.compile.function.pfunc."""

from __future__ import annotations

from compat.compilation.function import function
from compat.theano_api.absence import absent_from
from compat.theano_api.callable_module import make_callable
from compat.theano_api.compile.function.pfunc import *  # noqa: F403
from compat.theano_api.compile.function.pfunc import __all__ as __all__

make_callable(__name__, function)
__getattr__ = absent_from(__name__)
