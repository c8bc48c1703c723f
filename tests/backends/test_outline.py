"""Outlining: what becomes of a long function, and that it computes the same values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from theano_compat.backends.c.compilers import build, cache, pieces
from theano_compat.backends.c.ir.expressions import ZERO, Expr, Int, Load, Pointer, code, named, point
from theano_compat.backends.c.ir.statements import (
    BAD,
    IN,
    OUT,
    Array,
    Assign,
    Fail,
    Flag,
    For,
    Function,
    If,
    Let,
    Return,
    Simd,
    Table,
    Together,
    Variable,
    line,
)
from theano_compat.backends.c.passes import outline
from theano_compat.backends.c.print_c import definitions
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.linear_algebra.blas import dot
from theano_compat.ops.linear_algebra.cholesky import cholesky
from theano_compat.ops.reductions.functions import max, sum
from theano_compat.rules import thresholds
from theano_compat.theano_api.scan_module.scan import scan

X, Y = TensorType("float64", (False, False))("x"), TensorType("float64", (False,))("y")
VALUES = (np.random.default_rng(0).normal(size=(5, 5)), np.linspace(0.1, 1, 5))
PROGRAMS: dict[str, Any] = {
    "sums that others wait for": lambda: [sum(e.exp(Y - max(Y)) / sum(e.exp(Y))), max(Y) * Y, e.tanh(sum(Y))],
    "memory": lambda: [sum(e.sqr(dot(X, e.exp(dot(X.T, Y)))), axis=0), dot(X, X)[::-1] * Y],
    "failures": lambda: [cholesky(dot(X, X.T)), Y[3] * X[1]],
    "gradient": lambda: grad(sum(e.sqr(cholesky(dot(X, X.T)) * Y)) + sum(e.log1p(Y)), [X, Y]),
    "loops": lambda: [
        scan(lambda y, s: e.tanh(s * y), sequences=Y, outputs_info=Y[0])[0] + sum(Y),
        scan(lambda y: dot(X, Y) * y, sequences=Y)[0],
    ],
    "integers": lambda: [(Y * 3).astype("int8") // 2, Y > 0.5, sum(Y > 0.5)],
}


@pytest.mark.wide(11)
@pytest.mark.compiler
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_same_in_parts(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = PROGRAMS[program]()
    whole = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    assert "run_part1(" not in whole.executable.run.unit.text
    monkeypatch.setattr(cache, "find_entry", lambda key: None)
    monkeypatch.setattr(cache, "keep_entry", lambda key, text: None)
    for constant, lines in (("OUTLINED_UNIT_LINES", 3), ("OUTLINED_FUNCTION_LINES", 3), ("OUTLINED_PART_LINES", 2)):
        monkeypatch.setattr(thresholds, constant, lines)
    cut = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    assert cut.executable.backend == whole.executable.backend == "c"
    assert "run_part1(" in cut.executable.run.unit.text
    for a, b in zip(cut(*VALUES), whole(*VALUES), strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.wide(11)
@pytest.mark.compiler
@pytest.mark.parametrize("cores", [1, 4])
@pytest.mark.parametrize("program", PROGRAMS)
def test_the_same_in_pieces(program: str, cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled by several compilers side by side and linked, or where there is one core by one."""
    outputs = PROGRAMS[program]()
    whole = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    monkeypatch.setattr(cache, "find_entry", lambda key: None)
    monkeypatch.setattr(cache, "keep_entry", lambda key, text: None)
    monkeypatch.setattr(build, "_loaded", {})
    monkeypatch.setattr(build, "from_cache", lambda key: None)
    monkeypatch.setattr(pieces, "cores", lambda: cores)
    for constant, cost in (("PIECES_UNIT_COST", 1), ("PIECE_COST", 3), ("MOST_PIECES", 3)):
        monkeypatch.setattr(thresholds, constant, cost)
    cut = function([X, Y], outputs, mode="C", on_unused_input="ignore")
    text = cut.executable.run.unit.text
    assert cut.executable.backend == "c" and "#if PIECE(1)" in text
    assert (pieces.number_of_pieces(text) > 1) == (cores > 1)
    for a, b in zip(cut(*VALUES), whole(*VALUES), strict=True):
        np.testing.assert_array_equal(a, b)


def double(name: str, value: Expr) -> Let:
    return Let(named(name), "float64", value)


def first(array: str) -> Expr:
    return Load(named(array), ZERO)


IN0 = Variable(named("in0"), Pointer("double", read_only=True, restrict=True), code("{}[0]", named("in")))
OUT0 = Variable(named("out0"), Pointer("double", restrict=True), code("{}[0]", named("out")))
V1, V2, V3 = double("v1", first("in0")), double("v2", named("v1")), double("v3", named("v1"))
A4, STORED = Variable(named("a4"), "double", ZERO), Assign(first("out0"), named("v2"))
ADDED = Assign(named("a4"), first("in"), "+=")
B5 = Array(named("b5"), "double", 8)
END = Return(ZERO)
STORED2 = Assign(first("out"), named("a4"))
NO_MEMORY = Together((line("f();"), Fail(first("b5"), -1)))
FREED = line("free({});", named("b5"))
C0 = Table(named("c0"), "float64", (1.0,))
F8 = ("float64", "float64")
SUM = Simd((("+", (named("a4"),)),))


def function_of(*body: Any) -> Function:
    return Function(named("run"), (IN, OUT), body)


BEFORE = (IN0, OUT0, Fail(code("!{}", named("out0")), -1))

