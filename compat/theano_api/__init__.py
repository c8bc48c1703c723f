"""`theano`: the legacy module tree, in which each name comes from the package that implements it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ..compilation.modes import Mode
from ..differentiate import Lop, Rop, grad
from ..functions import test_values as _test_values  # noqa: F401  (what `.tag.test_value` computes)
from ..graph.op import Op
from ..graph.types import Generic, Type
from ..graph.variable import Apply, Constant, Container, Variable
from ..importing.module_getattr import absent_from, names_of
from ..ops.known_values import get_scalar_constant_value
from ..ops.linear_algebra.blas import dot
from ..settings import change_flags, config

if TYPE_CHECKING:  # for type checkers
    from ..functions.function import In as In
    from ..functions.function import Out as Out
    from ..functions.function import function as function
    from ..functions.graphs.clone import clone as clone
    from ..functions.graphs.clone import clone as clone_replace
    from ..functions.graphs.from_graph import OpFromGraph as OpFromGraph
    from ..functions.profiling.profile import ProfileStats as ProfileStats
    from ..ops.indexing.sparse_gradient import sparse_grad as sparse_grad
    from ..ops.shared import generic as generic
    from ..ops.shared import shared as shared
    from .compile.function import function_dump as function_dump
    from .compile.function.types import Function as Function
    from .compile.io import Param as Param
    from .compile.io import SymbolicInput as SymbolicInput
    from .compile.io import SymbolicOutput as SymbolicOutput
    from .compile.ops import as_op as as_op
    from .gradient import subgraph_grad as subgraph_grad
    from .printing import pp as pp
    from .printing import pprint as pprint
    from .scan_module import foldl as foldl
    from .scan_module import foldr as foldr
    from .scan_module import map as map
    from .scan_module import reduce as reduce
    from .scan_module import scan as scan
    from .scan_module import scan_checkpoints as scan_checkpoints
    from .updates import OrderedUpdates as OrderedUpdates

# A `perform` that calls its own function nests eight Python calls a level here, five in Theano.
sys.setrecursionlimit(max(2_000, sys.getrecursionlimit()))

_LATER = names_of(  # loaded on first use
    printing="pp pprint",
    gradient="subgraph_grad",
    scan_module="foldl foldr map reduce scan scan_checkpoints",
    updates="OrderedUpdates",
    **{
        "compile.function": "function_dump",
        "compile.function.types": "Function",
        "compile.io": "Param SymbolicInput SymbolicOutput",
        "compile.ops": "as_op",
        "theano_compat.functions.graphs.clone": "clone clone_replace=clone",
        "theano_compat.functions.graphs.from_graph": "OpFromGraph",
        "theano_compat.functions.function": "In Out function",
        "theano_compat.functions.profiling.profile": "ProfileStats",
        "theano_compat.ops.indexing.sparse_gradient": "sparse_grad",
        "theano_compat.ops.shared": "generic shared",
    },
)
_absent = absent_from(__name__, _LATER)


def _asarray(a: Any, dtype: Any, order: str | None = None) -> Any:
    """Call numpy.asarray, which also understands the dtype "floatX".

    a: a number, an array of any shape, or a list. dtype: a NumPy dtype, or "floatX". order: "C" or "F".
    """
    import numpy as np

    return np.asarray(a, dtype=config.floatX if dtype == "floatX" else dtype, order=order)  # type: ignore[call-overload]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from ..emulated_versions import theano_version  # what `pip` knows is read when it is asked for

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
