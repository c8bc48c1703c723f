"""`theano`: the old module tree, each name leading to the package that answers for it. No mathematics here."""

from __future__ import annotations

import sys
from typing import Any

from compat.compilation import test_values as _test_values  # noqa: F401  (what `.tag.test_value` computes)
from compat.compilation.from_graph import OpFromGraph
from compat.compilation.modes import Mode
from compat.differentiate import Lop, Rop, grad
from compat.graph.op import Op
from compat.graph.types import Generic, Type
from compat.graph.variable import Apply, Constant, Container, Variable
from compat.names_not_here import absent_from, names_of
from compat.ops.known_values import get_scalar_constant_value
from compat.ops.linear_algebra.blas import dot
from compat.settings import change_flags, config

_LATER = names_of(  # loaded when first used
    printing="pp pprint",
    gradient="subgraph_grad",
    scan_module="foldl foldr map reduce scan scan_checkpoints",
    updates="OrderedUpdates",
    **{
        "compile.function": "function_dump",
        "compile.function.types": "Function",
        "compile.io": "Param SymbolicInput SymbolicOutput",
        "compile.ops": "as_op",
        "theano_compat.compilation.clone": "clone clone_replace=clone",
        "theano_compat.compilation.function": "In Out function",
        "theano_compat.compilation.profile": "ProfileStats",
        "theano_compat.ops.indexing.sparse_gradient": "sparse_grad",
        "theano_compat.ops.shared": "generic shared",
    },
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
