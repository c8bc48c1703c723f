"""What tests compile is compared with the graph as written, and rewritten without each rule: a small part of
`make fidelity SUITE="rewrites rules"`, and what those suites must see."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.fidelity import observing, rewrites, without_rules
from tests.fidelity.as_written import AsWritten, Failed, difference
from tests.fidelity.leaving_out import every_name, without
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.reductions.functions import sum
from theano_compat.rules import lists
from theano_compat.rules.engine import Rule, rule

X = TensorType("float64", (False,))("x")
AT = np.array([3.0, 4.0])


def _found(output: Any, at: Any, values: Any) -> tuple[str, str]:
    """What `difference` says of `values` in place of `output` at x."""
    written = AsWritten([X], [output])
    arguments = written.arguments([np.asarray(at)])
    return difference(
        written,
        arguments,
        written(arguments),
        values if isinstance(values, Failed) else [np.asarray(v) for v in values],
    )


@pytest.mark.parametrize(
    "output, at, values, said",
    [
        (e.exp(X), [0.0, 1.0], [[1.0, np.e]], ("", "")),
        (e.exp(X), [0.0, 1.0], [[1.0, np.e * (1 + 1e-9)]], "2.71828183"),
        (e.exp(X), [0.0, 1.0], [[1.0]], "float64(1,)"),
        (e.exp(X), [0.0, 1.0], [np.array([1.0, np.e], "float32")], "float32(2,)"),
        (e.exp(X), [0.0], Failed(ValueError("x")), "ValueError, as written values"),
        (e.exp(X) - (e.exp(X) - 1e-12), [0.0], [[1e-12]], ("", "rounding")),
        (e.exp(X) - (e.exp(X) - 1e-12), [0.0], [[1e-9]], "[1e-09]"),
        (e.log(1 + e.exp(X)), [800.0], [[800.0]], ("", "stable")),
        (e.log(1 + e.exp(X)), [800.0], [[801.0]], "[801.0]"),
        (e.log(X), [-1.0], [[0.0]], "[0.0]"),
        (sum(X * 0), [np.inf], [0.0], "0.0"),
        (e.gt(e.exp(X) - 1 - X, 0), [1e-17], [[False]], ("", "")),
        (e.gt(X, 0), [1.0], [[False]], "[False]"),
    ],
)
def test_what_differs(output: Any, at: Any, values: Any, said: Any) -> None:
    found = _found(output, at, values)
    assert found == said if isinstance(said, tuple) else said in found[0] and not found[1]


@rule(on=e.expm1)
def one_wrong_digit(node: Any) -> Any:
    """expm1(x) -> mul(1.0000001, exp(x))"""
    return e.exp(node.inputs[0]) * 1.0000001


def test_wrong_rule_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through what `theano.function` returns, whatever rules are tried with it."""
    seen = observing.Seen()
    monkeypatch.setattr(observing, "SEEN", seen)
    wrong = tuple(
        (stage, (*rules, one_wrong_digit) if isinstance(rules, tuple) else rules)
        for stage, rules in lists.RULE_SETS["all"]
    )
    observed: list[observing.Observed] = []
    for rules in (lists.RULE_SETS["all"], wrong):
        monkeypatch.setitem(lists.RULE_SETS, "all", rules)
        f = function([X], e.expm1(X), mode="PYTHON")
        observed.append(observing.Observed([X], lambda f=f: f.wanted, f.mode, set()))
        observed[-1].compare([AT], lambda given, f=f: f.executable(given))
        assert bool(seen.differences) == (rules is wrong)
    assert "20.08" in seen.differences[0]["what"] and seen.differences[0]["how"] == "python"


def test_every_rule_can_be_left_out() -> None:
    names = every_name()
    assert {
        "log_of_exponential",
        "lazy_branches",
        "divide_by_shared",
        "only_last_values",
        "rerolled",
        "log_recursion",
    } <= set(names)
    listed = {
        r.__name__
        for stages in lists.RULE_SETS.values()
        for _, rules in stages
        if isinstance(rules, tuple)
        for r in rules
        if isinstance(r, Rule)
    }
    assert listed <= set(names) and len(names) > 180
    output = e.log(e.exp(X))
    ops = [len(AsWritten([X], [output], "all", left_out).program.nodes) for left_out in ((), ("log_of_exponential",))]
    assert ops == [0, 2]
    with pytest.raises(ValueError, match="no rule is called"), without(["no such rule"]):
        pass


@pytest.mark.slow
def test_quick_part_of_rewrites() -> None:
    """What these files compile, and each of it without each of its rules."""
    seen, said = rewrites.observe(
        ("tests/theano_api/test_networks.py", "tests/ops/test_conditions_as_numbers.py"), workers=1, each_rule=True
    )
    assert seen and " passed" in said and " failed" not in said, said
    assert rewrites.report(seen, every_test=False) == 0
    assert seen[0]["counts"]["functions"] > 20 and seen[0]["counts"]["rewritten again"] > 50


@pytest.mark.slow
def test_quick_part_without_a_rule() -> None:
    tests = ["tests/theano_api/test_networks.py::test_softmax_does_not_underflow_where_its_logarithm_is_taken"]
    assert without_rules.failing("log_of_inverse", tests) == []
    [failed] = without_rules.failing("log_of_softmax", tests)
    assert failed.startswith(tests[0])
