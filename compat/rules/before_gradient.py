"""What is done to a log density before its gradient is taken, so that the gradient is that of the better form."""

from __future__ import annotations

from collections.abc import Sequence

from compat.graph.program import Interner
from compat.graph.traversal import applies
from compat.graph.variable import Variable
from compat.ops.inner_graph import without_test_values
from compat.rules.engine import index, rewrite_outputs
from compat.rules.lists import BEFORE_GRADIENT
from compat.rules.loops_before_gradient import loops_before_gradient


def before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """`outputs` as loops where they were unrolled, and with the rules of `lists.BEFORE_GRADIENT`: of a softmax as a
    logarithm, say, whose gradient is the softmax less the chosen ones, and not what came through two divisions, a
    logarithm and an index. As they are where no rule fires."""
    outputs = loops_before_gradient(outputs)
    rules_for = index(BEFORE_GRADIENT)
    with without_test_values():
        if not any(rule(node) is not None for node in applies(outputs) for rule in rules_for(node.op)):
            return list(outputs)
        return rewrite_outputs(outputs, BEFORE_GRADIENT, Interner())


__all__ = ["before_gradient"]
