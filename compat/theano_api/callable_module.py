"""Modules that can be called: where legacy had a function and a module of one name, as `theano.tensor.var`.

Whoever imports the module makes it the attribute of its package (the import system does), in place of the
function; so the module does what the function does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


def make_callable(module: str, function: Callable[..., Any]) -> None:
    """Calling the module of that name calls `function`."""

    class CallableModule(ModuleType):
        def __call__(self, *arguments: Any, **keywords: Any) -> Any:
            return function(*arguments, **keywords)

    sys.modules[module].__class__ = CallableModule
