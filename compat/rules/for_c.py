"""Rewriting of a Program just before C is emitted, after the rules for all backends."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from ..graph.check import check
from ..graph.program import Interner, Program, intern, program
from ..graph.variable import Apply
from ..ops.control.ifelse_lazy import LazyIfElse
from ..ops.scan.inner_graph import InnerGraph, inner_nodes
from ..ops.scan.op import Scan
from .engine import Rule, index, rewrite, rule
from .loops.log_recursions import log_recursion

_CHECK = os.environ.get("COMPAT_CHECK") == "1"


@rule(on=Scan)
def step_for_c(node: Apply) -> Any:
    """The step of a loop -> the same by these rules"""
    inner = _inside(node.op.inner)
    same = inner is None or node.op.compat_watched is not None
    return None if same else node.op.like(inner, node.op.layout).make_node(*node.inputs).outputs


@rule(on=LazyIfElse)
def branches_for_c(node: Apply) -> Any:
    """The branches of an ifelse -> the same by these rules"""
    true, false = _inside(node.op.true), _inside(node.op.false)
    if true is None and false is None:
        return None
    return LazyIfElse(true or node.op.true, false or node.op.false, node.op.name).make_node(*node.inputs).outputs


OF_ONE_NODE: tuple[Rule, ...] = (log_recursion,)
FOR_C: tuple[Rule, ...] = (*OF_ONE_NODE, step_for_c, branches_for_c)  # each keeps the inputs of its node


def for_c(whole: Program) -> tuple[Program, dict[Apply, Apply]]:
    """Return the Program from which C is emitted, and for each of its nodes the node of `whole` that it replaces."""
    if not _any_fires(whole.nodes):
        return whole, {node: node for node in whole.nodes}
    new = rewrite(whole, FOR_C, Interner())
    stands_for: dict[Apply, Apply] = {}
    waiting = list(zip(new.outputs, whole.outputs, strict=True))
    while waiting:
        made, old = (v.owner for v in waiting.pop())
        if made is not None and old is not None and made not in stands_for:
            stands_for[made] = old
            waiting.extend(zip(made.inputs, old.inputs, strict=True))
    place = {node: k for k, node in enumerate(whole.nodes)}
    new = Program(whole.inputs, new.outputs, tuple(sorted(stands_for, key=lambda node: place[stands_for[node]])))
    if _CHECK:
        check(new, "for C")
    return new, stands_for


def _inside(graph: InnerGraph) -> InnerGraph | None:
    """Return the inner graph of an Op after these rules; None if it does not change."""
    if not _any_fires(graph.nodes):
        return None
    interner = Interner()
    whole = rewrite(program(graph.inputs, intern(graph.outputs, interner)), FOR_C, interner)
    new = InnerGraph(graph.inputs, whole.outputs)
    return None if new == graph else new  # no change, for example where a mode watches a loop inside


def _any_fires(nodes: Sequence[Apply]) -> bool:
    """Return whether a rule fires in `nodes` or in their inner graphs: for most Programs none does."""
    rules_for = index(OF_ONE_NODE)
    return any(rule(node) is not None for node in inner_nodes(nodes) for rule in rules_for(node.op))


__all__ = ["FOR_C", "for_c"]
