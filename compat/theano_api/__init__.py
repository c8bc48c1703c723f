"""`theano`: the old module tree, each name leading to the package that answers for it. No mathematics here."""

from __future__ import annotations

import sys
from typing import Any

from compat.compilation import old_pickles as _old_pickles  # noqa: F401  (what graphs of a real Theano load as)
from compat.compilation import test_values as _test_values  # noqa: F401  (what `.tag.test_value` computes)
from compat.compilation.clone import clone
from compat.compilation.from_graph import OpFromGraph
from compat.compilation.function import In, Out, function
from compat.compilation.modes import Mode
from compat.compilation.profile import ProfileStats
from compat.differentiate import Lop, Rop, grad
from compat.graph.op import Op
from compat.graph.types import Generic, Type
from compat.graph.variable import Apply, Constant, Container, Variable
from compat.names_not_here import absent_from, names_of
from compat.ops.indexing.sparse_gradient import sparse_grad
from compat.ops.known_values import get_scalar_constant_value
from compat.ops.linear_algebra.blas import dot
from compat.ops.shared import generic, shared
from compat.settings import change_flags, config
from compat.theano_api.compile.function.types import Function
from compat.theano_api.compile.io import Param, SymbolicInput, SymbolicOutput
from compat.theano_api.compile.ops import as_op
from compat.theano_api.scan_module import foldl, foldr, map, reduce, scan, scan_checkpoints
from compat.theano_api.updates import OrderedUpdates

clone_replace = clone
_LATER = names_of(  # loaded when first used
    printing="pp pprint", gradient="subgraph_grad", **{"compile.function": "function_dump"}
)
_absent = absent_from(__name__, _LATER)


def _asarray(a: Any, dtype: Any, order: str | None = None) -> Any:
    """numpy.asarray; "floatX" is a dtype too."""
    import numpy as np

    return np.asarray(a, dtype=config.floatX if dtype == "floatX" else dtype, order=order)  # type: ignore[call-overload]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from compat.identity import theano_version  # what `pip` knows is read when it is asked for

        return theano_version()
    if name == "theano":  # `from theano import theano` was possible
        return sys.modules[__name__]
    return _absent(name)


__all__ = [
    "Apply",
    "Constant",
    "Container",
    "Function",
    "Generic",
    "In",
    "Lop",
    "Mode",
    "Op",
    "OpFromGraph",
    "OrderedUpdates",
    "Out",
    "Param",
    "ProfileStats",
    "Rop",
    "SymbolicInput",
    "SymbolicOutput",
    "Type",
    "Variable",
    "_asarray",
    "as_op",
    "change_flags",
    "clone",
    "clone_replace",
    "config",
    "dot",
    "foldl",
    "foldr",
    "function",
    "generic",
    "get_scalar_constant_value",
    "grad",
    "map",
    "reduce",
    "scan",
    "scan_checkpoints",
    "shared",
    "sparse_grad",
]
