"""Large loops of plain functions on several threads: the same bits with any number of them, and no harm from forks,
from calls at the same time, or from errors."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from tests.fidelity import threads_of_loops
from theano_compat.backends.c import threads
from theano_compat.backends.c.calling import ctypes_caller
from theano_compat.backends.c.emit import emit
from theano_compat.backends.c.user_ops import HostCalls
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.rules import thresholds
from theano_compat.settings import config
from theano_compat.theano_api.scan_module import scan

_call = pytest.importorskip("compat.backends.c._call")
pytestmark = [
    pytest.mark.compiler,
    pytest.mark.skipif(not threads.address(), reason="the extension has no pool of threads"),
]

ROOT = Path(__file__).resolve().parents[2]
X = np.random.default_rng(1).normal(size=(1501, 403))
V, W = np.random.default_rng(2).normal(size=(2, 300_007))
INDEX = np.random.default_rng(3).integers(0, len(V), size=len(V))
FEW = INDEX % 3


def counted_by_row(x: Any) -> list[Any]:
    return [tt.argmax(x, axis=1), tt.sum(x, axis=1), tt.prod(x, axis=1), tt.max(x, axis=1)]


WORKS: dict[str, tuple[Callable[..., Any], tuple[np.ndarray, ...]]] = {
    "elementwise": (lambda v, w: tt.tanh(v * w) + tt.exp(-(v**2)), (V, W)),
    "rows": (lambda x: tt.log(tt.sum(tt.exp(x - tt.max(x, axis=1, keepdims=True)), axis=1)), (X,)),
    "rows with memory of their own": (lambda x: tt.nnet.softmax(x), (X,)),
    "by row": (counted_by_row, (X,)),
    "sums": (lambda v, w: [tt.sum(tt.exp(v) * w), tt.max(tt.cos(v)), tt.min(tt.cos(w)), tt.mean(v / w)], (V, W)),
    "truth": (lambda v: [tt.all(tt.gt(tt.exp(v), 0)), tt.any(tt.gt(tt.exp(v), 1e9))], (V,)),
    "sums of columns": (lambda x: [tt.sum(tt.exp(x), axis=0), tt.max(tt.tanh(x), axis=0)], (X,)),
    "loss and its gradient": (lambda x: tt.grad(tt.sum(tt.nnet.softplus(tt.dot(x, x[0]))), x), (X,)),
    "gathered": (lambda v, i: tt.exp(v[i]) * v, (V, INDEX)),
    "rows added by index": (
        lambda v, x, i: tt.inc_subtensor(x[i], tt.exp(v)[:, None] * np.arange(1.0, 5)),
        (V, X[:3, :4], FEW),
    ),
    "columns put by index": (
        lambda v, x, i: tt.set_subtensor(x[:, i], tt.exp(v)[:, None] * np.arange(1.0, 5)),
        (V, np.tile(X[0, :5], (len(V), 1)), FEW[:4]),
    ),
    "written": (lambda v, w: tt.set_subtensor(v[1:], tt.tanh(w[1:] * v[:-1])), (V, W)),
    "float32": (
        lambda x: [tt.exp(tt.cast(x, "float32")).sum(), tt.tanh(tt.cast(x, "float32")).sum(axis=0)],
        (X,),
    ),
    "integers": (lambda i: [tt.sum(tt.cast(tt.exp(i / 3e5) * i, "int64")), tt.cast(tt.exp(i / 3e5), "int8")], (INDEX,)),
    "a product by rows": (lambda x, y: tt.dot(x, y), (X[:, :300], X[:300, :150])),
    "by columns, of transposes": (lambda x, y: [tt.dot(x.T, y.T), tt.dot(x.T, y)], (X[:403, :200], X[:403])),
    "of float32, by rows": (lambda x, y: tt.dot(x.T, y), (X[:300].astype("float32"), X[:300, :200].astype("float32"))),
    "a row and a column of nothing": (lambda x: [tt.sum(tt.exp(x), axis=1), tt.sum(tt.exp(x), axis=0)], (X[:, :0],)),
}


@pytest.fixture(autouse=True)
def _one_a_core_afterwards() -> Iterator[None]:
    yield
    _call.set_threads(threads.most())


def compiled(name: str) -> Callable[[], list[np.ndarray]]:
    graph, values = WORKS[name]
    inputs = [tt.TensorType(v.dtype.name, (False,) * v.ndim)() for v in values]
    outputs = graph(*inputs)
    f = theano.function(inputs, outputs if isinstance(outputs, list) else [outputs], mode="C")
    assert f.executable.backend == "c"
    return lambda: f(*values)


def bits(results: list[np.ndarray]) -> list[bytes]:
    return [np.ascontiguousarray(r).tobytes() for r in results]


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", WORKS)
def test_same_bits_with_any_number_of_threads(name: str) -> None:
    call, found = compiled(name), set()
    for count in (1, 2, 3, 8):
        _call.set_threads(count)
        found.update(tuple(bits(call())) for _ in range(3))
    assert len(found) == 1


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", WORKS)
def test_values_are_those_of_python(name: str) -> None:
    graph, values = WORKS[name]
    inputs = [tt.TensorType(v.dtype.name, (False,) * v.ndim)() for v in values]
    outputs = graph(*inputs)
    expected = theano.function(inputs, outputs if isinstance(outputs, list) else [outputs], mode="PYTHON")(*values)
    _call.set_threads(3)
    for got, e in zip(compiled(name)(), expected, strict=True):
        tolerance = 2e-4 if e.dtype == "float32" else 1e-9
        np.testing.assert_allclose(got, e, rtol=tolerance, atol=tolerance * max(1.0, float(np.abs(e).max(initial=0))))


def several() -> int:
    """How many threads this process has."""
    return len(os.listdir("/proc/self/task"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_threads_start_for_large_loops_alone() -> None:
    v = tt.dvector()
    f = theano.function([v], tt.exp(v), mode="C")
    _call.set_threads(5)
    before = several()
    f(V[:1000])
    assert several() == before
    f(V)
    assert several() >= 5


def alone(call: str, *options: str) -> None:
    """A call of a function of this file in a process of its own."""
    code = f"from tests.backends import test_threads; test_threads.{call}"
    command = [sys.executable, "-W", "error", *options, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.returncode == 0, done.stderr[-2000:]


def forks(name: str) -> None:
    """A child after threads were used, and another; each, and the parent in between, has the same bits."""
    call = compiled(name)
    _call.set_threads(3)
    expected = bits(call())

    def child(answer: Any) -> None:
        answer.put(
            all(bits(call()) == expected for _ in range(5)) and (not sys.platform.startswith("linux") or several() >= 3)
        )

    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    for _ in range(2):  # again: the parent has had to start new ones meanwhile
        process = context.Process(target=child, args=(answers,))
        process.start()
        assert answers.get(timeout=60) is True
        process.join()
        assert bits(call()) == expected


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("name", ["elementwise", "sums of columns"])
def test_a_forked_child_has_threads_of_its_own(name: str) -> None:
    """JAX, where it is loaded, warns of forks."""
    alone(f"forks({name!r})")


def peak() -> int:
    """Most bytes of memory that this process has had so far."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024


