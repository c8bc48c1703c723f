"""Rewriting ends, without recursion, after an amount of work in proportion to the graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from theano_compat.graph.program import Interner, freeze
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.arithmetic import add
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.elementwise.functions import exp, log, neg, sqr, switch, tanh
from theano_compat.rules.engine import RewriteLoop, rewrite, rewrite_outputs, rule
from theano_compat.rules.lists import RULE_SETS

X, S = TensorType("float64", (False,))("x"), TensorType("float64", ())("s")
STEPS: dict[str, Callable[[Any, int], Any]] = {
    "sums": lambda v, i: v + X,
    "sums_of_literals": lambda v, i: v + (i + 0.5),
    "factors": lambda v, i: v * S,
    "quotients": lambda v, i: v / X + 1,
    "differences": lambda v, i: (v - S) * X,
    "functions": lambda v, i: tanh(v),
    "masks": lambda v, i: switch(v > S, v, 0) * X,
    "logarithms": lambda v, i: log(1 + exp(v)),
    "fractions": lambda v, i: -v / (1 + v**2),
    "mixed": lambda v, i: sqr(v) * X if i % 2 else (v * S + X) / 2 - S,
}


def work(step: Callable[[Any, int], Any], length: int) -> int:
    """How often a rule was tried on an elementwise node, over all lists, for a chain of `length` steps."""
    v: Any = X
    for i in range(length):
        v = step(v, i)
    tried = 0

    def count(node: Any) -> None:
        nonlocal tried
        tried += 1

    interner = Interner()
    program = freeze([X, S], [v], interner)
    for _, rules in RULE_SETS["all"]:
        found = rules(program) if callable(rules) else rules
        program = rewrite(program, (rule(on=Elemwise)(count), *found), interner)
    return tried


@pytest.mark.wide(11)
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_work_is_linear(step: Callable[[Any, int], Any]) -> None:
    short, long = work(step, 100), work(step, 300)
    assert long < 3.3 * short


@pytest.mark.slow
def test_ten_thousand_nodes_do_not_recurse() -> None:
    assert work(STEPS["sums"], 10_000) < 200_000


def test_rules_in_a_loop_are_named() -> None:
    @rule(on=add)
    def there(node: Any) -> Any:
        x, y = node.inputs
        return neg(neg(add(y, x)))

    @rule(on=neg)
    def back(node: Any) -> Any:
        inner = node.inputs[0].owner
        return inner.inputs[0] if inner is not None and inner.op == node.op else None

    with pytest.raises(RewriteLoop, match="there"):
        rewrite_outputs([X + S], [there, back], Interner())


def test_a_rule_in_terms_of_itself_is_named() -> None:
    @rule(on=add)
    def self_reference(node: Any) -> Any:
        return exp(node.outputs[0])

    with pytest.raises(RewriteLoop, match="in terms of itself"):
        rewrite_outputs([X + S], [self_reference], Interner())


def test_a_rule_that_changes_a_type_is_named() -> None:
    @rule(on=add)
    def narrower(node: Any) -> Any:
        return node.inputs[1]

    with pytest.raises(TypeError, match="rule narrower changed float64"):
        rewrite_outputs([X + S], [narrower], Interner())
