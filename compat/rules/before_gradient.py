"""Rewriting of a log density before it is differentiated, so that the better form has the gradient."""

from __future__ import annotations

from collections.abc import Sequence

from ..graph.program import Interner, intern, lowered
from ..graph.traversal import applies
from ..graph.variable import Variable
from ..ops.scan.inner_graph import without_test_values
from .engine import Rule, index, rewrite_outputs
from .lists import BEFORE_GRADIENT
from .loops.before_gradient import loops_before_gradient


def before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """Return `outputs` with unrolled loops rolled up, and after the rules of `lists.BEFORE_GRADIENT`.

    The logarithm of a softmax, for example, then has the gradient of log-softmax, and not one through two divisions, a
    logarithm and an index.
    """
    outputs = loops_before_gradient(lowered(outputs))
    return _rewritten(intern(outputs, Interner()), BEFORE_GRADIENT)  # equal subexpressions become one variable


def _rewritten(outputs: Sequence[Variable], rules: tuple[Rule, ...]) -> list[Variable]:
    rules_for = index(rules)
    with without_test_values():
        if not any(rule(node) is not None for node in applies(outputs) for rule in rules_for(node.op)):
            return list(outputs)
        return rewrite_outputs(outputs, rules, Interner())


__all__ = ["before_gradient"]
