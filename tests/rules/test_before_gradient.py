"""What a log density becomes before its gradient is taken: other Ops, the same values and gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.rules.test_rerolling import evaluated
from tests.rules.unrolled_programs import matrix, scalars, vector
from theano_compat.differentiate import grad
from theano_compat.graph.traversal import applies
from theano_compat.graph.variable import Variable
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.reductions.functions import max as largest
from theano_compat.ops.reductions.functions import sum as total_of
from theano_compat.rules.before_gradient import before_gradient

RNG = np.random.default_rng(5)


@dataclass(frozen=True)
class Case:
    """`build(*inputs)`: a scalar of `inputs`, matrices, vectors or scalars as `values` are.

    has, not_has: parts of the names of Ops that it must have, or must not have, afterwards."""

    name: str
    build: Callable[..., Any]
    values: tuple[Any, ...]
    has: tuple[str, ...] = ()
    not_has: tuple[str, ...] = ()


def with_shift(keep: bool, shifted: Any = None) -> Callable[[Any], Any]:
    """Log-sum-exps of rows of a matrix, with the largest, or `shifted` of it, subtracted and added again."""

    def build(a: Any) -> Any:
        most = largest(a, axis=1, keepdims=True)
        most = most if shifted is None else shifted(most)
        logarithm = e.log(total_of(e.exp(a - most), axis=1, keepdims=keep))
        return e.sqr(logarithm + (most if keep else most.dimshuffle(0))).sum()

    return build


def another_shift(a: Any) -> Any:
    return (e.log(total_of(e.exp(a - largest(a, axis=1, keepdims=True)), axis=1)) + largest(a, axis=0)).sum()


SQUARE = RNG.normal(size=(4, 4))
APART = ("identity",)
CASES = (
    Case("the largest is subtracted", with_shift(True), (SQUARE,), APART),
    Case("the largest is subtracted, and its dimension dropped", with_shift(False), (SQUARE,), APART),
    Case("anything is subtracted", with_shift(False, lambda m: m * 0.5 + 1), (SQUARE,), APART),
    Case("something else is added", another_shift, (SQUARE,), (), APART),
)


def op_names(outputs: list[Variable]) -> list[str]:
    return [getattr(getattr(n.op, "scalar_op", None), "name", None) or type(n.op).__name__ for n in applies(outputs)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_becomes_of_it(case: Case) -> None:
    made = {0: lambda: scalars("s")[0], 1: lambda: vector("x"), 2: lambda: matrix("a")}
    inputs = [made[np.ndim(v)]() for v in case.values]
    cost = case.build(*inputs)
    [new] = before_gradient([cost])
    assert new.type == cost.type
    names = op_names([new])
    for wanted in case.has:
        assert any(wanted in n for n in names), names
    for unwanted in case.not_has:
        assert not any(unwanted in n for n in names), names
    expected = evaluated(inputs, [cost, *grad(cost, inputs)], case.values)
    found = evaluated(inputs, [new, *grad(new, inputs)], case.values)
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-11, atol=1e-12 * max(1, np.abs(b).max()))
