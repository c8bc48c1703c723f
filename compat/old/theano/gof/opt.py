"""Optimizers of users. Source of the names: theano.gof.opt."""

from __future__ import annotations

from typing import Any

from theano_common.users_lines import warn

from ....compilation.rewriting.user_rules import FromFunctionLocalOptimizer, LocalOptimizer, local_optimizer
from ....functions.graphs.function_graph import FunctionGraph, InconsistencyError
from ....graph.traversal import applies
from ....graph.variable import Apply, Constant, Variable
from ....importing.module_getattr import absent_from
from ....settings import config
from ..optimizing.optimizers import (
    EquilibriumOptimizer,
    FromFunctionOptimizer,
    LocalOptGroup,
    MergeOptimizer,
    NavigatorOptimizer,
    OpKeyOptimizer,
    Optimizer,
    SeqOptimizer,
    TopoOptimizer,
    in2out,
    inplace_optimizer,
    optimizer,
    out2in,
)
from ..optimizing.patterns import OpRemove, OpSub, PatternSub


def copy_stack_trace(from_var: Any, to_var: Any) -> Any:
    """Copy the user's line of a variable, and its `tag.trace`, to others that have none; return the others.

    from_var: the variable, or a list. to_var: a variable or list whose nodes get the line.
    """
    given = list(from_var) if isinstance(from_var, list | tuple | set) else [from_var]
    trace = [frames for v in given for frames in getattr(v.tag, "trace", ())]
    trace = [trace] if trace and isinstance(trace[0], tuple) else trace  # a single trace that is not in a list
    first = given[0]
    origin = (
        first.owner.compat_origin
        if getattr(first, "owner", None) is not None
        else getattr(first, "compat_origin", None)
    )
    for v in to_var if isinstance(to_var, list | tuple | set) else [to_var]:
        if trace:
            v.tag.trace = [*getattr(v.tag, "trace", ()), *trace]
        node = getattr(v, "owner", None)
        if node is not None and node.compat_origin is None:
            node.compat_origin = origin
    return to_var


def rewritten_above(out: Any, optimizations: Any, unchanged: Any, arguments: Any) -> Any:
    """Offer every node above `out` that is not `unchanged` to each optimizer once, inputs first; return new `out`."""
    made: dict[Any, Any] = {}
    for node in applies([out]):
        if unchanged(node):
            continue
        inputs = [made.get(v, v) for v in node.inputs]
        now = (
            node
            if all(a is b for a, b in zip(inputs, node.inputs, strict=True))
            else node.clone_with_new_inputs(inputs, strict=False)
        )
        results = list(now.outputs)
        for optimizer_ in optimizations:
            found = optimizer_.transform(*arguments(now))
            if found is False or found is None:
                continue
            results = list(found)
            assert len(results) == len(node.outputs), optimizer_
            if results[0].owner is None:
                break
            now = results[0].owner
        made.update(zip(node.outputs, results, strict=True))
    return made.get(out, out)


def pre_greedy_local_optimizer(list_optimizations: Any, out: Any) -> Any:
    """Apply local optimizers once to every node above a variable; return the new variable.

    list_optimizations: the local optimizers. out: the variable.
    """
    return rewritten_above(out, list_optimizations, lambda node: False, lambda node: (node,))


def pre_greedy_local_optimizer_of_graph(fgraph: FunctionGraph, optimizations: Any, out: Any) -> Any:
    """Apply local optimizers once to every node above a variable that is not in a graph; return the new variable.

    fgraph: the FunctionGraph, whose nodes stay. optimizations: local optimizers. out: the variable.
    """
    inside = {id(node) for node in fgraph.toposort()}
    return rewritten_above(out, optimizations, lambda node: id(node) in inside, lambda node: (fgraph, node))


def check_stack_trace(f_or_fgraph: Any, ops_to_check: object = "last", bug_print: str = "raise") -> bool:
    """Return whether the nodes of a compiled function know the user's line that they come from.

    f_or_fgraph: the function, or a FunctionGraph. ops_to_check: "last" (those of the outputs), "all", an Op, a class
    of Ops, or a list of these. bug_print: "raise", "warn" or "ignore" if one does not.
    """
    fgraph = getattr(getattr(f_or_fgraph, "maker", None), "fgraph", f_or_fgraph)
    if ops_to_check == "last":
        nodes = [o.owner for o in fgraph.outputs if o.owner is not None]
    elif ops_to_check == "all":
        nodes = fgraph.toposort()
    else:
        wanted = ops_to_check if isinstance(ops_to_check, list | tuple) else [ops_to_check]
        nodes = [
            n
            for n in fgraph.toposort()
            if any(isinstance(n.op, w) if isinstance(w, type) else n.op == w for w in wanted)
        ]
    without = [n for n in nodes if n.compat_origin is None]
    if without and bug_print == "raise":
        raise Exception(f"{without[0]} does not know the line that it comes from.")
    if without and bug_print == "warn":
        warn(f"{without[0]} does not know the line that it comes from.")
    return not without


__all__ = [
    "Apply",
    "Constant",
    "EquilibriumOptimizer",
    "FromFunctionLocalOptimizer",
    "FromFunctionOptimizer",
    "InconsistencyError",
    "LocalOptGroup",
    "LocalOptimizer",
    "MergeOptimizer",
    "NavigatorOptimizer",
    "OpKeyOptimizer",
    "OpRemove",
    "OpSub",
    "Optimizer",
    "PatternSub",
    "SeqOptimizer",
    "TopoOptimizer",
    "Variable",
    "check_stack_trace",
    "config",
    "copy_stack_trace",
    "in2out",
    "inplace_optimizer",
    "local_optimizer",
    "optimizer",
    "out2in",
    "pre_greedy_local_optimizer",
]
__getattr__ = absent_from(__name__)
