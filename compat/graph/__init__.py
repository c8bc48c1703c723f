"""The static graph: types, variables, applications of Ops, traversal, and the frozen Program.

Under `import compat as theano` this package is also `theano.graph`, so it answers to the names that that had.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module("theano_compat.theano_api.graph"), name)
