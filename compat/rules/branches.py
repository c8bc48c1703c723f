"""What only one branch of an ifelse needs goes into it, where that is worth a branch."""

from __future__ import annotations

from typing import Any

from compat.graph.origin import as_if_from
from compat.graph.program import Interner, Program, intern, program
from compat.graph.traversal import applies
from compat.graph.variable import Apply, Constant, Variable
from compat.ops.control.ifelse import IfElse
from compat.ops.control.ifelse_lazy import LazyIfElse
from compat.ops.elementwise.elemwise import Elemwise
from compat.ops.scan.inner_graph import InnerGraph
from compat.ops.scan.pieces import fresh_graph
from compat.rules.engine import Pass, rewrite
from compat.rules.uses import Uses


def _found(whole: Program) -> dict[Variable, Variable]:
    conditions = [n for n in whole.nodes if type(n.op) is IfElse]
    if not conditions:
        return {}
    uses = Uses(whole)
    together = _on_the_same_condition(conditions)
    for node in reversed(conditions):  # the outermost first: the others go into it
        group = together.get(node.inputs[0], [node])
        true, false = ([v for n in group for v in n.op.branches(n.inputs)[k]] for k in (0, 1))
        parts = [_only_for(group, true, false, whole, uses), _only_for(group, false, true, whole, uses)]
        if not any(any(map(_worth_a_branch, own)) for own in parts):
            continue
        graphs, given = [], []
        for own, outputs in zip(parts, (true, false), strict=True):
            inputs = _read(own, outputs)
            graphs.append(_rewritten(fresh_graph(inputs, outputs)))
            given += inputs
        with as_if_from(node.origin):
            new = LazyIfElse(graphs[0], graphs[1], node.op.name).make_node(node.inputs[0], *given)
        return dict(zip((o for n in group for o in n.outputs), new.outputs, strict=True))
    return {}


def _on_the_same_condition(conditions: list[Apply]) -> dict[Variable, list[Apply]]:
    """Condition -> the nodes that choose by it, where they are several and none of them needs another.

    The length of what is chosen is one of them: what is counted for it alone belongs into the branch, too.
    """
    alike: dict[Variable, list[Apply]] = {}
    for node in conditions:
        alike.setdefault(node.inputs[0], []).append(node)
    return {
        condition: nodes
        for condition, nodes in alike.items()
        if len(nodes) > 1 and not set(nodes) & set(applies([v for n in nodes for v in n.inputs]))
    }


def _only_for(group: list[Apply], own: list[Any], other: list[Any], whole: Program, uses: Uses) -> list[Apply]:
    """The nodes whose values only `own`, one branch of the nodes of `group`, needs, in order."""
    inside: set[int] = set()
    taken: list[Apply] = []
    barred = {id(v) for v in (*other, group[0].inputs[0])}
    choosing = {id(n) for n in group}
    for n in reversed(whole.nodes):
        readers = [r for o in n.outputs for r in uses.of(o)]
        if not readers or any(id(o) in uses.given or id(o) in barred for o in n.outputs):
            continue
        if all(id(r) in choosing or id(r) in inside for r in readers):
            inside.add(id(n))
            taken.append(n)
    return taken[::-1]


def _read(nodes: list[Apply], outputs: list[Any]) -> list[Variable]:
    """What a branch reads from outside."""
    made = {id(o) for n in nodes for o in n.outputs}
    found = {
        id(v): v
        for v in (*(v for n in nodes for v in n.inputs), *outputs)
        if id(v) not in made and not isinstance(v, Constant)
    }
    return list(found.values())


def _worth_a_branch(node: Apply) -> bool:
    """Not for views, fills and numbers."""
    if isinstance(node.op, Elemwise):
        return node.op.scalar_op.name not in ("second", "identity") and node.outputs[0].type.ndim > 0  # type: ignore
    return not (hasattr(node.op, "c_view") or hasattr(node.op, "c_value"))


def _rewritten(graph: InnerGraph) -> InnerGraph:
    """The branches inside of a branch."""
    interner = Interner()
    inner = rewrite(program(graph.inputs, intern(graph.outputs, interner)), BRANCHES, interner)
    return InnerGraph(graph.inputs, inner.outputs)


BRANCHES = Pass(_found)
