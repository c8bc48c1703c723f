"""Computations that only one branch of an ifelse needs move into it, if they may raise or are expensive.

One that may raise moves into every branch that needs it, unless it is computed under all conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from ..graph.origin import as_if_from
from ..graph.program import Interner, Program, intern, program
from ..graph.traversal import applies
from ..graph.variable import Apply, Constant, Variable
from ..ops.control.ifelse import IfElse
from ..ops.control.ifelse_lazy import LazyIfElse
from ..ops.elementwise.elemwise import Elemwise
from ..ops.scan.building_blocks import fresh_graph
from ..ops.scan.inner_graph import InnerGraph
from ..ops.scan.op import Scan
from .engine import Pass, rewrite
from .failing import may_raise
from .uses import Uses


def lazy_branches(whole: Program) -> dict[Variable, Variable]:
    """Return replacements for the conditions of `whole`, with more of the graph inside their branches."""
    conditions = [n for n in whole.nodes if type(n.op) is IfElse]
    if not conditions:
        return _in_steps(whole)
    uses, at_stake = Uses(whole), _at_stake(whole)
    together = _on_the_same_condition(conditions, at_stake)
    for node in reversed(conditions):  # the outermost first: the others move into it
        group = together.get((node.inputs[0], id(node) in at_stake), [node])
        true, false = ([v for n in group for v in n.op.branches(n.inputs)[k]] for k in (0, 1))
        parts = [
            _inside(_only_for(group, own, other, whole, uses), own, at_stake, whole)
            for own, other in ((true, false), (false, true))
        ]
        if not any(id(n) in at_stake or _worth_a_branch(n) for own in parts for n in own):
            continue
        graphs, given = [], []
        for own, outputs in zip(parts, (true, false), strict=True):
            inputs = _read(own, outputs)
            graphs.append(_rewritten(fresh_graph(inputs, outputs)))
            given += inputs
        with as_if_from(node.compat_origin):
            new = LazyIfElse(graphs[0], graphs[1], node.op.name).make_node(node.inputs[0], *given)
        return dict(zip((o for n in group for o in n.outputs), new.outputs, strict=True))
    return _in_steps(whole)


def _in_steps(whole: Program) -> dict[Variable, Variable]:
    """Do this in the steps of loops, unless an earlier rule has already rewritten them."""
    for node in whole.nodes:
        if isinstance(node.op, Scan) and any(type(n.op) is IfElse for n in node.op.inner.nodes):
            step = _rewritten(node.op.inner)
            if step != node.op.inner:
                with as_if_from(node.compat_origin):
                    return dict(
                        zip(
                            node.outputs,
                            node.op.like(step, node.op.layout).make_node(*node.inputs).outputs,
                            strict=True,
                        )
                    )
    return {}


def _at_stake(whole: Program) -> set[int]:
    """Return ids of the nodes that are needed only under conditions, and on which errors depend.

    Computing such a node may raise, or it computes what one of them needs under the same conditions. A set of nodes
    that may raise is an int with one bit for each.
    """
    always = _needed_always(whole)
    bits: dict[int, int] = {}  # node -> the nodes that may raise and that are computed with it
    settled = known = 0
    for node in whole.nodes:
        needs = [bits.get(id(v.owner), 0) for v in node.inputs]
        found = _union(needs)
        if type(node.op) is IfElse:
            true, false = map(_union, node.op.branches(needs))
            found = needs[0] | true & false
            if id(node) in always:
                settled |= found
            elif true | false:
                found |= (known := known + 1) and 1 << known
        elif id(node) not in always and may_raise(node):
            found |= (known := known + 1) and 1 << known
        if found and id(node) not in always:
            bits[id(node)] = found
    return {k for k, found in bits.items() if found & ~settled}


def _needed_always(whole: Program) -> set[int]:
    """Return ids of the nodes that are needed under all conditions; a node that both branches need is not counted."""
    needed: set[int] = set()
    waiting = [v.owner for v in whole.outputs]
    while waiting:
        node = waiting.pop()
        if node is not None and id(node) not in needed:
            needed.add(id(node))
            waiting.extend(v.owner for v in (node.inputs[:1] if type(node.op) is IfElse else node.inputs))
    return needed


def _union(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _on_the_same_condition(conditions: list[Apply], at_stake: set[int]) -> dict[tuple[Variable, bool], list[Apply]]:
    """Group conditions: (condition, whether at stake) -> such nodes that choose by it.

    Only groups of several nodes count, none of which needs another. A length of the chosen value is one of them: a
    count that it alone needs belongs in the branch too.
    """
    alike: dict[tuple[Variable, bool], list[Apply]] = {}
    for node in conditions:
        alike.setdefault((node.inputs[0], id(node) in at_stake), []).append(node)
    return {
        key: nodes
        for key, nodes in alike.items()
        if len(nodes) > 1 and not set(nodes) & set(applies([v for n in nodes for v in n.inputs]))
    }


def _only_for(group: list[Apply], own: list[Any], other: list[Any], whole: Program, uses: Uses) -> list[Apply]:
    """Return nodes whose values only `own`, one branch of the nodes of `group`, needs, in order."""
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


def _inside(only: list[Apply], own: list[Any], at_stake: set[int], whole: Program) -> list[Apply]:
    """Return `only` and the nodes at stake that the branch `own` needs, in order."""
    needed: set[int] = set()
    waiting = [v.owner for v in own]
    while waiting:
        node = waiting.pop()
        if node is not None and id(node) in at_stake and id(node) not in needed:
            needed.add(id(node))
            waiting.extend(v.owner for v in node.inputs)
    needed.update(id(n) for n in only)
    return [n for n in whole.nodes if id(n) in needed]


def _read(nodes: list[Apply], outputs: list[Any]) -> list[Variable]:
    """Return variables that a branch reads from outside."""
    made = {id(o) for n in nodes for o in n.outputs}
    found = {
        id(v): v
        for v in (*(v for n in nodes for v in n.inputs), *outputs)
        if id(v) not in made and not isinstance(v, Constant)
    }
    return list(found.values())


def _worth_a_branch(node: Apply) -> bool:
    """Return whether a node is worth a branch: not views, fills and numbers."""
    if isinstance(node.op, Elemwise):
        return node.op.scalar_op.name not in ("second", "identity") and node.outputs[0].type.ndim > 0  # type: ignore
    return not (hasattr(node.op, "compat_c_view") or hasattr(node.op, "compat_c_value"))


def _rewritten(graph: InnerGraph) -> InnerGraph:
    """Rewrite the branches inside a branch."""
    interner = Interner()
    inner = rewrite(program(graph.inputs, intern(graph.outputs, interner)), BRANCHES, interner)
    return InnerGraph(graph.inputs, inner.outputs)


BRANCHES = Pass(lazy_branches)
