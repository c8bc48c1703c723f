"""The step of a loop, rewritten by the rule set of the enclosing graph, and the number of steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import applies, replace
from ...graph.variable import Apply, Constant, Variable
from ..engine import rewrite
from ..rule_sets import RULE_SETS

if TYPE_CHECKING:
    from ..uses import Uses


def step_by_rules(inputs: Sequence[Variable], outputs: Sequence[Variable], rule_set: str) -> Program:
    """Return a step from `inputs` to `outputs` after the rules of `rule_set`; nothing in it counts as static."""
    interner = Interner()
    step = program(inputs, intern(_graphs_in_place(outputs), interner))
    for name, rules in RULE_SETS[rule_set]:
        if name not in ("data", "shared divisors"):
            step = rewrite(step, rules, interner)
    return step


def _graphs_in_place(outputs: Sequence[Variable]) -> list[Variable]:
    """Return the outputs of a step with inner graphs of users (OpFromGraph) inlined."""
    found = list(outputs)
    while True:
        node = next((n for n in applies(found) if callable(getattr(n.op, "compat_inline", None))), None)
        if node is None:
            return found
        found = replace(found, dict(zip(node.outputs, node.op.compat_inline(node.inputs), strict=True)))


def steps_by_number(node: Apply, uses: Uses) -> dict[Variable, Variable] | None:
    """Their number, where it follows from the lengths of constants alone, is a constant."""
    [steps, *_] = node.op.layout.outer(node.inputs).steps
    if isinstance(steps, Constant):
        return None
    [known] = step_by_rules([], [steps], "canonicalise").outputs
    return {steps: known} if isinstance(known, Constant) and known.type == steps.type else None
