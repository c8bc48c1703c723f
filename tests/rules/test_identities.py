"""Each rule does what its docstring says: it fires on the left side, gives the right side, and keeps the value."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from tests.rules import identities
from tests.rules.exact import evaluate_exactly
from theano_compat.backends.array import compile_python
from theano_compat.graph.check import check
from theano_compat.graph.program import Program, program
from theano_compat.rules.dimensions import (
    dimshuffle_of_dimshuffle,
    dimshuffle_of_same_order,
    expansion_after_arithmetic,
    padding_is_implied,
)
from theano_compat.rules.engine import Rule
from theano_compat.rules.lengths import length_of_computed
from theano_compat.rules.lists import BEFORE_GRADIENT, RULE_SETS
from theano_compat.rules.literals import literal_result
from theano_compat.rules.stability.lists import STABILISE
from theano_compat.rules.static_data import DATA_ALONE

ALL_RULES = tuple(
    dict.fromkeys((*(rule for _, rules in RULE_SETS["all"] if not callable(rules) for rule in rules), *BEFORE_GRADIENT))
)


TIDY = (
    literal_result,
    length_of_computed,
    dimshuffle_of_dimshuffle,
    dimshuffle_of_same_order,
    padding_is_implied,
    expansion_after_arithmetic,
)


def _name(rule: Rule) -> str:
    return rule.__name__


def _evaluate(inputs: list, output: object, values: list) -> np.ndarray:
    return compile_python(program(inputs, [output]))(values)[0]


@pytest.mark.parametrize("rule", ALL_RULES, ids=_name)
def test_left_becomes_right(rule: Rule) -> None:
    identity = identities.Identity(rule)
    result = identity.rewritten(identity.left)
    assert result is not identity.left, "the rule does not fire on its own example"
    expected = identities.structure(identity.inputs, identity.rewritten(identity.right, *TIDY))
    assert identities.structure(identity.inputs, identity.rewritten(result, *TIDY)) == expected
    assert result.type == identity.left.type
    used = program(identity.inputs, [result])
    check(Program((*identity.inputs,), used.outputs, used.nodes), rule.__name__)


@pytest.mark.wide(11)
@pytest.mark.parametrize("rule", ALL_RULES, ids=_name)
def test_value_is_kept(rule: Rule) -> None:
    identity, rng = identities.Identity(rule), np.random.default_rng(3)
    result = identity.rewritten(identity.left)
    for _ in range(3):
        values = [
            identity.letters[name].compat_annotation.array if name in "dei" else identities.draw(name, rng, rule.domain)
            for name in identity.names
        ]
        before = _evaluate(identity.inputs, identity.left, values)
        after = _evaluate(identity.inputs, result, values)
        assert before.dtype == after.dtype
        tolerance = 1e-6 if rule in STABILISE else 1e-13  # of the left side: it is the worse one
        np.testing.assert_allclose(after, before, rtol=tolerance, atol=tolerance)


STABLE = tuple(rule for rule in STABILISE if rule.domain or rule.hard)


@pytest.mark.wide(11)
@pytest.mark.parametrize("rule", STABLE, ids=_name)
def test_better_where_the_left_side_fails(rule: Rule) -> None:
    """Against mpmath: exact to 1e-12 everywhere, and at the hard points the left side is not."""
    identity, rng = identities.Identity(rule), np.random.default_rng(5)
    result = identity.rewritten(identity.left)
    points = [
        (*(np.asarray(p) for p in (point if isinstance(point, tuple) else (point,))), True) for point in rule.hard
    ]
    points += [(*(identities.draw(n, rng, rule.domain).flat[0] for n in identity.names), False) for _ in range(10)]
    for *point, hard in points:
        values = [np.broadcast_to(v, identities.SHAPES[n]).copy() for v, n in zip(point, identity.names, strict=True)]
        exact = evaluate_exactly(identity.left, dict(zip(identity.inputs, values, strict=True)))
        after = _evaluate(identity.inputs, result, values).flat[0]
        assert _error(after, exact) < 1e-12
        if hard:
            before = _evaluate(identity.inputs, identity.left, values).flat[0]
            assert not _error(before, exact) < 1e-5, "the hard point is not hard"


def _error(value: float, exact: mpmath.mpf) -> float:
    if not np.isfinite(value):
        return float("inf")
    return float(abs(mpmath.mpf(float(value)) - exact) / max(abs(exact), mpmath.mpf("1e-307")))


def test_every_rule_is_in_a_list_once() -> None:
    for _, lists in RULE_SETS.items():
        for _, rules in lists:
            if callable(rules):
                continue
            assert len({rule.__name__ for rule in rules}) == len(rules)
    assert set(DATA_ALONE) <= set(ALL_RULES)
