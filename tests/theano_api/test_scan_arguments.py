"""What scan takes, and what it says of what it cannot take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from compat.gof.fg import MissingInputError
from theano_compat.theano_api.scan_module import until

X, M, H = tt.vector("x"), tt.matrix("m"), tt.scalar("h")
A, B = theano.shared(2.0, name="a"), tt.scalar("b")

ERRORS: dict[str, tuple[Callable[[], Any], type[Exception], str]] = {
    "no steps": (lambda: theano.scan(lambda: H), ValueError, "number of steps"),
    "steps of floats": (lambda: theano.scan(lambda: H, n_steps=H), ValueError, "n_steps must be an int"),
    "future state": (
        lambda: theano.scan(lambda s: s, None, dict(initial=X, taps=[1]), n_steps=2),
        ValueError,
        "smaller than 0",
    ),
    "taps twice": (
        lambda: theano.scan(lambda s: s, None, dict(initial=X, taps=[-1, -1]), n_steps=2),
        ValueError,
        "different",
    ),
    "taps without initial": (
        lambda: theano.scan(lambda s: s, None, dict(taps=[-1]), n_steps=2),
        ValueError,
        "initial state",
    ),
    "another dtype": (lambda: theano.scan(lambda a, s: s + a, X, 0), ValueError, "has dtype int8"),
    "another rank": (lambda: theano.scan(lambda a, s: s + a, M, H), ValueError, "0 dimension"),
    "outputs_info too short": (
        lambda: theano.scan(lambda a, s: [s + a, a], X, [H]),
        ValueError,
        "None as outputs_info",
    ),
    "a number returned": (lambda: theano.scan(lambda a: [a, 3], X), ValueError, "tensor.constant"),
    "order of what is returned": (lambda: theano.scan(lambda a: ({A: A + 1}, a), X), ValueError, "outputs"),
    "strict": (lambda: theano.scan(lambda a: a * A, X, strict=True), MissingInputError, "`a`"),
    "strict, beneath an expression": (
        lambda: theano.scan(lambda a: a * (A * 2), X, strict=True),
        MissingInputError,
        "`a`",
    ),
    "only in an update": (lambda: theano.scan(lambda: {A: A + B}, n_steps=3), MissingInputError, "`b`"),
    "a scalar as a sequence": (lambda: theano.scan(lambda a: a, H), IndexError, "non_sequences"),
}


STRICT = {
    "a variable": (lambda: theano.scan(lambda a: a * B, X, strict=True), 2.0),
    "an expression": (lambda: theano.scan(lambda a: a * (B * 2), X, strict=True), 4.0),
    "a non-sequence and what it is made of": (
        lambda: theano.scan(lambda a, q: a * q * B, X, non_sequences=[B * 2], strict=True),
        8.0,
    ),
    "a shared variable": (lambda: theano.scan(lambda a, q: a * A, X, non_sequences=[A], strict=True), 2.0),
    "an expression of one": (lambda: theano.scan(lambda a, q: a * q, X, non_sequences=[A * 2], strict=True), 4.0),
}


@pytest.mark.parametrize("name", STRICT)
def test_strict_is_about_shared_variables(name: str) -> None:
    make, factor = STRICT[name]
    f = theano.function([X, B], make()[0], on_unused_input="ignore", mode="PYTHON")
    np.testing.assert_allclose(f(np.arange(3.0), 2.0), factor * np.arange(3.0))


@pytest.mark.parametrize("name", ERRORS)
def test_error(name: str) -> None:
    make, error, text = ERRORS[name]
    with pytest.raises(error, match=text):
        make()


@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN"))
@pytest.mark.parametrize(
    ("rows", "steps", "error", "text"), [(2, 3, ValueError, "shorter"), (2, -1, IndexError, "negative")]
)
def test_run_time_error(mode: str, rows: int, steps: int, error: type[Exception], text: str) -> None:
    n = tt.iscalar("n")
    out, _ = theano.scan(lambda a: a * 2, X, n_steps=n)
    with pytest.raises(error, match=text):
        theano.function([X, n], out, mode=mode)(np.zeros(rows), steps)


@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN"))
def test_a_state_that_grows(mode: str) -> None:
    out, _ = theano.scan(lambda s: tt.concatenate([s, s]), None, X, n_steps=3)
    with pytest.raises(ValueError, match="shapes of states must stay the same"):
        theano.function([X], out, mode=mode)(np.zeros(2))


@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN", "JAX"))
def test_updates(mode: str) -> None:
    """Shared variables change in the loop, and after it where its updates are given to the function."""
    count, total = theano.shared(1, name="count"), theano.shared(0.0, name="total")
    rows, updates = theano.scan(lambda a: (count * a, {count: count + 1, total: total + a}), X)
    assert set(updates) == {count, total}
    function = theano.function([X], rows, updates=updates, mode=mode)
    np.testing.assert_allclose(function(np.array([1.0, 2.0, 3.0])), [1, 4, 9])
    assert (count.get_value(), total.get_value()) == (4, 6.0)
    assert theano.function([X], rows, mode=mode)(np.array([1.0]))[0] == 4
    assert count.get_value() == 4


def test_one_step_is_no_loop() -> None:
    rows, _ = theano.scan(lambda a, s: a + s, X, H, n_steps=1)
    assert "for{" not in "".join(str(n.op) for n in theano.function([X, H], rows).maker.fgraph.toposort())
    assert rows.eval({X: np.array([1.0, 5.0]), H: 2.0}).tolist() == [3.0]


def test_views() -> None:
    x = np.array([1.0, 2.0, 3.0])
    assert theano.map(lambda a: a * 2, X)[0].eval({X: x}).tolist() == [2, 4, 6]
    assert theano.reduce(lambda a, s: a + 2 * s, X, tt.zeros(()))[0].eval({X: x}) == 11
    assert theano.foldl(lambda a, s: a + 2 * s, X, tt.zeros(()))[0].eval({X: x}) == 11
    assert theano.foldr(lambda a, s: a + 2 * s, X, tt.zeros(()))[0].eval({X: x}) == 17


def test_until_takes_one_step_at_least() -> None:
    rows, _ = theano.scan(lambda a: (a, until(a > 0)), X)
    assert rows.eval({X: np.array([1.0, 2.0])}).tolist() == [1.0]


def test_truncated_gradient() -> None:
    """The gradient goes back through two steps; the initial state is not reached."""
    rows, _ = theano.scan(lambda a, s: a + s, X, H, truncate_gradient=2)
    gx, gh = theano.grad(rows[-1], [X, H])
    found = theano.function([X, H], [gx, gh])(np.ones(4), 1.0)
    assert found[0].tolist() == [0, 0, 1, 1] and found[1] == 0


def test_pickle() -> None:
    import pickle

    rows, _ = theano.scan(lambda a, s: a + s, X, H)
    function = pickle.loads(pickle.dumps(theano.function([X, H], rows, mode="FAST_COMPILE")))
    assert function(np.ones(3), 1.0).tolist() == [2, 3, 4]


def test_debugprint_shows_the_step() -> None:
    rows, _ = theano.scan(lambda a, s: a * s, X, H)
    text = theano.printing.debugprint(rows, file="str")
    before, after = text.split("Inner graphs of the scan ops:")
    assert "for{cpu,scan_fn} [id B]" in before and "tap" not in before
    assert " >Elemwise{mul" in after and "x[t]" in after and "->" in after


@pytest.mark.parametrize("mode", ("FAST_COMPILE", "FAST_RUN", "JAX"))
def test_a_mode_that_looks_at_each_step(mode: str) -> None:
    large: list[float] = []

    def look(i: int, node: Any, fn: Any) -> None:
        large.extend(v for [v] in fn.outputs if v > 10)

    rows, _ = theano.scan(lambda a, s: a * s, X, H, mode=theano.compile.MonitorMode(post_func=look))
    theano.function([X, H], rows[-1], mode=mode)(np.array([2.0, 4.0, 3.0]), 2.0)
    assert large == [16.0, 48.0]
    rows, _ = theano.scan(lambda a, s: a / s, X, H, mode="NanGuardMode")
    with pytest.raises(AssertionError, match="Inf detected"), np.errstate(divide="ignore"):
        theano.function([X, H], rows[-1], mode=mode)(np.array([2.0, 4.0]), 0.0)


def test_what_stands_for_a_fixed_input_is_cast() -> None:
    """As legacy: a clone, or `givens`, may put a variable of another dtype where a loop reads one."""
    rows, _ = theano.scan(lambda a, s, b: a * s + b, X, H, B)
    other = tt.iscalar("i")
    function = theano.function([X, H, other], theano.clone(rows, {B: other}, strict=False))
    assert function(np.array([1.0, 2.0]), 1.0, 3).tolist() == [4.0, 11.0]


def test_checkpoints() -> None:
    """Every third step is kept, the others are done again; the last block is shorter."""
    w = tt.vector("w")
    kept, _ = theano.scan_checkpoints(
        lambda s, w: tt.tanh(s * w), outputs_info=tt.ones_like(w), non_sequences=w, n_steps=7, save_every_N=3
    )
    plain, _ = theano.scan(lambda s, w: tt.tanh(s * w), outputs_info=tt.ones_like(w), non_sequences=w, n_steps=7)
    function = theano.function([w], [kept, plain, *(theano.grad((r[-1] ** 2).sum(), w) for r in (kept, plain))])
    found = function(np.array([0.5, 1.5]))
    np.testing.assert_allclose(found[0], found[1][[2, 5, 6]])
    np.testing.assert_allclose(found[2], found[3])
