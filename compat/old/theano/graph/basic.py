"""Nodes and walks over graphs. Source of the names: theano.graph.basic; theano.gof.graph has older ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from ....functions.graphs.clone import copy_nodes
from ....graph.connections import io_connection_pattern
from ....graph.program import Interner, intern
from ....graph.traversal import ancestors as _ancestors
from ....graph.traversal import applies, leaves, replace
from ....graph.variable import Apply, Constant, Node, Variable
from ....graph.variable import Tag as Scratchpad
from ....importing.module_getattr import absent_from
from ....settings import config
from ..op_tools import MethodNotDefined, TestValueError, add_tag_trace, get_variable_trace_string
from .orders import (
    as_string,
    default_node_formatter,
    general_toposort,
    nodes_constructed,
    op_as_string,
    view_roots,
)


def ancestors(graphs: Iterable[Variable], blockers: Collection[Variable] | None = None) -> Iterator[Variable]:
    """Yield variables and all variables above them.

    graphs: the variables. blockers: variables above which nothing is looked at.
    """
    yield from _ancestors(graphs, blockers)


def graph_inputs(graphs: Iterable[Variable], blockers: Collection[Variable] | None = None) -> Iterator[Variable]:
    """Yield the variables above graphs that no node computes: inputs, shared variables, constants.

    graphs: variables of any shape. blockers: variables that count as inputs.
    """
    yield from (v for v in leaves(graphs, blockers) if v.owner is None)


def applys_between(ins: Collection[Variable], outs: Iterable[Variable]) -> Iterator[Apply]:
    """Yield the applications that lead from some variables to others.

    ins, outs: the variables.
    """
    yield from applies(outs, stop=list(ins))


def vars_between(ins: Collection[Variable], outs: Iterable[Variable]) -> Iterator[Variable]:
    """Yield the variables from some to others, both included, and the leaves on the way; breadth first from the last.

    ins, outs: the first and the last.
    """
    given = set(ins)
    yield from walk(
        outs,
        lambda v: None if v.owner is None or v in given else [*reversed(v.owner.outputs), *reversed(v.owner.inputs)],
    )


def orphans_between(ins: Collection[Variable], outs: Iterable[Variable]) -> Iterator[Variable]:
    """Yield the leaves that some variables need besides others.

    ins: those that are given. outs: those that are wanted.
    """
    given = set(ins)
    yield from (v for v in leaves(outs, ins) if v.owner is None and v not in given)


def io_toposort(
    inputs: Sequence[Variable], outputs: Sequence[Variable], orderings: Any = None, clients: Any = None
) -> list[Apply]:
    """Return the applications from inputs to outputs, each after those whose outputs it takes.

    inputs, outputs: variables. orderings, clients: NotImplementedError if they are given.
    """
    if orderings or clients is not None:
        raise NotImplementedError(
            "io_toposort(orderings=..., clients=...) is not supported: the order follows from "
            "the graph, and the clients of a variable are the applications whose inputs have it."
        )
    return applies(outputs, stop=list(inputs))


def list_of_nodes(inputs: Sequence[Variable], outputs: Sequence[Variable]) -> list[Apply]:
    """Return the applications from inputs to outputs.

    inputs, outputs: variables.
    """
    return applies(outputs, stop=list(inputs))


def is_in_ancestors(l_apply: Apply, f_node: Apply) -> bool:
    """Return whether one application leads to another.

    l_apply: the later one. f_node: the earlier one.
    """
    return f_node in applies(l_apply.outputs)


def walk(
    nodes: Iterable[Any],
    expand: Callable[[Any], Iterable[Any] | None],
    bfs: bool = True,
    return_children: bool = False,
    hash_fn: Callable[[Any], Any] = id,
) -> Iterator[Any]:
    """Yield every node that is reached from some nodes, each once.

    nodes: where to begin; variables of any shape, or anything else. expand: a function from a node to those that follow
    it, or None. bfs: breadth first, else depth first. return_children: whether (node, those that follow) is yielded.
    hash_fn: tells nodes apart.
    """
    queue, seen = deque(nodes), set()
    while queue:
        node = queue.popleft() if bfs else queue.pop()
        key = hash_fn(node)
        if key in seen:
            continue
        seen.add(key)
        children = expand(node)
        yield (node, children) if return_children else node
        if children:
            queue.extend(children)


def clone_get_equiv(
    inputs: Sequence[Variable],
    outputs: Sequence[Variable],
    copy_inputs: bool = True,
    copy_orphans: bool = True,
    memo: dict[Any, Any] | None = None,
) -> dict[Any, Any]:
    """Return a dict from every variable and application of a graph to its copy.

    inputs, outputs: variables, the ends of the graph. copy_inputs, copy_orphans: whether inputs and other leaves are
    copied, too. memo: copies that there are already.
    """
    memo = {} if memo is None else memo
    for v in inputs:
        memo.setdefault(v, v.clone() if copy_inputs else v)
    for v in orphans_between(inputs, outputs):
        memo.setdefault(v, v.clone() if copy_orphans else v)
    copies = copy_nodes(outputs, memo)
    memo.update(zip(outputs, copies, strict=True))
    return memo


def clone(
    inputs: Sequence[Variable], outputs: Sequence[Variable], copy_inputs: bool = True, copy_orphans: bool | None = None
) -> tuple[list[Variable], list[Variable]]:
    """Copy a graph: return the copies of inputs, and the outputs as functions of them.

    inputs, outputs: variables. copy_inputs: whether inputs are copied, too. copy_orphans: the same for other leaves;
    as copy_inputs by default.
    """
    copy_orphans = copy_inputs if copy_orphans is None else copy_orphans
    copies = clone_get_equiv(inputs, outputs, copy_inputs, copy_orphans)
    return [copies[v] for v in inputs], [copies[v] for v in outputs]


def equal_computations(
    xs: Sequence[Variable],
    ys: Sequence[Variable],
    in_xs: Sequence[Variable] | None = None,
    in_ys: Sequence[Variable] | None = None,
) -> bool:
    """Say whether two lists of variables are the same computations.

    xs, ys: variables of any shape. in_xs, in_ys: inputs, each of the first counting as the one at its place in the
    second.
    """
    pairs = dict(zip(in_ys or (), in_xs or (), strict=True))
    if len(xs) != len(ys) or any(a.type != b.type for a, b in [*zip(xs, ys, strict=True), *pairs.items()]):
        return False
    interner = Interner()
    left, right = intern(xs, interner), intern(replace(ys, pairs) if pairs else ys, interner)
    return all(a is b for a, b in zip(left, right, strict=True))


__all__ = [
    "Apply",
    "Constant",
    "MethodNotDefined",
    "Node",
    "Scratchpad",
    "TestValueError",
    "Variable",
    "add_tag_trace",
    "ancestors",
    "applys_between",
    "as_string",
    "clone",
    "clone_get_equiv",
    "config",
    "default_node_formatter",
    "equal_computations",
    "general_toposort",
    "get_variable_trace_string",
    "graph_inputs",
    "io_connection_pattern",
    "io_toposort",
    "is_in_ancestors",
    "list_of_nodes",
    "nodes_constructed",
    "op_as_string",
    "orphans_between",
    "vars_between",
    "view_roots",
    "walk",
]
__getattr__ = absent_from(__name__)
