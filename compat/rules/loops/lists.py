"""Passes over loops, in the order in which they are tried on each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...graph.origin import as_if_from
from ...graph.program import Program
from ...graph.variable import Apply, Variable
from ...ops.scan.inner_graph import InnerGraph
from ...ops.scan.op import Scan
from .. import firing
from ..engine import Pass
from ..uses import Uses
from .inputs import without_unused_inputs
from .invariants import invariants_outside
from .outputs import (
    last_values_by_number,
    only_last_values,
    same_loop_once,
    without_unused_outputs,
)
from .products import sums_of_products_outside
from .steps import step_by_rules

Attempt = Callable[[Apply, Uses], dict[Variable, Variable] | None]


def step_rewritten(rule_set: str) -> Attempt:
    """Return a pass that rewrites the step of a loop by the rule set of the enclosing graph."""

    def attempt(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
        inner: InnerGraph = node.op.inner
        if rule_set in inner.settled:
            return None
        step = step_by_rules(inner.inputs, inner.outputs, rule_set)
        new = InnerGraph(inner.inputs, step.outputs)
        if new == inner:
            inner.settled.add(rule_set)
            return None
        new.settled = inner.settled | {rule_set}
        op = node.op.like(new, node.op.layout)
        return _same_outputs(node, op.make_node(*node.inputs))

    attempt.__name__ = f"step_rewritten_{rule_set}"
    return attempt


def _same_outputs(node: Apply, new: Apply) -> dict[Variable, Variable]:
    new.compat_origin = node.compat_origin
    return dict(zip(node.outputs, new.outputs, strict=True))


def over_loops(attempts: Sequence[Attempt], done: Callable[[Apply], bool] = lambda node: False) -> Pass:
    """Return a pass that tries each of `attempts` on all loops. done: loops that are left as they are."""

    def found(whole: Program) -> dict[Variable, Variable]:
        loops = [n for n in whole.nodes if isinstance(n.op, Scan) and not done(n)]
        if not loops:
            return {}
        uses = Uses(whole)
        for attempt in attempts:
            for node in loops:
                with as_if_from(node.compat_origin):
                    replacements = firing.found(attempt, node, uses)
                if replacements:
                    return replacements
        return {}

    return Pass(found, tuple(attempts))


_KEEP_LITTLE: tuple[Attempt, ...] = (
    same_loop_once,
    without_unused_outputs,
    without_unused_inputs,
    last_values_by_number,
    only_last_values,
)
KEEPING_LITTLE: tuple[Attempt, ...] = (*_KEEP_LITTLE, step_rewritten("canonicalise"))
EVERY: tuple[Attempt, ...] = (
    *_KEEP_LITTLE,
    step_rewritten("all"),
    invariants_outside,
    sums_of_products_outside,
)

LOOPS_KEEP_LITTLE = over_loops(KEEPING_LITTLE)
LOOPS = over_loops(EVERY)
