"""Expressions of the loop IR as their readers see them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from theano_compat.backends.c.expression import calls_vector_function
from theano_compat.backends.c.ir.expressions import (
    Cast,
    Code,
    ElementwiseCall,
    Expr,
    Int,
    Linear,
    Literal,
    code,
    named,
    point,
)
from theano_compat.backends.c.nests.formula import Reader, Shown, infix, number
from theano_compat.ops.elementwise.functions import TABLE

I0, I1, N = point(0), point(1), named("n0")


def plus(*terms: Expr | int) -> Expr:
    return code("({} + {})", *terms)


def row(name: str, *arguments: Expr) -> ElementwiseCall:
    return ElementwiseCall(TABLE[name], arguments, ("float64",) * len(arguments), "float64")


PLACES = [  # expression, its text, the loops that it follows, the number that it begins with
    (I0, "i0", {0}, 0),
    (Int(3), "3", set(), 3),
    (plus(0, I0), "i0", {0}, 0),
    (plus(1, plus(2, I0)), "3 + i0", {0}, 3),
    (plus(3, 4), "7", set(), 7),
    (plus(N, plus(1, I0)), "n0 + 1 + i0", {0}, 0),
    (plus(code("{} + {} + {}", 0, 1, N), I1), "1 + n0 + i1", {1}, 1),
    (code("{} * {}", plus(1, I0), Int(2)), "(1 + i0) * 2", {0}, 0),
    (code("{} * {}", I0, Int(1)), "i0", {0}, 0),
    (Cast(I0, "int32", "int64"), "i0", {0}, 0),
    (code("({})", Cast(N, "int32", "int64")), "n0", set(), 0),
    (code("{} * {}", I0, code("({})", -2)), "i0 * (-2)", {0}, 0),
    (code("({} - {})", N, I1), "n0 - i1", {1}, 0),
    (code("({} < {} ? {} : 0)", I0, N, I0), "i0 < n0 ? i0 : 0", None, 0),
    (Linear((I0, I1), (N, N)), "i0, i1", {0, 1}, 0),
    (row("sub", row("add", I0, I1), row("sub", I0, I1)), "i0 + i1 - (i0 - i1)", {0, 1}, 0),
    (row("sqr", row("neg", named("v1"))), "(-v1)^2", set(), 0),
    (row("mul", Literal("(-2.0)", "float64", -2.0), named("v1")), "-2 * v1", set(), 0),
    (row("exp", Code("({} + {})", (named("v1"), named("v2")))), "exp(v1 + v2)", set(), 0),
]


@pytest.mark.parametrize(("expr", "text", "loops", "first"), PLACES, ids=[text for _, text, _, _ in PLACES])
def test_text(expr: Expr, text: str, loops: set[int] | None, first: int) -> None:
    writer = SimpleNamespace(computations=None)
    shown = Reader(writer, None, {}, str)(expr)  # type: ignore[arg-type]
    assert (shown.text, shown.loops, shown.number) == (text, loops, first)


@pytest.mark.parametrize(
    ("value", "text", "squared"), [(2, "2", "2^2"), (-2, "-2", "(-2)^2"), (0.5, "0.5", "0.5^2"), (True, "1", "1^2")]
)
def test_numbers(value: float, text: str, squared: str) -> None:
    shown = number(value)
    assert (shown.text, infix("sqr", [shown]).text) == (text, squared)


def test_names_of_users_end_no_comment() -> None:
    assert infix("a*/b", [Shown("x")]).text == "a..b(x)"


@pytest.mark.parametrize(
    ("name", "calls"),
    [
        ("exp", True),
        ("sigmoid", True),
        ("pow", True),
        ("add", False),
        ("sqrt", False),
        ("gammaln", False),
        ("exp2", True),
    ],
)
def test_rows_that_call_vector_functions(name: str, calls: bool) -> None:
    assert calls_vector_function(TABLE[name]) == calls
