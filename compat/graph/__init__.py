"""The static graph: types, variables, applications of Ops, traversal, and the frozen Program.

Under `import compat as theano` this package is also `theano.graph`, so it answers to the names that that had.
"""

from typing import Any

from .hooks import HOOKS


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(HOOKS.legacy_graph(), name)
