"""`theano.compile.function` is a function and, to whoever imports it, a module with `types` and `pfunc`."""

from __future__ import annotations

from compat.compilation.function import function
from compat.theano_api.absence import absent_from
from compat.theano_api.callable_module import make_callable
from compat.theano_api.compile.function.pfunc import pfunc

make_callable(__name__, function)

__all__ = ["function", "pfunc"]
__getattr__ = absent_from(__name__)
