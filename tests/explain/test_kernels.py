"""Kernels, buffers, arithmetic and bytes of programs for which they follow from a closed form."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from compat.ifelse import ifelse
from theano_compat.explain.count import count, product
from theano_compat.functions.profiling.timed import CompiledPart

pytestmark = pytest.mark.compiler
N, M = 300, 7


def function(inputs, outputs, **options):
    return theano.function(inputs, outputs, mode="C", **options)


@pytest.fixture(scope="module")
def logistic():
    """Log density and gradient of a logistic regression, one loop: its explanation at N rows of M columns."""
    x, y, w = tt.dmatrix("X"), tt.dvector("y"), tt.dvector("w")
    z = x.dot(w)
    logp = (y * z - tt.nnet.softplus(z)).sum()
    f = function([x, y, w], [logp, theano.grad(logp, w)], name="logistic")
    return f, f.explain(np.ones((N, M)), np.ones(N), np.zeros(M))


def test_one_kernel_and_its_formulas(logistic):
    _, e = logistic
    [kernel] = e.kernels
    assert kernel.kind == "loops" and kernel.ops == ("2 dot", "mul", "softplus", "2 sub", "Sum", "sigmoid")
    text = str(e)
    for line in (
        "v0 = sum over i1 < 7: X[i0, i1] * w[i1]",
        "out0 = sum over i0: y[i0] * v0 - softplus(v0)",
        "out1[i1] = sum over i0: X[i0, i1] * (y[i0] - sigmoid(v0))",
        "t1 = X @ w",
    ):
        assert line in text


def test_arithmetic_and_bytes(logistic):
    """Both products 2 N M; of each row a product, a difference, a sum, a difference, softplus and sigmoid two each (one
    exp and log1p, one exp)."""
    _, e = logistic
    [kernel] = e.kernels
    assert kernel.flops.at(e.lengths) == 4 * N * M + 8 * N - N  # the sum over rows is one of the eight: 7 N
    assert kernel.functions.at(e.lengths) == 3 * N
    assert kernel.bytes(e.lengths) == 8 * (N * M + N + M) + 8 * (1 + M)
    assert e.flops() == kernel.flops.at(e.lengths)


def test_buffers(logistic):
    _, e = logistic
    assert [
        (b.name, b.what, b.role, b.shape_text(e.lengths), b.dtype, b.bytes(e.lengths), b.first, b.last)
        for b in e.buffers
    ] == [
        ("in0", "X", "input", f"({N}, {M})", "float64", 8 * N * M, 1, 1),
        ("in1", "y", "input", f"({N},)", "float64", 8 * N, 1, 1),
        ("in2", "w", "input", f"({M},)", "float64", 8 * M, 1, 1),
        ("out0", "", "output", "()", "float64", 8, 1, 1),
        ("out1", "", "output", f"({M},)", "float64", 8 * M, 1, 1),
    ]


def test_without_arguments_lengths_have_names(logistic):
    f, measured = logistic
    e = f.explain()
    assert e.seconds is None and not e.lengths and "give arguments" in str(e)
    values = {name: {"X.shape[0]": N, "y.shape[0]": N, "X.shape[1]": M}[what] for name, what in e.meaning.items()}
    assert set(values.values()) == {N, M}
    assert e.kernels[0].flops.at(values) == measured.flops()


def test_times_add_up():
    """Kernels and what is around them make the time of the calls that they were read in, but for the way there."""
    x = tt.dvector("x")
    f = function([x], [tt.exp(x[::-1]).sum(), tt.cumsum(x[1:])])
    part = CompiledPart(f.executable.partitioned.main)
    values = [np.linspace(0, 1, 400_000)]
    part(values)
    part.readings()
    began = time.perf_counter()
    for _ in range(20):
        part(values)
    whole = time.perf_counter() - began
    r = part.readings()
    assert r.calls == 20 and len(r.kernels) >= 2 and min(r.kernels) > 0
    assert 0.8 * whole < sum(r.kernels) + r.begin + r.end <= whole  # a fifth for arrays made and freed around the calls


@pytest.mark.slow
def test_times_are_of_one_call():
    x = tt.dvector("x")
    e = function([x], [tt.exp(x[::-1]).sum(), tt.cumsum(x)]).explain(np.linspace(0, 1, 400_000))
    assert all(k.seconds > 0 for k in e.kernels) and e.begin >= 0 and e.end >= 0
    # both are the shortest of several batches; other processes may still disturb one more than the other
    assert 0.1 < (e.kernel_seconds + e.begin + e.end) / e.seconds < 10


def test_calls_say_what_they_cost():
    a, b = tt.dmatrix("a"), tt.dvector("b")
    f = function([a, b], tt.slinalg.solve_lower_triangular(tt.slinalg.cholesky(a), b))
    e = f.explain(np.eye(40) * 2, np.ones(40))
    costs = {k.ops[0]: k.flops.at(e.lengths) for k in e.kernels if k.kind == "call"}
    assert costs == {"Cholesky": pytest.approx(40**3 / 3), "Solve{lower_triangular}": 40**2}
    [factor] = [b for b in e.buffers if b.role == "scratch"]
    assert factor.bytes(e.lengths) == 8 * 40 * 40 and (factor.first, factor.last) == (1, 2)


def test_gathers_read_no_more_than_there_is():
    a, index = tt.dvector("a"), tt.lvector("index")
    f = function([a, index], (a[index] ** 2).sum())
    e = f.explain(np.ones(5), np.zeros(1000, dtype="int64"))
    [kernel] = e.kernels
    assert {t.array: t.bytes(e.lengths) for t in kernel.reads} == {"in0": 5 * 8, "in1": 1000 * 8}


def test_loops_hold_kernels_of_a_step():
    steps, n = 11, 6
    x, w, h = tt.dmatrix("x"), tt.dmatrix("w"), tt.dvector("h")
    rows, _ = theano.scan(lambda v, s, w: tt.tanh(v + tt.dot(w, s)), x, h, w)
    f = function([x, w, h], rows)
    e = f.explain(np.ones((steps, n)), np.eye(n), np.zeros(n))
    [loop] = [k for k in e.kernels if k.inner]
    assert loop.steps.at(e.lengths) == steps
    assert loop.flops.at(e.lengths) == steps * (2 * n * n + n)  # the product, and the sum with v
    assert loop.functions.at(e.lengths) == steps * n
    assert f"each of {steps} steps" in str(e)


def test_python_has_a_kernel_a_node():
    x = tt.dvector("x")
    f = theano.function([x], tt.exp(x).sum(), mode="PYTHON")
    e = f.explain(np.ones(50))
    assert [(k.ops, k.flops.at({}), k.functions.at({}), k.bytes({})) for k in e.kernels] == [
        (("exp",), 0, 50, 800),
        (("Sum",), 50, 0, 408),
    ]
    assert all(k.seconds > 0 for k in e.kernels) and "node by node" in str(e)


@pytest.mark.slow
def test_between_compiled_parts_nodes_run_in_python():
    x = tt.dvector("x")
    f = function([x], tt.exp(tt.exp(x)[tt.gt(x, 0).nonzero()] * 2))
    e = f.explain(np.array([1.0, -1.0, 2.0]))
    assert {"node", "loops"} == {k.kind for k in e.kernels} and [k.number for k in e.kernels] == [
        *range(1, len(e.kernels) + 1)
    ]
    assert len({k.part for k in e.kernels}) > 1


@pytest.mark.parametrize("mode", ["JAX"])
def test_jax_shows_the_program(mode):
    x = tt.dvector("x")
    e = theano.function([x], tt.exp(x).sum(), mode=mode).explain(np.ones(5))
    assert e.program[-2:] == ("t1 = sum(exp(x))", "return t1") and "XLA" in str(e) and e.seconds > 0


def test_states_stay_as_they_are():
    x, total = tt.dscalar("x"), theano.shared(0.0, name="total")
    f = function([x], total + x, updates=[(total, total + x)])
    f.explain(3.0)
    assert total.get_value() == 0.0 and f(2.0) == 2.0 and total.get_value() == 2.0


def test_the_ordinary_text_has_no_clock(logistic):
    f, _ = logistic
    assert "nanoseconds" not in f.executable.run.unit.text


def test_counts():
    n, m = count("n"), count("m")
    both = 2 * n * m + n + 3
    assert str(both) == "2 m n + n + 3" and both.at({"n": 2, "m": 5}) == 25 and both.at({"n": 2}) is None
    assert product([3, "n"]) == 3 * n and str(count(0)) == "0" and (n + m) ** 2 == n * n + 2 * n * m + m * m


# Facts of the real library's layout: Theano 1.0.5, theano/compile/profiling.py.
TITLES = ["Function profiling", "==================", "Class", "---", "Ops", "---", "Apply", "------"]
HEADS = [
    "<% time> <sum %> <apply time> <time per call> <type> <#call> <#apply> <Class name>",
    "<% time> <sum %> <apply time> <time per call> <type> <#call> <#apply> <Op name>",
    "<% time> <sum %> <apply time> <time per call> <#call> <id> <Apply name>",
]
SENTENCES = [
    "  Message: summed",
    "  Time in 3 calls to Function.__call__: ",
    "  Time in Function.fn.__call__: ",
    "  Time in thunks: ",
    "  Total compile time: ",
    "    Number of Apply nodes: ",
    "Time since theano import ",
]


@pytest.mark.parametrize("mode, row", [("C", "FusedLoops{exp, Sum}(x)"), ("PYTHON", "Sum(Elemwise{exp,no_inplace}.0)")])
def test_profiles_have_the_old_layout(mode, row):
    x = tt.dvector("x")
    f = theano.function(
        [x], tt.exp(x).sum(), mode=mode, profile=theano.compile.ProfileStats(atexit_print=False), name="summed"
    )
    for _ in range(3):
        f(np.ones(1000))
    file = io.StringIO()
    f.profile.summary(file)
    lines = file.getvalue().splitlines()
    assert [line for line in lines if line in TITLES] == TITLES
    assert [line for line in lines if line.startswith("<")] == HEADS
    assert [s for s in SENTENCES if not any(line.startswith(s) for line in lines)] == []
    assert any(line.endswith(f"  {row}") for line in lines)
    assert sum(line.startswith("   ... (remaining 0 ") for line in lines) == 3
    assert set(f.profile.op_impl().values()) == {"C " if mode == "C" else "Py"}
    assert 0 < sum(f.profile.apply_time.values()) <= f.profile.fct_call_time


WRITTEN = [  # mode, bytes of Theano 1.0.5's rows for the same Ops; what else there is depends on who runs them
    ("PYTHON", ["240000B  [(1000, 30)] c Elemwise{exp", "120000B  [(500, 30)] v Subtensor{::int64}(x)"]),
    ("C", ["120000B  [(500, 30)] c FusedLoops{copy}(x)"]),
]


@pytest.mark.parametrize("mode, rows", WRITTEN)
def test_a_profile_tells_what_was_written(mode, rows):
    x = tt.dmatrix("x")
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = theano.function([x], [tt.exp(x).sum(axis=0), x[::2]], mode=mode, profile=stats)
    f(np.ones((1000, 30)))
    file = io.StringIO()
    assert stats.summary_memory(file) is None
    text = file.getvalue()
    assert text.startswith("Memory Profile\n") and [row for row in rows if row not in text] == []
    peak = {"PYTHON": 240000 + 240, "C": 120000 + 240}[mode]  # in C no element of exp(x) is stored
    assert stats.peak_bytes == peak and f"CPU: {round(peak / 1024)}KB" in text


def test_a_profiled_function_computes_the_same():
    x, total = tt.dvector("x"), theano.shared(0.0)
    made = [
        function([x], tt.exp(x), updates=[(total, total + x.sum())], profile=p)
        for p in (None, theano.compile.ProfileStats(atexit_print=False))
    ]
    values = np.arange(4.0)
    plain, profiled = (f(values) for f in made)
    assert np.array_equal(plain, profiled) and total.get_value() == 12.0
    assert profiled.flags.owndata and profiled.flags.writeable


def test_a_part_that_numpy_runs_is_profiled_too():
    x = tt.dvector("x")
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = function([x], tt.exp(tt.exp(x)[tt.gt(x, 0).nonzero()] * 2), profile=stats)
    f(np.array([1.0, -1.0]))
    assert set(stats.op_impl().values()) == {"C ", "Py"}


def test_jax_in_pieces_goes_on_in_jax_when_profiled():
    pytest.importorskip("jax")
    x = tt.dvector("x")
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = theano.function([x], tt.exp(tt.exp(x)[tt.gt(x, 0).nonzero()]), mode="JAX", profile=stats)
    np.testing.assert_allclose(f(np.array([0.5, -1.0])), [np.exp(np.exp(0.5))], rtol=1e-14)
    assert stats.fct_callcount == 1 and not stats.apply_time and not f.executable.run.can_be_timed


def test_without_a_clock_there_is_the_program(monkeypatch):
    """A compiler that refuses the text with the clock: functions run, profiles have the times of calls."""
    from theano_compat.backends.c.loops import clock

    monkeypatch.setattr(clock.Clock, "declarations", lambda self: "#error no clock\n")
    x = tt.dvector("x")
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = function([x], tt.exp(x).sum(), profile=stats)
    assert f(np.zeros(3)) == 3.0 and stats.fct_callcount == 1 and not stats.apply_time
    e = f.explain(np.zeros(3))
    assert e.kernels == () and e.program == ("t1 = sum(exp(x))", "return t1") and "cannot be timed here" in str(e)
    assert "<svg" not in e.html()


def test_a_condition_that_is_computed_where_it_is_read_is_no_array():
    x, a = tt.dvector("x"), tt.dscalar("a")
    stats = theano.compile.ProfileStats(atexit_print=False)
    f = theano.function([x, a], ifelse(tt.lt(a, 1.0), x.sum(), tt.exp(x).sum()), profile=stats, mode="C")
    assert f([1.0, 2.0], 0.0) == 3.0
    assert stats.fct_callcount == 1
