"""Orders and forms of graphs: sorting, roots of views, text. Source: theano.gof.graph, theano.graph.basic."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ....graph.other_names import also_named
from ....graph.printing import expression_text
from ....graph.variable import Apply, Variable, recorded_variables


def stack_search(
    start: Iterable[Any],
    expand: Callable[[Any], Iterable[Any] | None],
    mode: str = "bfs",
    build_inv: bool = False,
) -> Any:
    """Return everything that is reached from a start, each once.

    start: a deque. expand: a function from one to a list of the next, or None. mode: "bfs", breadth first, or "dfs",
    depth first. build_inv: also return a dict from each to the list of its predecessors.
    """
    if mode not in ("bfs", "dfs"):
        raise ValueError("mode should be bfs or dfs", mode)
    queue = deque(start)
    seen: set[int] = set()
    found: list[Any] = []
    inverse: dict[Any, list[Any]] = {}
    while queue:
        item = queue.popleft() if mode == "bfs" else queue.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        found.append(item)
        for further in expand(item) or ():
            if build_inv:
                inverse.setdefault(further, []).append(item)
            queue.append(further)
    return (found, inverse) if build_inv else found


def general_toposort(
    outputs: Iterable[Any],
    deps: Callable[[Any], Iterable[Any] | None],
    compute_deps_cache: Any = None,
    deps_cache: Any = None,
    clients: Any = None,
    debug_print: bool = False,
) -> list[Any]:
    """Return things and everything they need, in topological order. ValueError for a cycle.

    outputs: the things. deps: a function from one to those that it needs. clients: a dict that is filled with the
    users of each. compute_deps_cache, deps_cache: without an effect. debug_print: NotImplementedError if true.
    """
    if debug_print:
        raise NotImplementedError("general_toposort(debug_print=True) is not supported: print inside `deps`.")
    needs: dict[int, list[Any]] = {}
    users: dict[int, list[Any]] = {}
    free: deque[Any] = deque()
    stack, keep = deque(outputs), []
    while stack:
        item = stack.pop()
        if id(item) in needs:
            continue
        keep.append(item)
        needs[id(item)] = list(deps(item) or ())
        for need in needs[id(item)]:
            users.setdefault(id(need), []).append(item)
            if clients is not None:
                clients.setdefault(need, []).append(item)
        if not needs[id(item)]:
            free.append(item)
        stack.extend(needs[id(item)])
    waiting = {key: len(v) for key, v in needs.items()}
    order: list[Any] = []
    while free:
        item = free.popleft()
        order.append(item)
        for user in users.get(id(item), ()):
            waiting[id(user)] -= 1
            if not waiting[id(user)]:
                free.append(user)
    if len(order) != len(keep):
        raise ValueError("graph contains cycles")
    return order


@also_named(r="node")
def view_roots(node: Variable) -> list[Variable]:
    """Return the variables whose memory a variable may be a view of, by the `view_map` of the Ops.

    node: the variable.
    """
    maker = node.owner
    if maker is None:
        return [node]
    views = getattr(maker.op, "view_map", None) or {}
    views = {maker.outputs[k]: [maker.inputs[i] for i in inputs] for k, inputs in views.items()}
    return [root for v in views[node] for root in view_roots(v)] if node in views else [node]


def default_leaf_formatter(leaf: Any) -> str:
    """Return the text of a variable that no node computes."""
    return str(leaf)


def default_node_formatter(op: Apply, argstrings: Sequence[str]) -> str:
    """Return the text of an application, from those of its inputs.

    op: the application. argstrings: the texts.
    """
    return f"{op.op}({', '.join(argstrings)})"


@also_named(i="inputs", o="outputs")
def as_string(
    inputs: Sequence[Variable],
    outputs: Sequence[Variable],
    leaf_formatter: Callable[[Any], str] = default_leaf_formatter,
    node_formatter: Callable[[Apply, Sequence[str]], str] = default_node_formatter,
) -> list[str]:
    """Return outputs as expressions of inputs; shared subexpressions are numbered: `*1 -> f(x)`, then `*1`.

    inputs, outputs: lists of variables. leaf_formatter: a function from a leaf to its text. node_formatter: one from
    an application and the texts of its inputs.
    """
    return expression_text(inputs, outputs, leaf_formatter, node_formatter)


def op_as_string(
    i: Any,
    op: Any,
    leaf_formatter: Callable[[Any], str] = default_leaf_formatter,
    node_formatter: Callable[[Apply, Sequence[str]], str] = default_node_formatter,
) -> str:
    """Return an application as an expression.

    i: the inputs, variables. op: the application. leaf_formatter, node_formatter: as in as_string.
    """
    return node_formatter(op, as_string(i, op.inputs, leaf_formatter, node_formatter))


nodes_constructed = recorded_variables  # `with nodes_constructed() as made:`
