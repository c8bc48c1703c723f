"""Functions that are compiled at their first call, for its short lengths: what each call gives, whatever lengths came
before, and how many texts are compiled for it."""

from __future__ import annotations

import copy
import os
import pickle
import signal
import threading
import time
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.backends.test_user_ops_in_c import Double
from theano_compat.backends.c import calling
from theano_compat.backends.c.compilers import build, cache
from theano_compat.backends.c.emit import emit
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.backends.c.function import CFunction
from theano_compat.backends.c.function_by_lengths import FunctionByLengths
from theano_compat.backends.c.short_axes import short_lengths, with_lengths
from theano_compat.compilation.cache import compile_cache
from theano_compat.graph import fallbacks
from theano_compat.graph.check import GraphError, check_annotations
from theano_compat.rules import thresholds
from theano_compat.settings import config
from theano_compat.theano_api import function, scan, shared

pytestmark = pytest.mark.compiler
x, y, v, w, three = tt.dmatrix("x"), tt.dmatrix("y"), tt.dvector("v"), tt.dvector("w"), tt.dtensor3("three")
more = tt.dtensor3("more")
N = thresholds.SHORT_AXES_FEWEST_ELEMENTS  # rows of arrays that are not few


@pytest.fixture(autouse=True)
def texts(folder: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows with each text that is compiled, or found in the cache."""
    found: list[str] = []
    monkeypatch.setattr(compile_cache, "_CHECK", False)
    load = build.load

    def counted(text: str) -> Any:
        found.append(text)
        return load(text)

    monkeypatch.setattr(calling, "load", counted)
    return found


@pytest.fixture
def caller(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who calls: the extension, or "ctypes"."""
    if getattr(request, "param", "") == "ctypes":
        monkeypatch.setattr(calling, "extension_caller", lambda *_: None)


def arrays(*shapes: tuple[int, ...]) -> list[np.ndarray]:
    rng = np.random.RandomState(len(shapes))
    return [rng.normal(size=shape) for shape in shapes]


def softmax(a: Any) -> Any:
    e = tt.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def running(step: Any, rows: Any) -> Any:
    return scan(step, sequences=[rows], outputs_info=[tt.zeros_like(rows[0])])[0]


# inputs, outputs, the axes of each inner loop
AXES: dict[str, tuple[list[Any], Any, set[tuple[tuple[int, int], ...]]]] = {
    "a vector": ([v], v * 2, set()),
    "a total": ([v], v.sum(), set()),
    "sums of rows": ([x], x.sum(axis=1), {((0, 1),)}),
    "sums of columns": ([x], x.sum(axis=0), {((0, 1),)}),
    "two arguments": ([x, y], [x.sum(axis=1), tt.exp(y)], {((0, 1),), ((1, 1),)}),
    "an outer product": ([v, w], v[:, None] * w[None, :], {((1, 0),)}),
    "three loops": ([three], three.sum(axis=2), {((0, 1),), ((0, 2),)}),
    "a length of two lengths": (
        [x, y],
        tt.exp(tt.concatenate([x, y], axis=1)).sum(axis=1),
        {((0, 1),), ((1, 1),), ((0, 1), (1, 1))},
    ),
    "a product of matrices": ([x, y], tt.dot(x, y), set()),
    "products of matrices": ([three, more], tt.batched_dot(three, more), {((0, 1),), ((0, 2),), ((1, 2),)}),
    "running sums": ([x], tt.cumsum(x, axis=1), {((0, 1),)}),
    "running sums of columns": ([x], tt.cumsum(x, axis=0), {((0, 1),)}),
    "the steps of a loop": ([x, y], running(lambda row, before: tt.dot(y, before) + row, x), {((0, 1),), ((1, 1),)}),
    "steps of scalars": ([v], running(lambda one, before: before * one, v), set()),
    "a loop in a loop": (
        [x, y],
        scan(lambda row: running(lambda other, before: before * tt.exp(other + row), y), sequences=[x])[0].sum(),
        {((1, 0),), ((1, 1),)},
    ),
    "a known length": ([v], v[:, None] * np.arange(3.0), set()),
    "a length that is a value": ([v, k := tt.lscalar("k")], tt.exp(v[:, None] * tt.arange(k)[None, :]), set()),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", AXES)
def test_inner_axes(name: str) -> None:
    inputs, outputs, axes = AXES[name]
    main = function(inputs, outputs, mode="C").executable.partitioned.main
    found = {tuple(sorted((k, d) for k, d in of_loop if k < len(inputs))) for of_loop in emit(main).inner_axes}
    assert found - {()} == axes


# axes of the loops, shapes, the lengths that are taken
LENGTHS: dict[str, tuple[Any, Any, dict[tuple[int, int], int]]] = {
    "short": ([((0, 1),)], [(9, 3)], {(0, 1): 3}),
    "the longest": ([((0, 1),)], [(9, 16)], {(0, 1): 16}),
    "long": ([((0, 1),)], [(9, 17)], {}),
    "none": ([((0, 1),)], [(9, 0)], {}),
    "one": ([((0, 1),)], [(9, 1)], {(0, 1): 1}),
    "one of two loops": ([((0, 1),), ((1, 0),)], [(9, 3), (50,)], {(0, 1): 3}),
    "one of two axes of a loop": ([((0, 1), (1, 0))], [(9, 3), (50,)], {}),
}


@pytest.mark.parametrize("name", LENGTHS)
def test_short_lengths(name: str) -> None:
    axes, shapes, taken = LENGTHS[name]
    assert short_lengths(axes, shapes) == taken


def test_more_lengths_than_a_call_is_asked_for() -> None:
    most = thresholds.SHORT_AXES_MOST_LENGTHS
    axes, shapes = [((k, 0),) for k in range(most + 1)], [(2,)] * (most + 1)
    assert short_lengths(axes, shapes) == {} and len(short_lengths(axes[1:], shapes)) == most


def test_lengths_are_annotations() -> None:
    main = function([x], softmax(x), mode="C").executable.partitioned.main
    known = with_lengths(main, {(0, 1): 6})
    check_annotations(known)
    assert [a.lengths for a in known.annotations.values()] == [(None, 6)] and "n1" not in emit(known).text
    with pytest.raises(GraphError):
        check_annotations(with_lengths(main, {(0, 1): -1}))


# inputs, outputs, the shapes of each call in turn, how many texts are compiled
CALLS: dict[str, tuple[list[Any], Any, list[Sequence[tuple[int, ...]]], int]] = {
    "always the same": ([x], softmax(x), [[(N, 6)], [(2 * N, 6)], [(1, 6)], [(0, 6)]], 1),
    "then others": ([x], softmax(x), [[(N, 6)], [(N, 7)], [(N, 40)], [(N, 6)], [(N, 8)], [(3, 1)], [(6, N)]], 2),
    "long": ([x], softmax(x), [[(N, 40)], [(N, 6)], [(N, 7)]], 1),
    "few, then many": ([x], softmax(x), [[(2, 3)], [(3, 2)], [(N, 6)], [(2, 3)], [(N, 6)], [(2, 6)]], 2),
    "few": ([x], softmax(x), [[(2, 3)], [(3, 2)], [(16, 4)]], 1),
    "none, then some": ([x], x.sum(axis=1), [[(N, 0)], [(N, 2)], [(N, 0)], [(N, 3)]], 2),
    "no rows": ([x], x.sum(axis=0), [[(N, 5)], [(0, 5)], [(0, 0)], [(N, 0)]], 2),
    "one column": ([x], x / x.sum(axis=1, keepdims=True), [[(N, 1)], [(N, 2)], [(N, 1)]], 2),
    "two arguments": ([x, v], x * v, [[(N, 3), (3,)], [(N, 4), (4,)], [(5, 3), (3,)]], 2),
    "outer product": ([v, w], (v[:, None] - w[None, :]).sum(axis=1), [[(N,), (3,)], [(3,), (N,)], [(N,), (1,)]], 2),
    "three loops": ([three], tt.exp(three).sum(axis=2), [[(N, 3, 2)], [(N, 2, 3)], [(3, N, 2)], [(N, 3, 2)]], 2),
    "joined": (
        [x, y],
        tt.concatenate([x, y], axis=1).sum(axis=1),
        [[(N, 3), (N, 2)], [(N, 2), (N, 3)], [(N, 3), (N, 2)], [(N, 30), (N, 2)]],
        2,
    ),
    "one of two is long": ([x, y], [x.sum(axis=1), y.sum(axis=0)], [[(N, 3), (4, N)], [(N, 3), (4, 5)]], 1),
    "products of matrices": (
        [three, more],
        tt.batched_dot(three, more),
        [[(N, 3, 2), (N, 2, 4)], [(N, 2, 3), (N, 3, 3)], [(2, 3, N), (2, N, 4)]],
        2,
    ),
    "running sums": ([x], tt.cumsum(x, axis=1), [[(N, 3)], [(N, 4)], [(N, 0)], [(2, N)]], 2),
    "a loop": (
        [x, y],
        running(lambda row, before: tt.tanh(tt.dot(y, before) + row), x)[-1],
        [[(N, 3), (3, 3)], [(N, 4), (4, 4)], [(1, 3), (3, 3)], [(N, 3), (3, 3)]],
        2,
    ),
    "columns by index": ([x], x[:, ::-1][:, :-1].sum(axis=1), [[(N, 3)], [(N, 1)], [(N, 0)], [(N, 4)]], 2),
}


@pytest.mark.wide(17)
@pytest.mark.parametrize(
    ("name", "caller"),
    [*((name, "extension") for name in CALLS), ("then others", "ctypes"), ("few, then many", "ctypes")],
    indirect=["caller"],
)
def test_calls(name: str, caller: None, texts: list[str]) -> None:
    inputs, outputs, calls, compiled = CALLS[name]
    f, right = function(inputs, outputs, mode="C"), function(inputs, outputs, mode="PYTHON")
    assert isinstance(f.executable.run, FunctionByLengths) and not texts
    for shapes in calls:
        given = arrays(*shapes)
        for found, wanted in zip(_list(f(*given)), _list(right(*given)), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-13)
    assert len(texts) == compiled


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def test_what_answers_follows_from_the_lengths(texts: list[str]) -> None:
    """Bits are the same at every call, of the lengths of the first and of others."""
    f, six, seven = function([x], softmax(x), mode="C"), arrays((N, 6)), arrays((N, 7))
    found = [f(*given).tobytes() for given in (six, seven, six, seven)]
    assert found[:2] == found[2:] and len(texts) == 2


WRONG: dict[str, tuple[list[Any], Any, list[tuple[int, ...]]]] = {
    "other columns": ([x, y], (x + y).sum(axis=1), [(N, 3), (N, 4)]),
    "other rows": ([x, y], (x + y).sum(axis=1), [(N, 3), (N + 1, 3)]),
    "a column that the first did not have": ([x], x[:, 2] + x.sum(axis=1), [(N, 2)]),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("first", [True, False])
def test_errors(name: str, first: bool) -> None:
    """Those of the text for all lengths, at the first call and later."""
    inputs, outputs, shapes = WRONG[name]
    f, right = function(inputs, outputs, mode="C"), function(inputs, outputs, mode="PYTHON")
    if not first:
        f(*arrays(*((N, 3),) * len(inputs)))
    given = arrays(*shapes)
    with pytest.raises(Exception) as wanted:  # noqa: PT011
        right(*given)
    for _ in range(2):
        with pytest.raises(wanted.type) as found:
            f(*given)
        assert str(found.value).splitlines()[0] == str(wanted.value).splitlines()[0]


@pytest.mark.wide(7)
@pytest.mark.parametrize("caller", ["extension", "ctypes"], indirect=True)
@pytest.mark.parametrize("door", ["trusted", "storage"])
def test_other_doors(door: str, caller: None) -> None:
    f = function([x], x.sum(axis=1), mode="C")
    f.trust_input = True

    def answer(given: Any) -> Any:
        if door == "trusted":
            return f(given)
        f.input_storage[0].storage[0] = given
        return f.fn()[0]

    for given in (*arrays((N, 6)), arrays((6, N))[0].T, *arrays((N, 7))):
        np.testing.assert_allclose(answer(given), given.sum(axis=1), rtol=1e-13)
    for wrong in (np.ones(N), np.ones((N, 2, 3))):
        with pytest.raises((TypeError, ValueError)):
            answer(wrong)


def test_wrong_ranks_before_any_text_is_chosen(texts: list[str]) -> None:
    f = function([x], x.sum(axis=1), mode="C")
    f.trust_input = True
    with pytest.raises((TypeError, ValueError)):
        f(np.ones(N))
    assert not texts and f(np.ones((N, 3))).sum() == 3 * N


def test_shared_values_change_their_shapes(texts: list[str]) -> None:
    state, weights = shared(np.ones((N, 3)), "state"), shared(np.arange(3.0), "weights")
    f = function(
        [], (state * weights).sum(axis=1), mode="C", updates=[(state, tt.concatenate([state, state[:, :1]], axis=1))]
    )
    for columns in range(3, 7):
        weights.set_value(np.arange(float(columns)))
        assert state.get_value().shape == (N, columns)
        assert f().tolist() == [sum(range(columns))] * N
    assert len(texts) == 2
    state.set_value(np.ones((N, 3)))
    with pytest.raises(ValueError, match="mismatch|shape|broadcast"):
        f()
    assert state.get_value().shape == (N, 3)


def test_copies_share_what_is_compiled_and_pickles_choose_anew(texts: list[str]) -> None:
    f = function([x], softmax(x), mode="C")
    f(*arrays((N, 6)))
    given = arrays((N, 7))
    for other, more in ((f.copy(), 1), (copy.copy(f), 0), (pickle.loads(pickle.dumps(f)), 1)):
        before = len(texts)
        np.testing.assert_allclose(_list(other(*given))[0].sum(axis=1), 1, rtol=1e-14)
        assert len(texts) - before == more


def test_a_loop_and_its_lengths(texts: list[str]) -> None:
    rows, _ = scan(lambda row, before: before + tt.exp(row), sequences=[x], outputs_info=[tt.zeros_like(x[0])])
    f, right = function([x], [rows[-1], tt.exp(x).sum(axis=1)], mode="C"), np.exp
    for shape in ((N, 3), (N, 5), (2, 3), (N, 3)):
        [given] = arrays(shape)
        last, sums = f(given)
        np.testing.assert_allclose(last, right(given).sum(axis=0), rtol=1e-13)
        np.testing.assert_allclose(sums, right(given).sum(axis=1), rtol=1e-13)
    assert len(texts) == 2


def test_what_calls_python_is_compiled_at_once(texts: list[str]) -> None:
    f = function([x, v], softmax(x * Double()(v)), mode="C")
    assert len(texts) == 1
    for columns in (3, 5):
        np.testing.assert_allclose(f(*arrays((N, columns)), np.ones(columns)).sum(axis=1), 1, rtol=1e-14)
    assert len(texts) == 1


def test_threads_that_call_first(texts: list[str]) -> None:
    f = function([x], x.sum(axis=1), mode="C")
    given = [arrays((N, 2 + k % 4))[0] for k in range(8)]
    wrong: list[Any] = []
    together = threading.Barrier(len(given))

    def calls(own: np.ndarray) -> None:
        together.wait()
        for _ in range(20):
            if not np.allclose(f(own), own.sum(axis=1)):
                wrong.append(own.shape)

    threads = [threading.Thread(target=calls, args=(own,)) for own in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and len(texts) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fork_while_a_thread_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    f = function([x], x.sum(axis=1), mode="C")
    reached, go_on, load = threading.Event(), threading.Event(), build.load

    def slow(text: str) -> Any:
        if threading.current_thread() is first:
            reached.set()
            go_on.wait(60)
        return load(text)

    monkeypatch.setattr(calling, "load", slow)
    first = threading.Thread(target=f, args=arrays((N, 3)))
    first.start()
    assert reached.wait(60)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a fork where there are threads
        child = os.fork()
    if not child:
        os._exit(int(not np.allclose(f(np.ones((N, 3))), 3)))
    ends = time.monotonic() + 60
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0 and time.monotonic() < ends:
        time.sleep(0.01)
    if ended[0] == 0:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    go_on.set()
    first.join()
    assert ended == (child, 0)


def test_settings_that_changed_since(texts: list[str]) -> None:
    """Those of the first call would be read by the text for its lengths: there is none."""
    f = function([x], softmax(x), mode="C")
    with config.change_flags(floatX="float32"):
        f(*arrays((N, 6)))
    f(*arrays((N, 7)))
    assert len(texts) == 1


@pytest.mark.slow
def test_explained_is_what_runs() -> None:
    f = function([x], softmax(x), mode="C")
    [six], [seven] = arrays((N, 6)), arrays((N, 7))
    f(six)
    assert set(f.explain(six).lengths) == {"n0"} and f.executable.run.lengths_of([six]) == {(0, 1): 6}
    assert f.executable.run.lengths_of([seven]) == {}


def refused(*_: Any) -> Any:
    raise CannotCompile("a compiler that refuses")


def test_refused_at_the_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallbacks, "_noticed", set())
    f = function([x], x.sum(axis=1), mode="C")
    monkeypatch.setattr(calling, "load", refused)
    [given] = arrays((N, 3))
    with pytest.warns(RuntimeWarning, match="refuses"):
        found = f(given)
    np.testing.assert_allclose(found, given.sum(axis=1), rtol=1e-13)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert f(given) is not f(given)


def test_without_a_compiler_it_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallbacks, "_noticed", set())
    monkeypatch.setattr(build, "compiler", refused)
    with pytest.warns(RuntimeWarning, match="refuses"):
        f = function([x], x.sum(axis=1), mode="C")
    assert f.executable.backend == "python"


# ---- plans


@pytest.fixture
def emitted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A list that grows with each unit that is emitted."""
    found: list[Any] = []

    def counted(*arguments: Any, **options: Any) -> Any:
        found.append(arguments)
        return emit(*arguments, **options)

    monkeypatch.setattr("compat.compilation.execution.first_call.emit", counted)
    return found


def later() -> None:
    """What a new process knows."""
    build._loaded.clear()


LATER: dict[str, tuple[tuple[int, ...], tuple[int, ...] | None, tuple[int, ...], int]] = {
    # the first call of a process, its second; the first call of the next process, how many units that emits
    "the same lengths": ((N, 6), None, (N, 6), 0),
    "those of the second call": ((N, 6), (N, 7), (N, 7), 1),
    "long": ((N, 6), None, (N, 40), 0),
    "few": ((N, 6), None, (2, 3), 0),
    "new short ones": ((N, 40), None, (N, 6), 1),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", LATER)
def test_the_next_process(name: str, emitted: list[Any], texts: list[str]) -> None:
    first, second, third, units = LATER[name]
    data = np.arange(3.0)

    def make() -> Any:
        return function([x], [softmax(x), tt.exp(x.sum(axis=0) * tt.as_tensor_variable(data).sum())], mode="C")

    f = make()
    found = [f(*arrays(shape)) for shape in (first, second) if shape]
    later()
    emitted.clear()
    compile_cache.used_keys.clear()
    g = make()
    given = arrays(third)
    answer = g(*given)
    assert len(compile_cache.used_keys) == 1 and len(emitted) == units and isinstance(g.executable.run, CFunction)
    again = function([x], [softmax(x), tt.exp(x.sum(axis=0) * tt.as_tensor_variable(data).sum())], mode="PYTHON")
    for a, b in zip(answer, again(*given), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-12)
    if third == first:
        assert [a.tobytes() for a in answer] == [a.tobytes() for a in found[0]]


def test_a_plan_whose_circumstances_changed(emitted: list[Any]) -> None:
    """The long way would find something else: the text for all lengths answers."""
    make = lambda: function([x], softmax(x), mode="C")  # noqa: E731
    make()
    later()
    f = make()
    emitted.clear()
    with config.change_flags(floatX="float32"):
        np.testing.assert_allclose(f(*arrays((N, 6))).sum(axis=1), 1, rtol=1e-14)
    assert not emitted


def test_a_damaged_plan_for_lengths(emitted: list[Any]) -> None:
    make = lambda: function([x], softmax(x), mode="C")  # noqa: E731
    make()(*arrays((N, 6)))
    for path in cache.directory().glob("*.entry"):
        text = path.read_text()
        if "inner axes" not in text:
            path.write_text(text.replace('"object"', '"objects"'))
    later()
    emitted.clear()
    np.testing.assert_allclose(make()(*arrays((N, 6))).sum(axis=1), 1, rtol=1e-14)
    assert len(emitted) == 1
