"""The loop IR: how it is printed, what is legal, what each pass makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from theano_compat.backends.c import assembly
from theano_compat.backends.c.ir.check import IRError, check_unit
from theano_compat.backends.c.ir.expressions import (
    ZERO,
    ArrayOf,
    Cast,
    Checked,
    Code,
    ElementwiseCall,
    Expr,
    Field,
    Group,
    Linear,
    Literal,
    Load,
    Name,
    Pointer,
    SegmentLength,
    TypeCast,
    Unchanging,
    call,
    code,
    named,
    names,
    operation,
    point,
)
from theano_compat.backends.c.ir.statements import (
    ALLOC,
    BAD,
    IN,
    STOP,
    Array,
    Assign,
    Block,
    Declared,
    Definition,
    Fail,
    Flag,
    For,
    Function,
    Functions,
    If,
    Kernel,
    Let,
    Listed,
    Member,
    Parts,
    Return,
    Scratch,
    Seen,
    Simd,
    Struct,
    Sum,
    Table,
    Temporary,
    Together,
    Variable,
    line,
    names_in,
)
from theano_compat.backends.c.naming import spelled, unnamed_of
from theano_compat.backends.c.passes.completion import completed
from theano_compat.backends.c.passes.lifted import lifted
from theano_compat.backends.c.passes.order import PASSES
from theano_compat.backends.c.passes.parts import in_functions
from theano_compat.backends.c.passes.scratch import with_scratch
from theano_compat.backends.c.passes.shared import shared
from theano_compat.backends.c.passes.timing import with_readings
from theano_compat.backends.c.passes.unused import without_unused
from theano_compat.backends.c.print_c import definitions, lines, text
from theano_compat.backends.c.print_ir import printed
from theano_compat.backends.c.target import current
from theano_compat.ops.elementwise.arithmetic import add
from theano_compat.ops.elementwise.exponential import exp

I0, I1 = point(0), point(1)
K, N, M, X = map(named, ("k_1", "n0", "n1", "in0"))
F8 = ("float64", "float64")

# expression, its C, the names that it reads
EXPRESSIONS: dict[str, tuple[Expr, str, set[str]]] = {
    "name": (I0, "i0", {"i0"}),
    "literal": (Literal("(-1.0)", "float64"), "(-1.0)", set()),
    "element": (Load(X, Linear((I0, I1), (N, M))), "in0[i0 * n1 + i1]", {"in0", "i0", "i1", "n1"}),
    "element of a row that has one": (Load(X, Linear((I0, ZERO), (N, 1))), "in0[i0]", {"in0", "i0"}),
    "first element": (Load(X, Linear((ZERO, I1), (N, M))), "in0[i1]", {"in0", "i1"}),
    "three dimensions": (Linear((I0, I1, K), (N, M, 4)), "(i0 * n1 + i1) * 4 + k_1", {"i0", "n1", "i1", "k_1"}),
    "no dimension": (Load(X, Linear((), ())), "in0[0]", {"in0"}),
    "place of a segment": (
        Linear((I0, I1), (7, SegmentLength(named("in3"), 8, 7))),
        "8 * in3[i0] + i1",
        {"i0", "in3", "i1"},
    ),
    "cast": (Cast(K, "int64", "float64"), "((double)k_1)", {"k_1"}),
    "cast of a condition": (Cast(K, "bool", "float64"), "(k_1 ? 1.0 : 0.0)", {"k_1"}),
    "row": (ElementwiseCall(add, (named("v1"), named("v2")), F8, "float64"), "(v1 + v2)", {"v1", "v2"}),
    "row of libm": (ElementwiseCall(exp, (named("v1"),), ("float32",), "float32"), "expf(v1)", {"v1"}),
    "narrow row": (
        ElementwiseCall(add, (named("v1"), named("v2")), ("int8", "int8"), "int8"),
        "((int8_t)((v1 + v2)))",
        {"v1", "v2"},
    ),
    "piece with operands": (code("{} < {} ? {{0}} : {}", I0, 3, K), "i0 < 3 ? {0} : k_1", {"i0", "k_1"}),
    "member": (Load(Field(named("values"), named("a1")), K), "values.a1[k_1]", {"values", "k_1"}),
    "member of what a pointer points to": (Field(named("values"), named("n0"), through=True), "values->n0", {"values"}),
    "an Op's own C": (code("f({})", named("b3")), "f(b3)", {"b3"}),
    "sums and products": ((N - K) * (M + I0) + 1, "(n0 - k_1) * (n1 + i0) + 1", {"n0", "k_1", "n1", "i0"}),
    "a difference that is subtracted": (N - (M - K) - 1, "n0 - (n1 - k_1) - 1", {"n0", "n1", "k_1"}),
    "a quotient in a product": (N * operation("/", M, 4), "n0 * (n1 / 4)", {"n0", "n1"}),
    "choice": (
        operation("?", operation("<", K, 0), K + N, operation("?", operation("!", M), 0, K)) + 1,
        "(k_1 < 0 ? k_1 + n0 : !n1 ? 0 : k_1) + 1",
        {"k_1", "n0", "n1"},
    ),
    "C cast": (Load(TypeCast(X, Pointer("int8_t", read_only=True)), ZERO), "((const int8_t *)in0)[0]", {"in0"}),
    "C cast of a sum": (TypeCast(N + 1, "size_t"), "(size_t)(n0 + 1)", {"n0"}),
    "call": (call("malloc", Group(N) * 8), "malloc((n0) * 8)", {"n0"}),
    "call through a pointer": (call(named("alloc"), ArrayOf("int64_t", ())), "alloc((const int64_t[]){0})", {"alloc"}),
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_expressions(name: str) -> None:
    expr, written, read = EXPRESSIONS[name]
    assert text(expr) == written and set(map(spelled, names(expr))) == read


def test_an_expression_is_not_written_by_accident() -> None:
    with pytest.raises(TypeError, match="print_c"):
        f"{N}"


LOOP = For(
    I0,
    ZERO,
    N,
    (Let(named("v1"), "float64", Load(X, I0)), Assign(named("a2"), named("v1"), "+=")),
    Simd((("+", (named("a2"),)),)),
)
STATEMENTS: dict[str, tuple[Any, list[str]]] = {
    "loop": (
        LOOP,
        [
            "#pragma omp simd reduction(+:a2)",
            "for (int64_t i0 = 0; i0 < n0; i0++) {",
            "    const double v1 = in0[i0];",
            "    a2 += v1;",
            "}",
        ],
    ),
    "loop in blocks": (For(named("h0"), ZERO, N, (), step=128), ["for (int64_t h0 = 0; h0 < n0; h0 += 128) {", "}"]),
    "parentheses": (Assign(K, Code("({} + 1)", (I0,))), ["k_1 = i0 + 1;"]),
    "array": (Array(named("w1"), "double", 128, zero=True), ["_Alignas(64) double w1[128] = {0};"]),
    "array of values": (
        Array(named("in1"), "double", 1, values=(K,), aligned=False, fixed=True),
        ["const double in1[1] = {k_1};"],
    ),
    "table": (Table(named("c0"), "float64", (1.0, -2.0)), ["static const double c0[] = {1.0, (-2.0)};"]),
    "table of nothing": (Table(named("c0"), "int8", ()), ["static const int8_t c0[] = {0};"]),
    "pointer": (
        Variable(named("in0"), Pointer("double", read_only=True, restrict=True), code("{}[0]", named("in"))),
        ["const double *restrict in0 = in[0];"],
    ),
    "pointer that does not change": (
        Variable(named("q"), Pointer("char"), named("small"), fixed=True),
        ["char *const q = small;"],
    ),
    "variable without a value": (Variable(named("values"), "struct run_values", None), ["struct run_values values;"]),
    "together": (Together((line("for (;;) {{"), line("}}"))), ["for (;;) {", "}"]),
    "return": (Return(BAD), ["return bad;"]),
    "flag": (Flag(code("{} < 0", K)), ["bad |= k_1 < 0;"]),
    "undefined": (Flag(code("f()"), undefined=True), ["bad |= f() ? 2 : 0;"]),
    "fail": (Fail(code("{} != {}", N, M)), ["if (n0 != n1) return 1;"]),
    "fail with a status": (Fail(code("!{}", X), -1), ["if (!in0) return -1;"]),
    "condition": (If(code("{} < {}", I0, N), (line("f();"),)), ["if (i0 < n0) {", "    f();", "}"]),
    "block": (Block((Variable(named("a1"), "double", ZERO),)), ["{", "    double a1 = 0;", "}"]),
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_statements(name: str) -> None:
    statement, written = STATEMENTS[name]
    assert lines([statement], 0) == written


FUNCTION = Function(named("run"), (IN, ALLOC, Declared(named("n0"), "int64_t", fixed=True)), (Return(ZERO),), ("One.",))
# what a unit defines, and its C
DEFINITIONS: dict[str, tuple[Definition, str]] = {
    "struct": (
        Struct(
            named("run_values"),
            (Member(named("in0"), Pointer("double", read_only=True)), Member(named("a1"), "int", "4")),
        ),
        "struct run_values {\n    const double *in0;\n    int a1[4];\n};\n",
    ),
    "function": (
        FUNCTION,
        "/* One. */\nstatic int run(const void *const *in, alloc_t alloc, const int64_t n0)\n{\n    return 0;\n}\n",
    ),
    "function of the object": (Function(named("run"), (), (), static=False), "int run()\n{\n}\n"),
    "function of its own": (
        Function(named("run"), (Declared(named("number"), "int64_t"),), (), result="void", inline=False),
        "static __attribute__((noinline)) void run(int64_t number)\n{\n}\n",
    ),
    "table": (Table(named("c0"), "bool", (True,)), "static const _Bool c0[] = {1};\n"),
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_definitions(name: str) -> None:
    defined, written = DEFINITIONS[name]
    assert definitions([defined]) == written


def removable(name: str, value: Expr) -> Let:
    return Let(named(name), "int64", value, removable=True)


# statements, what `without_unused` leaves of them
UNUSED: dict[str, tuple[list[Any], list[Any]]] = {
    "read later": ([removable("k_1", I0), Flag(code("{} < 0", K))],) * 2,
    "never read": ([removable("k_1", I0), line("f();")], [line("f();")]),
    "read by what is not read": ([removable("k_1", I0), removable("k_2", K)], []),
    "read before alone": ([Flag(K), removable("k_1", I0)], [Flag(K)]),
    "read in a loop": ([removable("k_1", I0), For(I0, ZERO, K, ())],) * 2,
    "read inside a loop": ([removable("k_1", N), For(I0, ZERO, M, (Assign(named("a1"), K),))],) * 2,
    "unread inside a loop": ([For(I0, ZERO, M, (removable("k_1", I0),))], [For(I0, ZERO, M, ())]),
    "read in an Op's statements": ([removable("k_1", I0), Together((Assign(X, K),))],) * 2,
    "unread among an Op's statements": ([Together((removable("k_1", I0), line("f();")))], [Together((line("f();"),))]),
    "read by an Op": ([removable("k_1", I0), line("f({})", named("k_1"))],) * 2,
    "not removable": ([Let(named("v1"), "float64", K)],) * 2,
    "a pointer": ([Variable(named("in0"), Pointer("double"), named("in"), removable=True)], []),
    "a pointer that is not removable": ([Variable(named("in0"), Pointer("double"), named("in"))],) * 2,
    "a table": ([Table(named("c0"), "float64", (1.0,))], []),
    "a value that a loop carries": ([Array(named("in0"), "double", 1, values=(K,), removable=True)], []),
    "read by scratch memory": ([removable("k_1", I0), Scratch(named("b1"), "double", (K,))],) * 2,
}


@pytest.mark.parametrize("name", UNUSED)
def test_without_unused(name: str) -> None:
    before, after = UNUSED[name]
    assert without_unused(before) == after
    assert all(one(after) == after for one in PASSES)


A = Variable(named("a2"), "double", ZERO)
ONE_PART = For(
    I0,
    Field(named("part"), named("first")),
    Field(named("part"), named("end")),
    (Assign(named("a2"), I0, "+="),),
)
PARTS = Parts(
    named("run_cut0"), (A, ONE_PART), (), (Sum(named("a2"), "double", "sum", "float64"),), named("n0"), 8, N, N, 0
)


def unnamed(text: str) -> Name:
    """Return the name of a temporary, of which `text` has the word and the computation."""
    word, number = text.split("'")
    return unnamed_of(word, int(number), 0)


def held(name: str, value: Expr, before_loop: bool = False) -> Temporary:
    return Temporary(unnamed(name), "int64", value, before_loop)


def reading(name: str) -> Assign:
    return Assign(named("a2"), unnamed(name), "+=")


SUM = Assign(named("a2"), unnamed("k'1"), "+=")
UPTO = code("{} ? {} : 0", named("v1"), N)
LEGAL: dict[str, list[Any]] = {
    "loop": [A, LOOP],
    "two blocks": [Block((A,)), Block((A,))],
    "names of the caller": [Assign(named("b1"), named("n9"))],
    "what is declared together is read behind": [Together((A,)), Assign(K, named("a2"))],
    "a loop over a variable of the function": [
        Variable(named("t"), "int64_t", ZERO),
        For(named("t"), ZERO, N, (), declared=False),
        Assign(K, named("t")),
    ],
    "a member": [Variable(named("values"), "struct run_values", None), Assign(Field(named("values"), named("n0")), N)],
    "an inner block reads": [Let(named("v1"), "float64", ZERO), If(named("v1"), (Assign(K, named("v1")),))],
}
ILLEGAL: dict[str, tuple[list[Any], str]] = {
    "not lowered": ([Assign(K, Checked(I0, "int64", N))], "not lowered"),
    "read before": ([Assign(K, named("a2")), A], "not declared"),
    "read behind its block": ([Block((A,)), Assign(K, named("a2"))], "not declared"),
    "read behind its loop": ([For(I0, ZERO, N, ()), Assign(K, I0)], "not declared"),
    "promised before": ([LOOP, A], "a2 is read where it is not declared"),
    "flagged before": ([Flag(K), Variable(named("bad"), "int", ZERO)], "bad is read where it is not declared"),
    "an Op reads before": ([line("f({})", named("a2")), A], "not declared"),
    "twice": ([A, A], "twice"),
    "no place": ([Assign(code("{} + 1", K), ZERO)], "no place"),
    "no statement": ([I0], "no statement"),
}


def check(body: list[Any]) -> None:
    """Check a function of statements whose parameters are the names above, and a few more."""
    given = tuple(Declared(named(name), "int64_t") for name in ("k_1", "n0", "n1", "in0", "b1", "n9", "c0"))
    check_unit([Function(named("run"), given, tuple(body))])


@pytest.mark.parametrize("name", LEGAL)
def test_legal(name: str) -> None:
    check(LEGAL[name])


@pytest.mark.parametrize("name", ILLEGAL)
def test_illegal(name: str) -> None:
    body, why = ILLEGAL[name]
    with pytest.raises(IRError, match=why):
        check(body)


def function(*body: Any, name: str = "run") -> Function:
    return Function(named(name), (IN, Declared(named("n0"), "int64_t")), body)


C0 = Table(named("c0"), "float64", (1.0,))
# what a unit defines; what is wrong with it, if anything is
UNITS: dict[str, tuple[list[Definition], str]] = {
    "a parameter": ([function(Assign(named("n0"), ZERO))], ""),
    "a table of the unit": ([C0, function(line("f({});", named("c0")))], ""),
    "a table of the function": ([function(C0, line("f({});", named("c0")))], ""),
    "nobody declares it": ([function(Assign(named("n1"), ZERO))], "n1 is read where it is not declared"),
    "an Op reads what nobody declares": ([function(line("f({});", named("b1")))], "b1 is read"),
    "defined behind": ([function(line("f({});", named("c0"))), C0], "c0 is read"),
    "of another function": ([function(A), function(Assign(named("a2"), ZERO), name="more")], "a2 is read"),
    "declared in two functions": ([function(A), function(A, name="more")], ""),
    "flagged without `bad`": ([function(Flag(N))], "bad is read"),
    "defined twice": ([function(), function()], "run is declared twice"),
}


@pytest.mark.parametrize("name", UNITS)
def test_what_functions_read(name: str) -> None:
    unit, wrong = UNITS[name]
    if not wrong:
        check_unit(unit)
        return
    with pytest.raises(IRError, match=wrong):
        check_unit(unit)


def test_names_of_statements() -> None:
    assert set(map(spelled, names_in(A, LOOP))) == {"n0", "in0", "i0", "v1", "a2"}


def test_the_trace_shows_what_a_pass_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assembly, "TRACED", True)
    assembly.finished([function(removable("k_1", named("n0")), line("f();"))])
    assert "--- without_unused" in (said := capsys.readouterr().err)
    assert "-    const int64_t k_1 = n0;\n     f();" in said


def test_each_form_is_printed() -> None:
    value = Unchanging(I0, named("v1"), unnamed("upto'1"))
    inner = function(Return(ZERO), name="g")
    body = (
        Scratch(named("b1"), "double", (N, 4)),
        Seen(named("run"), N, N),
        held("upto'1", UPTO, before_loop=True),
        held("k'1", N),
        Kernel((Functions((inner,)), For(I0, ZERO, N, (Let(named("v2"), "int64", value),)))),
        PARTS,
    )
    text = printed([function(*body)])
    assert [one.strip() for one in text[2:]] == [
        "/* scratch double b1[n0 * 4] */",
        "/* n0 of run: n0 */",
        "/* int64 upto'1.0 = v1 ? n0 : 0, before the loop */",
        "/* int64 k'1.0 = n0 */",
        "/* kernel */",
        "/* functions: */",
        *(f"/* {one} */" for one in definitions([inner]).splitlines()),
        "for (int64_t i0 = 0; i0 < n0; i0++) {",
        "const int64_t v2 = unchanging(v1);",
        "}",
        "/* in parts, by run_cut0 */",
        "double a2 = 0;",
        "for (int64_t i0 = part.first; i0 < part.end; i0++) {",
        "a2 += i0;",
        "}",
        "}",
    ]


# kernels, their scalars -> the lines of the timed function
TIMED: dict[str, tuple[list[Kernel], list[str]]] = {
    "no kernel": ([], ["began = kernel_ended(1, began);"]),
    "one": (
        [Kernel((Let(named("v1"), "float64", X),))],
        ["began = kernel_ended(1, began);", "const double v1 = in0;", "began = kernel_ended(4, began);"],
    ),
    "two, and a scalar that the first leaves": (
        [
            Kernel((Let(named("v1"), "float64", X),), (named("v1"),)),
            Kernel((Assign(Load(named("out0"), ZERO), named("v1")),)),
        ],
        [
            "began = kernel_ended(1, began);",
            "const double v1 = in0;",
            '__asm__ volatile("" : : "g"(v1) : "memory");',
            "began = kernel_ended(4, began);",
            "out0[0] = v1;",
            "began = kernel_ended(5, began);",
        ],
    ),
}


@pytest.mark.parametrize("name", TIMED)
def test_the_clock_is_read_between_kernels(name: str) -> None:
    kernels, expected = TIMED[name]
    freeing = [line("f();")] if kernels else []
    d = Function(named("run"), (), (A, *kernels, *freeing, Return(ZERO)), timed=True)
    [new] = with_readings([d])
    assert isinstance(new, Function)
    found = [one.strip() for one in lines(new.body)]
    assert found[:2] == ["int64_t began = nanoseconds();", "double a2 = 0;"]
    assert found[2:-5] == [*expected, *["f();"] * bool(kernels)]
    assert found[-2:] == ["kernel_nanoseconds[0]++;", "return 0;"]
    [untimed] = with_readings([replace(d, timed=False)])
    assert isinstance(untimed, Function)
    assert untimed.body == (A, *(s for k in kernels for s in k.body), *freeing, Return(ZERO))


def test_lengths_of_all_functions_have_places() -> None:
    unit = [Function(f, (), (Seen(f, N, N), Seen(f, M, M))) for f in map(named, ("run_loop0", "run"))]
    found = [one.strip() for d in with_readings(unit) for one in lines(d.body)]  # type: ignore[union-attr]
    assert found == [f"kernel_lengths[{k}] = (int64_t)n{k % 2};" for k in range(4)]


def test_functions_inside_come_first() -> None:
    inner = function(Functions((function(A, name="f"),)), Return(ZERO), name="g")
    before = function(Kernel((Together((Functions((inner,)), line("g();"))),)), Return(ZERO))
    names, bodies = zip(*((d.name, d.body) for d in lifted([before]) if isinstance(d, Function)), strict=True)
    assert names == tuple(map(named, ("f", "g", "run")))
    assert bodies[1:] == ((Return(ZERO),), (Kernel((Together((line("g();"),)),)), Return(ZERO)))


# scratch memory -> how it is declared
SCRATCH: dict[str, tuple[tuple[Scratch, ...], list[str]]] = {
    "none": ((), []),
    "small": ((Scratch(named("b1"), "double", (3, 4)),), ["_Alignas(64) double b1[12];"]),
    "small, which a call may leave": (
        (Scratch(named("b1"), "double", (3,), True),),
        ["_Alignas(64) double b1[3] = {0};"],
    ),
    "empty": ((Scratch(named("b1"), "double", (0, 4)),), ["_Alignas(64) double b1[1] = {0};"]),
    "of a length that is computed": (
        (Scratch(named("b1"), "double", (N, 4)), Scratch(named("b2"), "float", (3,))),
        [
            "_Alignas(64) float b2[3];",
            "const size_t b1_bytes = PADDED(n0 * 4, double);",
            "const size_t arena_size = b1_bytes;",
            "_Alignas(64) char small[STACK];",
            "char *const arena = arena_size <= sizeof small ? small : TAKE(arena_size + 63);",
            "if (!arena) return -1;",
            "double *restrict b1 = (void *)(ALIGNED(arena));",
        ],
    ),
}


@pytest.mark.parametrize("name", SCRATCH)
def test_scratch_memory_is_placed(name: str) -> None:
    wanted, expected = SCRATCH[name]
    found = [one.strip() for one in lines(with_scratch([*wanted, line("f();"), Return(ZERO)]))]
    given = ["if (arena != small) GIVE(arena, arena_size + 63);"] if any("arena" in one for one in expected) else []
    expected = [one.replace("STACK", str(current().stack_bytes)) for one in expected]
    assert found == [*expected, "f();", *given, "return 0;"]


def test_scratch_memory_of_many_elements_is_no_array() -> None:
    found = lines(with_scratch([Scratch(named("b1"), "double", (current().stack_bytes,)), Return(ZERO)]), 0)
    assert found[0] == f"const size_t b1_bytes = PADDED({current().stack_bytes}, double);"


def test_functions_are_completed() -> None:
    status = Variable(named("bad"), "int", ZERO)
    steps = For(named("t"), ZERO, N, (line("f();"), STOP))
    listed = ((Listed(X, "float64", (N, M, 3)),), ())
    d = replace(function(Let(named("n0"), "int64", ZERO), status, steps, Return(BAD)), arrays=listed)
    [new] = completed([C0, d])  # which nothing reads
    assert isinstance(new, Function) and new.comment == ("in0: float64[n0, :, 3]",)
    assert [one.strip() for one in lines(new.body)][0] == "(void)in;"
    assert new.body[1:] == (Let(named("n0"), "int64", ZERO), replace(steps, body=(line("f();"),)), Return(ZERO))
    failing = function(status, Flag(N), steps, line("f({});", named("c0")), Return(BAD))
    table, kept = completed([C0, failing])
    assert table == C0 and isinstance(kept, Function) and kept.body[1:] == failing.body
    own = function(C0, line("f({});", named("c0")), Return(ZERO))  # another array of that name
    assert [d.name for d in completed([C0, own])] == [named("run")]


def test_a_loop_in_parts_is_called() -> None:
    """One part is a function: it reads what it was given, has its own sum, and leaves it among the values."""
    given = (Variable(named("n0"), "int64_t", named("in0_n"), fixed=True), A)
    check([A, PARTS])
    *defined, new = in_functions([function(*given, PARTS)])
    assert isinstance(new, Function)
    assert [line.strip() for line in lines(new.body)] == [
        "const int64_t n0 = in0_n;",
        "double a2 = 0;",
        "{",
        "struct run_cut0_values values;",
        "values.parts = parts_of(n0);",
        "values.n0 = n0;",
        "in_parts(run_cut0, &values, values.parts);",
        "for (int64_t k = 0; k < values.parts; k++) {",
        "a2 += values.a2[k];",
        "}",
        "}",
    ]
    text = definitions(defined)
    assert "double a2[MOST_PARTS];" in text and "values->a2[number] = a2;" in text
    assert "const struct part part = part_of(n0, values->parts, number, 8);" in text


# statements with temporaries -> their lines
SHARED: dict[str, tuple[list[Any], list[str]]] = {
    "one": ([held("k'1", N), SUM], ["const int64_t k_1 = n0;", "a2 += k_1;"]),
    "the same value": (
        [held("k'1", N), SUM, held("k'2", N), reading("k'2")],
        ["const int64_t k_1 = n0;", "a2 += k_1;", "a2 += k_1;"],
    ),
    "the same of the same": (
        [
            held("k'1", N),
            held("k'2", N),
            held("k'3", code("-{}", unnamed("k'1"))),
            held("k'4", code("-{}", unnamed("k'2"))),
        ],
        ["const int64_t k_1 = n0;", "const int64_t k_2 = -k_1;"],
    ),
    "in an inner block": (
        [held("k'1", N), Block((held("k'2", N), reading("k'2")))],
        ["const int64_t k_1 = n0;", "{", "a2 += k_1;", "}"],
    ),
    "in two blocks": (
        [Block((held("k'1", N), SUM)), Block((held("k'1", N), SUM))],
        ["{", "const int64_t k_1 = n0;", "a2 += k_1;", "}", "{", "const int64_t k_2 = n0;", "a2 += k_2;", "}"],
    ),
    "a check that stands before": (
        [Flag(code("{} < 0", N)), Block((Flag(code("{} < 0", N)),))],
        ["bad |= n0 < 0;", "{", "}"],
    ),
    "a check in a loop that runs in vectors": (
        [For(I0, ZERO, N, (Flag(code("{} < 0", I0)),), Simd())],
        ["#pragma omp simd reduction(|:bad)", "for (int64_t i0 = 0; i0 < n0; i0++) {", "bad |= i0 < 0;", "}"],
    ),
    "before a loop": (
        [
            For(
                I0,
                ZERO,
                N,
                (
                    held("upto'1", UPTO, before_loop=True),
                    Assign(named("a2"), Unchanging(I0, named("v1"), unnamed("upto'1"))),
                ),
            )
        ],
        ["const int64_t upto_1 = v1 ? n0 : 0;", "for (int64_t i0 = 0; i0 < n0; i0++) {", "a2 = i0 < upto_1;", "}"],
    ),
    "not before a loop, which declares what it reads": (
        [
            For(
                I0,
                ZERO,
                N,
                (
                    held("k'1", I0),
                    held("upto'2", unnamed("k'1"), before_loop=True),
                    Assign(named("a2"), Unchanging(I0, unnamed("k'1"), unnamed("upto'2"))),
                ),
            )
        ],
        ["for (int64_t i0 = 0; i0 < n0; i0++) {", "const int64_t k_1 = i0;", "a2 = k_1;", "}"],
    ),
}


@pytest.mark.parametrize("name", SHARED)
def test_equal_values_are_computed_once(name: str) -> None:
    body, expected = SHARED[name]
    assert [one.strip() for one in lines(shared(body))] == expected
