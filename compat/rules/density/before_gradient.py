"""What is done to a log density before its gradient is taken, so that the gradient is that of the better form."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.program import Interner, intern, lowered
from ...graph.traversal import applies
from ...graph.variable import Variable
from ...ops.reductions.ops import Sum
from ...ops.scan.inner_graph import without_test_values
from .. import firing
from ..engine import Rule, index, rewrite_outputs
from ..lists import BEFORE_GRADIENT, BEFORE_LOOPS
from ..loops.before_gradient import loops_before_gradient
from .alike_sums import FEWEST, alike_sums


def before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """`outputs` as loops where they were unrolled, and with the rules of `lists.BEFORE_GRADIENT`: of a softmax as a
    logarithm, say, whose gradient is the softmax less the chosen ones, and not what came through two divisions, a
    logarithm and an index."""
    outputs = loops_before_gradient(_together(_rewritten(lowered(outputs), BEFORE_LOOPS)))
    return _rewritten(intern(outputs, Interner()), BEFORE_GRADIENT)  # what is written twice is one variable for rules


def _rewritten(outputs: Sequence[Variable], rules: tuple[Rule, ...]) -> list[Variable]:
    rules_for = index(rules)
    with without_test_values():
        if not any(rule(node) is not None for node in applies(outputs) for rule in rules_for(node.op)):
            return list(outputs)
        return rewrite_outputs(outputs, rules, Interner())


def _together(outputs: list[Variable]) -> list[Variable]:
    if sum(isinstance(n.op, Sum) for n in applies(outputs)) < FEWEST:
        return outputs  # to merge what loops in Python wrote may take a second
    with without_test_values():
        once = intern(outputs, Interner())  # what groups have in common is then one variable
        joined = [firing.passed(alike_sums, v) for v in once]
    return joined if any(a is not b for a, b in zip(joined, once, strict=True)) else outputs


__all__ = ["before_gradient"]
