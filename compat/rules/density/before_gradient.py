"""What is done to a log density before its gradient is taken, so that the gradient is that of the better form."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.program import Interner, intern, lowered
from ...graph.traversal import applies
from ...graph.variable import Variable
from ...ops.scan.inner_graph import without_test_values
from ..engine import Rule, index, rewrite_outputs
from ..lists import BEFORE_GRADIENT
from ..loops.before_gradient import loops_before_gradient


def before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """`outputs` as loops where they were unrolled, and with the rules of `lists.BEFORE_GRADIENT`: of a softmax as a
    logarithm, say, whose gradient is the softmax less the chosen ones, and not what came through two divisions, a
    logarithm and an index."""
    outputs = loops_before_gradient(lowered(outputs))
    return _rewritten(intern(outputs, Interner()), BEFORE_GRADIENT)  # what is written twice is one variable for rules


def _rewritten(outputs: Sequence[Variable], rules: tuple[Rule, ...]) -> list[Variable]:
    rules_for = index(rules)
    with without_test_values():
        if not any(rule(node) is not None for node in applies(outputs) for rule in rules_for(node.op)):
            return list(outputs)
        return rewrite_outputs(outputs, rules, Interner())


__all__ = ["before_gradient"]
