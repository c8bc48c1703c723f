"""Source of the names: theano.graph.opt; theano.gof.opt differs in one signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....importing.module_getattr import absent_from
from ..gof.opt import *  # noqa: F403
from ..gof.opt import __all__ as __all__
from ..gof.opt import rewritten_above

if TYPE_CHECKING:
    from ....functions.graphs.function_graph import FunctionGraph


def pre_greedy_local_optimizer(fgraph: FunctionGraph, optimizations: Any, out: Any) -> Any:
    """Apply local optimizers once to every node above a variable that is not in a graph; return the new variable.

    fgraph: the FunctionGraph, whose nodes stay. optimizations: local optimizers. out: the variable.
    """
    inside = {id(node) for node in fgraph.toposort()}
    return rewritten_above(out, optimizations, lambda node: id(node) in inside, lambda node: (fgraph, node))


__getattr__ = absent_from(__name__)
