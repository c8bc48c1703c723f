"""`theano.compile.function` is a function and, to whoever imports it, a module with `types` and `pfunc`.

The import system sets the attribute to the module whenever that is imported, so the module can be called too.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from compat.compilation.function import function
from compat.theano_api.absence import absent_from
from compat.theano_api.compile.function.pfunc import pfunc


class _FunctionModule(ModuleType):
    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return function(*arguments, **keywords)


sys.modules[__name__].__class__ = _FunctionModule

__all__ = ["function", "pfunc"]
__getattr__ = absent_from(__name__)