# the body of a function of which a part has two lines, and its C
DIVIDED: dict[str, tuple[tuple[Any, ...], str]] = {
    "values cross": (
        (*BEFORE, V1, V2, V3, STORED, END),
        """\
struct run_shared {
    const double *in0;
    double *out0;
    double v1;
    double v2;
};
static __attribute__((noinline)) void run_part1(struct run_shared *const shared)
{
    const double *const restrict in0 = shared->in0;
    const double v1 = in0[0];
    const double v2 = v1;
    shared->v1 = v1;
    shared->v2 = v2;
}
static __attribute__((noinline)) void run_part2(struct run_shared *const shared)
{
    double *const restrict out0 = shared->out0;
    const double v1 = shared->v1;
    const double v2 = shared->v2;
    const double v3 = v1;
    out0[0] = v2;
}
static int run(const void *const *in, void *const *out)
{
    const double *restrict in0 = in[0];
    double *restrict out0 = out[0];
    if (!out0) return -1;
    struct run_shared shared;
    shared.in0 = in0;
    shared.out0 = out0;
    run_part1(&shared);
    run_part2(&shared);
    return 0;
}
""",
    ),
    "variables change on the way": (
        (
            Variable(named("bad"), "int", ZERO),
            Fail(first("in")),
            A4,
            ADDED,
            Flag(named("a4")),
            ADDED,
            STORED2,
            Return(BAD),
        ),
        """\
struct run_shared {
    const void *const *in;
    void *const *out;
    int bad;
    double a4;
};
static __attribute__((noinline)) void run_part1(struct run_shared *const shared)
{
    const void *const *const in = shared->in;
    double a4 = 0;
    a4 += in[0];
    shared->a4 = a4;
}
static __attribute__((noinline)) void run_part2(struct run_shared *const shared)
{
    const void *const *const in = shared->in;
    int bad = shared->bad;
    double a4 = shared->a4;
    bad |= a4;
    a4 += in[0];
    shared->bad = bad;
    shared->a4 = a4;
}
static __attribute__((noinline)) void run_part3(struct run_shared *const shared)
{
    void *const *const out = shared->out;
    const double a4 = shared->a4;
    out[0] = a4;
}
static int run(const void *const *in, void *const *out)
{
    int bad = 0;
    if (in[0]) return 1;
    struct run_shared shared;
    shared.in = in;
    shared.out = out;
    shared.bad = bad;
    run_part1(&shared);
    run_part2(&shared);
    run_part3(&shared);
    bad = shared.bad;
    return bad;
}
""",
    ),
    "an array on the stack, and memory that there may not be": (
        (B5, NO_MEMORY, Assign(first("b5"), ZERO), Assign(first("out"), first("b5")), FREED, END),
        """\
struct run_shared {
    void *const *out;
    double *b5;
};
static __attribute__((noinline)) int run_part1(struct run_shared *const shared)
{
    double *const restrict b5 = shared->b5;
    f();
    if (b5[0]) return -1;
    return 0;
}
static __attribute__((noinline)) void run_part2(struct run_shared *const shared)
{
    void *const *const out = shared->out;
    double *const restrict b5 = shared->b5;
    b5[0] = 0;
    out[0] = b5[0];
}
static int run(const void *const *in, void *const *out)
{
    _Alignas(64) double b5[8];
    struct run_shared shared;
    shared.out = out;
    shared.b5 = b5;
    if (run_part1(&shared)) return -1;
    run_part2(&shared);
    free(b5);
    return 0;
}
""",
    ),
    "what is computed is returned": (
        (V1, V2, V3, Return(named("v1"))),
        """\
struct run_shared {
    double v1;
};
static __attribute__((noinline)) void run_part1(struct run_shared *const shared)
{
    const double v1 = in0[0];
    const double v2 = v1;
    shared->v1 = v1;
}
static __attribute__((noinline)) void run_part2(struct run_shared *const shared)
{
    const double v1 = shared->v1;
    const double v3 = v1;
}
static int run(const void *const *in, void *const *out)
{
    struct run_shared shared;
    run_part1(&shared);
    run_part2(&shared);
    const double v1 = shared.v1;
    return v1;
}
""",
    ),
}


@pytest.mark.parametrize("name", DIVIDED)
def test_outlined(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body, written = DIVIDED[name]
    for constant, lines in (("OUTLINED_UNIT_LINES", 3), ("OUTLINED_FUNCTION_LINES", 3), ("OUTLINED_PART_LINES", 2)):
        monkeypatch.setattr(thresholds, constant, lines)
    assert definitions(outline.outlined([function_of(*body)])) == written


# bodies that stay in one piece
WHOLE: dict[str, tuple[Any, ...]] = {
    "short": (V1, V2, END),
    "one part": (V1, For(point(0), ZERO, Int(9), (V2, V3, STORED)), END),
    "it returns again and again": (V1, Fail(named("v1")), V2, Fail(named("v2")), V3, If(named("v3"), (END,)), END),
    "arrays of lengths that are computed": (V1, Array(named("b5"), "double", named("v1")), V2, V3, END),
}


@pytest.mark.parametrize("name", WHOLE)
def test_stays_in_one_piece(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    body = WHOLE[name]
    for constant, lines in (("OUTLINED_UNIT_LINES", 3), ("OUTLINED_FUNCTION_LINES", 3), ("OUTLINED_PART_LINES", 2)):
        monkeypatch.setattr(thresholds, constant, lines)
    unit = [C0, function_of(*body)]
    assert outline.outlined(unit) == unit