def measures_memory() -> None:
    """Eight threads take as much memory as one, but for a row each, and a copy of the sums for each part."""
    x, large = tt.dmatrix(), np.random.default_rng(4).normal(size=(2000, 2000))
    f = theano.function([x], [tt.nnet.softmax(x), tt.sum(tt.exp(x), axis=0)], mode="C")
    _call.set_threads(1)
    f(large)
    before = peak()
    _call.set_threads(8)
    f(large)
    assert before > large.nbytes * 2 and peak() - before < large.nbytes / 16, (before, peak())


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at /proc")
def test_memory_is_that_of_one_thread() -> None:
    alone("measures_memory()")


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", ["rows with memory of their own", "sums"])
def test_two_threads_of_python_in_one_function(name: str) -> None:
    """Through ctypes, which lets the other one run meanwhile."""
    graph, values = WORKS[name]
    inputs = [tt.TensorType(v.dtype.name, (False,) * v.ndim)() for v in values]
    f = theano.function(inputs, graph(*inputs), mode="C")
    run, outputs = f.executable.run, graph(*inputs)
    kinds = [(v.type.compat_numpy_dtype, v.type.ndim) for v in (outputs if isinstance(outputs, list) else [outputs])]
    call = ctypes_caller(run.arguments, kinds, run.address, HostCalls(()))
    _call.set_threads(2)
    status, expected = call(values)
    assert status == 0
    wrong: list[str] = []

    def repeat() -> None:
        for _ in range(10):
            if bits(call(values)[1]) != bits(expected):
                wrong.append("other values")

    both = [threading.Thread(target=repeat) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert not wrong


def random_graphs(numbers: range) -> None:
    """Every loop that can be cut is, into parts of a few points: C agrees with Python."""
    from tests.fidelity import fuzz

    thresholds.PARALLEL_PART_COST, thresholds.PARALLEL_COPY_COST, thresholds.PARALLEL_MOST_LOOPS = 8.0, 0.01, 10_000
    _call.set_threads(3)
    tally = fuzz.check(numbers)
    assert tally.graphs == len(numbers) and not tally.wrong, "\n".join(tally.wrong)


@pytest.mark.slow
@pytest.mark.part(3)
@pytest.mark.parametrize("batch", range(3))
def test_random_graphs_whose_loops_are_all_cut(batch: int) -> None:
    alone(f"random_graphs(range({1000 + 20 * batch}, {1020 + 20 * batch}))", "-W", "ignore")


@pytest.mark.parametrize("count", [1, 4])
def test_an_index_out_of_range_is_reported(count: int) -> None:
    _call.set_threads(count)
    v, i = tt.dvector(), tt.lvector()
    f = theano.function([v, i], [tt.exp(v[i]), tt.sum(tt.exp(v[i]))], mode="C")
    index = INDEX.copy()
    f(V, index)
    index[-3] = len(V)
    with pytest.raises(IndexError):
        f(V, index)


def test_no_two_parts_write_to_one_place() -> None:
    v, x, i = tt.dvector(), tt.dmatrix(), tt.lvector()
    values = tt.exp(v)[:, None] * np.arange(1.0, 5)
    for written, cut in (
        (tt.inc_subtensor(x[i], values), False),
        (tt.inc_subtensor(x[:, i], values), True),
        (tt.grad(tt.sum(tt.exp(x[i])), x), False),
    ):
        text = emit(prepare([v, x, i], [written]).main).text
        parts, _, function = text.partition("int run(")
        assert ("in2[" in parts, "= in2[" in function) == (cut, not cut)


def test_functions_of_samplers_and_bodies_of_loops_have_none() -> None:
    v, x = tt.dvector(), tt.dmatrix()
    logp = tt.sum(tt.exp(v) * V)
    assert "parallel" not in emit(prepare([v], [logp, tt.grad(logp, v)]).main, entry="logp").pointers
    assert "parallel" in emit(prepare([v], [logp]).main).pointers
    rows, _ = scan(lambda row, s: tt.tanh(tt.dot(s, x) + tt.exp(row)), x, tt.zeros_like(x))
    text = emit(prepare([x], [rows]).main).text
    assert "run_loop0_cut" not in text


@pytest.mark.parametrize("flags, threaded", [({}, True), ({"openmp": False}, False), ({"openmp": True}, True)])
def test_the_old_flag_decides_where_it_is_set(flags: dict[str, Any], threaded: bool) -> None:
    v = tt.dvector()
    with config.change_flags(**flags):
        unit = emit(prepare([v], [tt.sum(tt.exp(v))]).main)
    assert ("parallel" in unit.pointers) is threaded


def test_the_old_flag_changes_no_bits() -> None:
    threaded = bits(compiled("sums")())
    with config.change_flags(openmp=False):
        assert bits(compiled("sums")()) == threaded


def test_the_smallest_loop_is_as_large_as_somebody_says() -> None:
    v = tt.dvector()
    with config.change_flags(openmp_elemwise_minsize=123_456):
        assert "n0 < 123456 ? 1 : parts_of(" in emit(prepare([v], [tt.exp(v)]).main).text


@pytest.mark.parametrize("said, most", [("3", 3), ("4,2", 4), ("", 0), ("many", 0), ("0", 1)])
def test_what_the_environment_says(said: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", said)
    assert threads.most() == most


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs gcc with its sanitizers")
@pytest.mark.parametrize("name", threads_of_loops.PROGRAMS)
def test_no_races(name: str) -> None:
    assert threads_of_loops.race(name) == []


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs gcc with its sanitizers")
def test_a_race_would_be_seen() -> None:
    late = "        pthread_mutex_lock(&lock);\n        pool.status |= status;"
    early = "        pool.status |= status;\n        pthread_mutex_lock(&lock);"
    assert threads_of_loops.race("loops", lambda text: text.replace(late, early))
