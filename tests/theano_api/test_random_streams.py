"""Random streams as users meet them: updates, seeds, states, errors. The numbers: tests/ops/test_random_numbers.py."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
from theano_compat.old.theano.sandbox.multinomial import ChoiceFromUniform, MultinomialFromUniform
from theano_compat.old.theano.sandbox.rng_mrg import MRG_RandomStreams
from theano_compat.ops.random.streams import RandomStreams
from theano_compat.theano_api.tensor.raw_random import RandomFunction, random_state_type, uniform

STREAMS = [RandomStreams, MRG_RandomStreams]
MODES = ["FAST_COMPILE", "FAST_RUN"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("streams", STREAMS)
def test_states_move_on_unless_told_otherwise(streams, mode):
    s = streams(5)
    u = s.uniform((2,))
    state, new = s.updates()[0][:2]
    still = theano.function([], u, no_default_updates=True, mode=mode)
    barred = theano.function([], u, no_default_updates=[state], mode=mode)
    first = still()
    np.testing.assert_array_equal(still(), first)
    np.testing.assert_array_equal(barred(), first)
    moving = theano.function([], u, mode=mode)
    np.testing.assert_array_equal(moving(), first)
    second = moving()
    assert (second != first).all()
    theano.function([], [], updates=[(state, new)], mode=mode)()
    kept = theano.function([], u, updates={state: state}, mode=mode)
    assert (kept() != second).all()
    np.testing.assert_array_equal(kept(), kept())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("streams", STREAMS)
def test_no_state_moves_where_the_call_fails(streams, mode):
    u = streams(5).uniform((2,))
    x = tt.dvector("x")
    f = theano.function([x], u + x, mode=mode)
    expected = theano.function([], u, no_default_updates=True)()
    with pytest.raises(ValueError):
        f(np.zeros(3))
    np.testing.assert_array_equal(f(np.zeros(2)), expected)


@pytest.mark.parametrize("streams", STREAMS)
def test_one_variable_is_drawn_once_in_a_call(streams):
    u = streams(5).normal((3,))
    assert abs(theano.function([], u + u - 2 * u)()).max() < 1e-12


@pytest.mark.parametrize("streams", STREAMS)
def test_seed_begins_anew(streams):
    s = streams(5)
    f = theano.function([], [s.uniform((2,)), s.normal((3,))])
    first = f()
    f()
    s.seed(5)
    for a, b in zip(f(), first, strict=True):
        np.testing.assert_array_equal(a, b)
    s.seed()
    for a, b in zip(f(), first, strict=True):
        np.testing.assert_array_equal(a, b)
    s.seed(6)
    assert (f()[0] != first[0]).all()


def test_seeds_of_mrg():
    six = MRG_RandomStreams([7] * 6).uniform((2,))
    np.testing.assert_array_equal(six.eval(), MRG_RandomStreams(np.int64(7)).uniform((2,)).eval())
    for seed, error in (
        (0, ValueError),
        (2**31, ValueError),
        ([1, 2], TypeError),
        ([0, 0, 0, 1, 1, 1], ValueError),
        ([1, 1, 1, 0, 0, 0], ValueError),
        ([2147483647, 1, 1, 1, 1, 1], ValueError),
        ([1, 1, 1, 1, 2147462579, 1], ValueError),
    ):
        with pytest.raises(error):
            MRG_RandomStreams(seed)


def test_state_of_a_variable():
    s = RandomStreams(5)
    u = s.uniform((2,))
    s[u.rng] = np.random.RandomState(8)
    np.testing.assert_array_equal(u.eval(), np.random.RandomState(8).uniform(size=2))
    u.rng.set_value(np.random.RandomState(9))
    expected = np.random.RandomState(9)
    f = theano.function([], u)
    for _ in range(2):
        np.testing.assert_array_equal(f(), expected.uniform(size=2))
    assert s[u.rng].get_state()[2] == expected.get_state()[2]
    with pytest.raises(TypeError):
        u.rng.set_value(3)


def test_shared_states_are_copied_unless_borrowed():
    rng = np.random.RandomState(1)
    rng.normal()  # leaves a second normal in the state
    copied, aliased = theano.shared(rng), theano.shared(rng, borrow=True)
    assert aliased.container.storage[0] is rng and copied.container.storage[0] is not rng
    assert copied.type == random_state_type
    assert copied.type.values_eq(copied.get_value(), rng)
    rng.normal()
    assert not copied.type.values_eq(copied.get_value(), rng)


def test_a_state_as_an_input():
    state = random_state_type()
    after, u = uniform(state, (4,), -1.0, 1.0)
    f = theano.function([state], [after, u])
    rng = np.random.RandomState(3)
    new, first = f(rng)
    np.testing.assert_array_equal(first, np.random.RandomState(3).uniform(-1, 1, 4))
    np.testing.assert_array_equal(f(rng)[1], first)
    assert (f(new)[1] != first).all()


@pytest.mark.parametrize("streams", STREAMS)
def test_gradients_do_not_pass(streams):
    a = tt.dscalar("a")
    drawn = streams(5).normal((), avg=a)
    with pytest.raises(theano.gradient.NullTypeGradError):
        theano.grad(drawn, a)
    both = theano.function([a], [theano.grad(drawn * a, a, consider_constant=[drawn]), drawn])(2.0)
    assert both[0] == both[1]


@pytest.mark.parametrize("streams", STREAMS)
def test_pickled_with_their_states(streams):
    s = streams(5)
    f = theano.function([], s.uniform((2,)))
    f()
    g = pickle.loads(pickle.dumps(f))
    np.testing.assert_array_equal(f(), g())


def test_shapes_that_do_not_fit():
    s = RandomStreams(5)
    with pytest.raises(ValueError, match="ndim"):
        s.uniform((2, 2), ndim=1)
    with pytest.raises(TypeError, match="size"):
        s.poisson(lam=2.0)
    n = tt.lvector("n")
    f = theano.function([n], s.uniform(n, ndim=2))
    assert f([2, 3]).shape == (2, 3)
    with pytest.raises(ValueError, match="Shape mismatch"):
        f([2])
    g = theano.function([n], MRG_RandomStreams(5).uniform(n, ndim=2))
    with pytest.raises(ValueError, match="length 2"):
        g([2])
    with pytest.raises(ValueError, match="samples"):
        theano.function([], MRG_RandomStreams(5).uniform((2**31,)))()
    with pytest.raises(ValueError, match="negative"):
        s.uniform((2, -3))
    with pytest.raises(NotImplementedError, match="n > 1"):
        MRG_RandomStreams(5).binomial((2,), n=3)


@pytest.mark.parametrize("mode", [*MODES, "JAX"])
def test_from_uniform(mode):
    p, u = tt.dmatrix("p"), tt.dvector("u")
    rows = np.array([[0.2, 0.8], [0.5, 0.5]])
    counts = theano.function([p, u], MultinomialFromUniform("int64")(p, u, 2), mode=mode)
    np.testing.assert_array_equal(counts(rows, [0.1, 0.6, 0.2, 1.5]), [[1, 1], [0, 1]])  # 0.2 is the second's
    chosen = theano.function([p, u], ChoiceFromUniform("auto")(p, u, 2), mode=mode)
    np.testing.assert_array_equal(chosen(rows, [0.1, 0.6, 0.9, 0.9]), [[0, 1], [1, 0]])
    with pytest.raises(ValueError, match="unis.shape"):
        counts(rows, [0.1])
    with pytest.raises(ValueError, match="bigger than the size"):
        theano.function([p, u], ChoiceFromUniform("auto")(p, u, 3), mode=mode)(rows, np.zeros(6))


def test_ops_are_equal_by_what_they_draw():
    vector = tt.dvector
    assert RandomFunction("uniform", vector) == RandomFunction("uniform", vector)
    assert RandomFunction("uniform", vector) != RandomFunction("normal", vector)
    assert pickle.loads(pickle.dumps(RandomFunction("uniform", vector))) == RandomFunction("uniform", vector)


@pytest.mark.parametrize("mode", [*MODES, "JAX"])
def test_inside_scan(mode):
    """Each step draws anew, and the states go on where the loop left them."""
    s = MRG_RandomStreams(5)
    drawn, updates = theano.scan(lambda: s.uniform((2,)), n_steps=3)
    f = theano.function([], drawn, updates=updates, mode=mode)
    plain = theano.function([], MRG_RandomStreams(5).uniform((2,)))
    np.testing.assert_array_equal(np.concatenate([f(), f()]), [plain() for _ in range(6)])
