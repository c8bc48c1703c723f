"""Many calls of a function with updates in one call into C: beside one call after the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.backends.c.extension import extension
from theano_compat.functions.batched_calls import overwritten, repeated
from theano_compat.ops.random.mrg_streams import MRG_RandomStreams

Made = tuple[Any, list[Any]]  # a loss, and pairs of a shared variable and its new value

pytestmark = pytest.mark.skipif(
    extension() is None, reason="without the call extension functions are called one by one"
)


def counted() -> Made:
    k, x = theano.shared(np.int32(0)), theano.shared(np.arange(3.0))
    return (x**2).sum() + k, [(k, tt.switch(k + 1 >= 4, 0, k + 1)), (x, 0.9 * x + k)]


def exchanged() -> Made:
    a, b = theano.shared(np.ones((2, 3))), theano.shared(np.zeros((2, 3)))
    return a.sum(), [(a, b + 1), (b, 2 * a)]


def drawn() -> Made:
    x = theano.shared(np.zeros(5))
    return x.sum(), [(x, x + MRG_RandomStreams(3).normal((5,)))]


def drawn_and_read() -> Made:
    """The states of the random stream are read by more than the draw."""
    streams = MRG_RandomStreams(3)
    x, u = theano.shared(0.0), streams.uniform((2,))
    rstate = streams.state_updates[0][0]
    return x, [(x, x + u.sum() + rstate[0, 0] * 1e-9)]


def over_data() -> Made:
    x = theano.shared(np.zeros(3))
    return ((x - theano.shared(np.array([1.0, 2.0, 4.0]))) ** 2).mean(), [(x, x * 0.5 + theano.shared(np.ones(3)))]


def of_floats() -> Made:
    x = theano.shared(np.float32(2.0))
    return x, [(x, x * np.float32(0.99))]


PROGRAMS: dict[str, Callable[[], Made]] = {
    f.__name__: f for f in (counted, exchanged, drawn, drawn_and_read, over_data, of_floats)
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("calls", [1, 2, 7, 100])
@pytest.mark.parametrize("name", PROGRAMS)
def test_as_one_call_after_the_other(name: str, calls: int) -> None:
    losses, states = [], []
    for at_once in (False, True):
        loss, updates = PROGRAMS[name]()
        f = theano.function([], loss, updates=updates)
        first = [float(f())]
        run = repeated(f)
        assert run is not None
        if at_once:
            before = [v.container.held for v in f.updated]
            kept = [v.copy() for v in before]
            found = run(calls, np.inf)
            assert (found.count, found.is_nan, found.stopped) == (calls, False, False)
            assert found.scores is not None
            losses.append(first + list(found.scores))
            for now, then in zip(before, kept, strict=True):  # others may hold the arrays
                np.testing.assert_array_equal(now, then)
        else:
            losses.append(first + [float(f()) for _ in range(calls)])
        states.append([v.get_value() for v in f.updated])
    np.testing.assert_array_equal(*losses)
    for a, b in zip(*states, strict=True):
        np.testing.assert_array_equal(a, b)
        assert a.dtype == b.dtype


def test_what_may_be_overwritten() -> None:
    for make, wanted in ((drawn, 1), (drawn_and_read, 0), (counted, 0)):
        loss, updates = make()
        assert len(overwritten(theano.function([], loss, updates=updates))) == wanted


def test_it_ends_with_nan() -> None:
    x = theano.shared(2.0)
    f = theano.function([], tt.sqrt(x), updates=[(x, x - 1)])
    f()
    found = repeated(f)(50, np.inf)  # type: ignore[misc]
    assert (found.count, found.is_nan, found.stopped) == (3, True, False)
    np.testing.assert_array_equal(found.scores, [1.0, 0.0, np.nan])
    assert x.get_value() == -2.0
    y = theano.shared(np.array([1.0, 3.0]))
    f = theano.function([], updates=[(y, tt.sqrt(y - 1))])
    f()
    found = repeated(f, y)(50, np.inf)  # type: ignore[misc]
    assert (found.count, found.is_nan, found.scores) == (1, True, None)


def test_a_call_that_fails_is_left_to_python() -> None:
    k, x = theano.shared(0), theano.shared(np.zeros(3))
    noise = MRG_RandomStreams(3).normal((3,))
    f = theano.function([], theano.shared(np.arange(5.0))[k], updates=[(k, k + 1), (x, x + noise)])
    f()
    found = repeated(f)(50, np.inf)  # type: ignore[misc]
    assert (found.count, found.stopped, k.get_value()) == (4, True, 5)
    k.set_value(0)
    after = x.get_value()
    f()
    k, x = theano.shared(0), theano.shared(np.zeros(3))
    again = MRG_RandomStreams(3).normal((3,))
    g = theano.function([], updates=[(x, x + again)])
    for _ in range(5):
        g()
    np.testing.assert_array_equal(after, x.get_value())


def test_a_state_of_growing_length_is_left_to_python() -> None:
    x = theano.shared(np.zeros(2))
    f = theano.function([], x.sum(), updates=[(x, tt.concatenate([x, [1.0]]))])
    f()
    found = repeated(f)(5, np.inf)  # type: ignore[misc]
    assert (found.count, found.stopped, x.get_value().shape) == (0, True, (3,))


def test_no_call_begins_after_its_time() -> None:
    loss, updates = counted()
    f = theano.function([], loss, updates=updates)
    f()
    assert repeated(f)(10**6, 0.0).count == 1  # type: ignore[misc]


def with_an_argument() -> Any:
    y, x = tt.dscalar(), theano.shared(0.0)
    return theano.function([y], x, updates=[(x, x + y)])


def of_two_outputs() -> Any:
    x = theano.shared(0.0)
    return theano.function([], [x, x + 1], updates=[(x, x + 1)])


def profiled() -> Any:
    x = theano.shared(0.0)
    return theano.function([], x, updates=[(x, x + 1)], profile=True)


def in_python() -> Any:
    x = theano.shared(0.0)
    return theano.function([], x, updates=[(x, x + 1)], mode="FAST_COMPILE")


def without_updates() -> Any:
    return theano.function([], theano.shared(0.0) + 1)


@pytest.mark.parametrize(
    "make", [with_an_argument, of_two_outputs, profiled, in_python, without_updates, lambda: print]
)
def test_what_python_does(make: Callable[[], Any]) -> None:
    assert repeated(make()) is None
