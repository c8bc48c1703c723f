"""Test values: computed when read, or at once while `compute_test_value` is on."""

import warnings

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof
from theano_compat.settings import config


def known(value, name="x"):
    v = tt.TensorType("float64", (False,) * np.ndim(value))(name)
    v.tag.test_value = np.asarray(value, "float64")
    return v


def test_they_are_computed_when_read():
    x = known([1.0, 2.0])
    z = tt.dot(x, known([1.0, 2.0, 3.0]))  # wrong, and nobody asks
    assert (x * 2).tag.test_value.tolist() == [2.0, 4.0]
    with pytest.raises(ValueError):
        z.tag.test_value  # noqa: B018


@pytest.mark.parametrize("choice", ["raise", "warn", "ignore"])
def test_while_they_are_on_an_error_comes_at_the_line(choice):
    with config.change_flags(compute_test_value=choice):
        x = known([1.0, 2.0])
        assert (x * 2).tag.__dict__["test_value"].tolist() == [2.0, 4.0]
        with pytest.raises(ValueError, match="test_test_values.py"):
            tt.dot(x, known([1.0, 2.0, 3.0]))
        w = theano.shared(np.ones(5), "w")
        with pytest.raises(ValueError):
            x + w


def test_what_happens_without_one():
    x, y = known([1.0]), tt.dvector("y")
    with config.change_flags(compute_test_value="raise"):
        for error in (AttributeError, ValueError):  # legacy raised one or the other
            with pytest.raises(error, match="input 1 .`y`"):
                x + y
    with config.change_flags(compute_test_value="warn"), pytest.warns(UserWarning, match="input 1"):
        x + y
    with config.change_flags(compute_test_value="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        x + y


@pytest.mark.parametrize(
    "value",
    [np.ones(1), np.ones(2, "float32"), np.ones((1, 1), "float32"), np.float32(1)],
    ids=["dtype", "length", "matrix", "scalar"],
)
def test_one_of_another_type(value):
    x = tt.TensorType("float32", (True,))("x")
    with pytest.raises(TypeError):
        x.tag.test_value = value
    x.tag.test_value = [0.5]
    assert x.tag.test_value.dtype == "float32" and (x * 2).tag.test_value.tolist() == [1.0]


def test_lengths_of_gradients_are_compared():
    x, y = known(np.ones((2, 2))), known([1.0])
    with config.change_flags(compute_test_value="raise"):
        cost = tt.inc_subtensor(x[x > 5], y).sum()  # y is stretched to no elements
        with pytest.raises(ValueError, match="shape .0,. as gradient term on input 1 of shape .1,."):
            tt.grad(cost, y)
    assert tt.grad(cost, y).type.ndim == 1


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_compiling_asks_for_none(mode):
    x = known([1.0, 2.0])
    with config.change_flags(compute_test_value="raise"):
        f = theano.function([x], [tt.log(1 + tt.exp(x)), theano.grad((x**2).sum(), x)], mode=mode)
    assert f([0.0, 0.0])[1].tolist() == [0.0, 0.0]


def test_users_ops_run_when_they_are_used():
    ran = []

    class Noisy(gof.Op):
        __props__ = ()
        itypes = otypes = [tt.dvector]

        def perform(self, node, inputs, outputs):
            ran.append(1)
            outputs[0][0] = inputs[0] * 2

    x = known([1.0])
    Noisy()(x)
    assert not ran
    with config.change_flags(compute_test_value="raise"):
        assert Noisy()(x).tag.test_value.tolist() == [2.0] and ran == [1]


def test_loops_have_them_inside():
    x = known([1.0, 2.0, 3.0])
    with config.change_flags(compute_test_value="raise"):
        found, _ = theano.scan(lambda v, s: s + v, [x], [known(0.0)])
        assert found.tag.test_value.tolist() == [1.0, 3.0, 6.0]
        with pytest.raises(ValueError):
            theano.scan(lambda v, w: tt.dot(w, w[:2]) + v, [x], non_sequences=[x])


def test_debug_values():
    x = known([1.0])
    with config.change_flags(compute_test_value="raise"):
        [(value, other)] = gof.op.get_debug_values(x, np.ones(2))
        assert value.tolist() == [1.0] and other.shape == (2,)
        with pytest.raises(ValueError, match="wrong"):
            gof.op.debug_assert(False, "wrong")
        gof.op.debug_assert(True)


def test_a_loop_with_a_range_of_floats_has_the_length_of_its_compiled_function():
    """Theano's rules took the integer part of 3.5 for the length of `arange(3.5) * 0`, and its Op the next integer."""
    with theano.config.change_flags(compute_test_value="raise"):
        s = tt.dvector("s")
        s.tag.test_value = np.array([3.5, 3.5])
        rows, _ = theano.scan(lambda x: tt.concatenate([tt.arange(x) * 0, tt.arange(7 - x)]), sequences=[s])
        assert (rows.sum(axis=0) + np.arange(7.0)).tag.test_value.tolist() == [0.0, 1.0, 2.0, 3.0, 6.0, 9.0, 12.0]
