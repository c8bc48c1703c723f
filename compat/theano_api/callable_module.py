"""Modules that can be called, for names that are both a function and a module in Theano, as `theano.tensor.var`.

The import system sets a submodule as an attribute of its package, in place of the function of that name; so the
module must act as the function.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


def make_callable(module: str, function: Callable[..., Any]) -> None:
    """Make calls of the module `module` call `function`."""

    class CallableModule(ModuleType):
        def __call__(self, *arguments: Any, **keywords: Any) -> Any:
            return function(*arguments, **keywords)

    sys.modules[module].__class__ = CallableModule
