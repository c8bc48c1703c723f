"""What loops become before a gradient is taken through them: the same numbers, of fewer steps that wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.rules.test_rerolling import evaluated
from tests.rules.unrolled_programs import DATA, ROWS, STEPS, matrix, scalars, vector
from theano_compat.differentiate import grad
from theano_compat.distributions.formulas import logsumexp
from theano_compat.functions.function import function
from theano_compat.graph.traversal import applies
from theano_compat.ops.control.gradient_marks import DisconnectedGrad
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.reductions.functions import max as largest
from theano_compat.ops.reductions.functions import sum as total_of
from theano_compat.ops.shapes.creation import zeros
from theano_compat.ops.shapes.join import stack
from theano_compat.ops.tensor_op import as_tensor
from theano_compat.rules.before_gradient import before_gradient
from theano_compat.rules.loops.before_gradient import loops_before_gradient
from theano_compat.theano_api.scan_module import scan

Y = as_tensor(DATA)


@dataclass(frozen=True)
class Loop:
    """`build(*inputs)`: a scalar of `inputs`, a log density by a loop in scan or in Python."""

    name: str
    build: Callable[..., Any]
    inputs: Callable[[], list[Any]]
    values: tuple[Any, ...]


def two() -> list[Any]:
    return scalars("a", "b")


def one_vector() -> list[Any]:
    return [*scalars("a"), vector("x")]


TWO = (0.3, 0.8)
ONE_VECTOR = (0.4, DATA[:30].copy())


def residual(now: Any, before: Any, a: Any, b: Any) -> Any:
    return -0.5 * ((now - a * before) / b) ** 2 - e.log(b)


def taps(a: Any, b: Any) -> Any:
    terms, _ = scan(lambda now, before: residual(now, before, a, b), sequences=[{"input": Y, "taps": [0, -1]}])
    return terms.sum()


def total_in_python(a: Any, b: Any) -> Any:
    total: Any = 0.0
    for t in range(1, STEPS):
        total += residual(DATA[t], DATA[t - 1], a, b)
    return total


def total_in_scan(a: Any, b: Any) -> Any:
    totals, _ = scan(
        lambda now, total: total + residual(now, 1.0, a, b), sequences=[Y], outputs_info=[as_tensor(np.float64(2.0))]
    )
    return totals[-1]


def less_each_step(a: Any, b: Any) -> Any:
    totals, _ = scan(
        lambda now, total: total - e.exp(a * now) - b, sequences=[Y], outputs_info=[as_tensor(np.float64(2.0))]
    )
    return (totals * DATA).sum()


def walk_in_scan(a: Any, x: Any) -> Any:
    levels, _ = scan(lambda step, before: before + a * step, sequences=[x], outputs_info=[zeros(())])
    return total_of(levels**2)


def walk_in_python(a: Any, x: Any) -> Any:
    level: Any = 0.0
    levels = []
    for t in range(30):
        level = level + a * e.exp(x[t]) * e.tanh(a + x[t]) * 0.5
        levels.append(level)
    return total_of(stack(levels) ** 2)


def walk_read_by_another(a: Any, x: Any) -> Any:
    def step(now: Any, level: Any, total: Any) -> Any:
        return level + a * now, total + e.sqr(level)

    (_, totals), _ = scan(step, sequences=[x], outputs_info=[zeros(()), zeros(())])
    return totals[-1]


def vectors_of_steps(a: Any, x: Any) -> Any:
    rows, _ = scan(lambda row: (row * a - x[:3]).sum(), sequences=[as_tensor(ROWS)])
    return e.tanh(rows).sum()


def the_same_at_each_step(a: Any, b: Any) -> Any:
    rows, _ = scan(lambda now: a * b, sequences=[Y])
    return rows.sum()


def shorter_of_two(a: Any, x: Any) -> Any:
    rows, _ = scan(lambda u, v: a * u * v, sequences=[Y, x])
    return rows.sum()


def recurrence(a: Any, b: Any) -> Any:
    levels, _ = scan(lambda now, before: a * before + b * now, sequences=[Y], outputs_info=[as_tensor(np.float64(1.0))])
    return total_of(levels**2)


def forward(step: Callable[[Any, Any, Any], Any], in_python: bool = False) -> Callable[..., Any]:
    """A forward algorithm over three states, by its step from (what is emitted, state before, matrix of moves)."""

    def build(a: Any, b: Any, moves: Any) -> Any:
        emitted = -0.5 * (DATA[:40, None] - a * np.arange(3)) ** 2
        p = e.exp(b * moves) / total_of(e.exp(b * moves), axis=1, keepdims=True)
        alpha = emitted[0]
        if in_python:
            for t in range(1, 40):
                alpha = step(emitted[t], alpha, p)
        else:
            rows, _ = scan(step, sequences=[emitted[1:]], outputs_info=[alpha], non_sequences=[p])
            alpha = rows[-1]
        return largest(alpha) + e.log(total_of(e.exp(alpha - largest(alpha))))

    return build


def by_hand(x: Any, axis: int) -> Any:
    top = largest(x, axis=axis, keepdims=True)
    return e.log(total_of(e.exp(x - top), axis=axis)) + largest(x, axis=axis)


def of_hidden() -> list[Any]:
    return [*scalars("a", "b"), matrix("moves")]


HIDDEN = (0.7, 1.1, ROWS[:3])


def hidden(name: str, step: Callable[[Any, Any, Any], Any], in_python: bool = False) -> Loop:
    return Loop(f"hidden states: {name}", forward(step, in_python), of_hidden, HIDDEN)


RECURSIONS = (
    hidden("logsumexp", lambda e_, s, p: e_ + logsumexp(s[:, None] + e.log(p), axis=0).flatten()),
    hidden("by hand", lambda e_, s, p: e_ + by_hand(s[:, None] + e.log(p), 0)),
    hidden("by hand, in Python", lambda e_, s, p: e_ + by_hand(s[:, None] + e.log(p), 0), True),
    hidden("logsumexp, in Python", lambda e_, s, p: e_ + logsumexp(s[:, None] + e.log(p), axis=0).flatten(), True),
    hidden("the other way", lambda e_, s, p: by_hand(s + e.log(p.T), 1) + e_),
    hidden("all inside", lambda e_, s, p: logsumexp(s[:, None] + e.log(p) + e_, axis=0, keepdims=False)),
    hidden("no shift", lambda e_, s, p: e_ + e.log(total_of(e.exp(s[:, None] + e.log(p)), axis=0))),
    hidden("a product", lambda e_, s, p: e_ + e.log(dot(e.exp(s), p))),
    hidden("a product from the left", lambda e_, s, p: e_ + e.log(dot(p.T, e.exp(s)))),
    hidden("a product, shifted", lambda e_, s, p: e_ + largest(s) + e.log(dot(e.exp(s - largest(s)), p))),
    hidden("products summed", lambda e_, s, p: e.log(total_of(e.exp(s)[:, None] * p, axis=0)) + e_),
    hidden("a shift that stays", lambda e_, s, p: e_ + e.log(dot(e.exp(s - largest(s)), p))),
    hidden("a square of the state", lambda e_, s, p: e_ + e.log(dot(e.exp(-(s**2)), p))),
    hidden("a state that is read twice", lambda e_, s, p: 0.1 * s + e.log(dot(e.exp(s), p)) + e_),
)


def garch(a: Any, b: Any) -> Any:
    """Variances that follow from squares of data, and the terms of a log density by them."""

    def step(now: Any, before: Any, variance: Any) -> tuple[Any, Any]:
        new = 0.1 + e.sqr(b) * variance + e.exp(a) * e.exp(-(before**2)) * before**2
        return new, -0.5 * e.log(new) - 0.5 * now**2 / new

    (_, terms), _ = scan(
        step, sequences=[{"input": Y, "taps": [0, -1]}], outputs_info=[as_tensor(np.float64(1.0)), None]
    )
    return terms.sum()


def latent(a: Any, b: Any) -> Any:
    """A state that decays, and a total of what is observed of it."""

    def step(now: Any, level: Any, total: Any) -> tuple[Any, Any]:
        return a * level + b * e.tanh(now), total + e.exp(-0.5 * level)

    (_, totals), _ = scan(step, sequences=[Y], outputs_info=[as_tensor(np.float64(1.0)), zeros(())])
    return totals[-1]


def scaled(a: Any, b: Any, moves: Any) -> Any:
    emitted = -0.5 * (DATA[:40, None] - a * np.arange(3)) ** 2
    p = e.exp(b * moves) / total_of(e.exp(b * moves), axis=1, keepdims=True)

    def step(now: Any, alpha: Any) -> tuple[Any, Any]:
        new = e.exp(now) * dot(alpha, p)
        return new / total_of(new), e.log(total_of(new))

    (_, scales), _ = scan(step, sequences=[emitted[1:]], outputs_info=[e.exp(emitted[0]), None])
    return total_of(scales)


def expensive_in_between(a: Any, b: Any) -> Any:
    """Which the next step waits for."""
    rows, _ = scan(
        lambda now, before: e.tanh(a * before) + b * now, sequences=[Y], outputs_info=[as_tensor(np.float64(1.0))]
    )
    return total_of(rows**2)


CASES = (
    *RECURSIONS,
    Loop("variances", garch, two, TWO),
    Loop("a state and a total", latent, two, TWO),
    Loop("a scaled forward algorithm", scaled, of_hidden, HIDDEN),
    Loop("what the next step waits for", expensive_in_between, two, TWO),
    Loop("taps", taps, two, TWO),
    Loop("a total, in Python", total_in_python, two, TWO),
    Loop("a total, in scan", total_in_scan, two, TWO),
    Loop("totals of differences", less_each_step, two, TWO),
    Loop("a walk, in scan", walk_in_scan, one_vector, ONE_VECTOR),
    Loop("a walk, in Python", walk_in_python, one_vector, ONE_VECTOR),
    Loop("a walk that a total reads", walk_read_by_another, one_vector, ONE_VECTOR),
    Loop("sums of rows", vectors_of_steps, one_vector, ONE_VECTOR),
    Loop("the same at each step", the_same_at_each_step, two, TWO),
    Loop("the shorter of two sequences", shorter_of_two, one_vector, ONE_VECTOR),
    Loop("a recurrence stays", recurrence, two, TWO),
)


@pytest.mark.wide(37)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_value_and_gradient(case: Loop) -> None:
    inputs = case.inputs()
    cost = case.build(*inputs)
    [new] = loops_before_gradient([cost])
    assert new.type == cost.type
    expected = evaluated(inputs, [cost, *grad(cost, inputs)], case.values)
    np.testing.assert_allclose(evaluated(inputs, [new], case.values), expected[:1], rtol=1e-11)
    found = function(inputs, [new, *grad(new, inputs)])(*case.values)
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12 * np.abs(b).max())


def kept_dimensions(x: Any, axis: int) -> Any:
    top = largest(x, axis=axis, keepdims=True)
    return (e.log(total_of(e.exp(x - top), axis=axis, keepdims=True)) + top).dimshuffle(1 - axis)


def another_shift(x: Any, axis: int) -> Any:
    """By what is no maximum, and the other dimension's: no pair, so both have gradients."""
    return e.log(total_of(e.exp(x - x[0]), axis=1)) + x[0]


@pytest.mark.parametrize(
    ("form", "axis", "marked"),
    [
        (by_hand, 0, True),
        (by_hand, 1, True),
        (kept_dimensions, 0, True),
        (kept_dimensions, 1, True),
        (another_shift, 1, False),
    ],
)
def test_shifts_have_no_gradient(form: Callable[..., Any], axis: int, marked: bool) -> None:
    m = matrix("m")
    cost = total_of(e.sqr(form(m, axis)))
    [new] = before_gradient([cost])
    assert any(isinstance(n.op, DisconnectedGrad) for n in applies([new])) == marked
    value = ROWS[:3]
    expected = evaluated([m], [cost, grad(cost, m)], [value])
    for a, b in zip(function([m], [new, grad(new, m)])(value), expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-13)
