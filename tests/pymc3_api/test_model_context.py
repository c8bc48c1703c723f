"""Inside `with model:` test values are computed, as in legacy: what does not fit raises at the line that says it."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.functions.test_values import TestValueError

config = theano.config


@pytest.mark.parametrize(
    "given, inside",
    [
        ({}, ("raise", "float64")),
        ({"theano_config": None}, ("raise", "float64")),
        ({"theano_config": {"compute_test_value": "off"}}, ("off", "float64")),
        ({"theano_config": {"compute_test_value": "ignore", "floatX": "float32"}}, ("ignore", "float32")),
        ({"theano_config": {"floatX": "float32"}}, ("raise", "float32")),
    ],
)
def test_flags_hold_inside_of_a_model(given, inside):
    assert config.compute_test_value == "off"
    with pytest.raises(ZeroDivisionError), pm.Model(**given):
        assert (config.compute_test_value, config.floatX) == inside
        with pm.Model("inner", theano_config={"compute_test_value": "off"}):
            assert config.compute_test_value == "off"
        assert config.compute_test_value == inside[0]
        raise ZeroDivisionError
    assert (config.compute_test_value, config.floatX) == ("off", "float64")


def test_flags_hold_while_a_model_of_the_users_class_is_made():
    said = []

    class Mine(pm.Model):
        def __init__(self, name="", model=None, theano_config=None):
            super().__init__(name, model, theano_config)
            said.append(config.compute_test_value)

    Mine(), Mine(theano_config={"compute_test_value": "warn"})
    assert said == ["raise", "warn"]


@theano.compile.ops.as_op(itypes=[tt.dvector], otypes=[tt.dvector])
def fails(x):
    raise ZeroDivisionError("mine")


@pytest.mark.parametrize(
    "say, error, words",
    [
        (lambda a: tt.dvector("x") + 1, TestValueError, "missing default value"),
        (lambda a: pm.Normal("z", tt.dscalar("q"), 1), AttributeError, "test value"),
        (lambda a: a + np.ones(4), ValueError, "mis-match"),
        (lambda a: pm.Normal("y", a, 1, observed=np.ones(4)), ValueError, "mis-match"),
        (lambda a: a[np.array([0, 5])], IndexError, "index 5 is out of bounds"),
        (lambda a: a[7], IndexError, "out of bounds"),
        (lambda a: tt.dot(np.ones((2, 4)), a), ValueError, "cannot multiply"),
        (lambda a: tt.slinalg.cholesky(-tt.diag(tt.exp(a))), np.linalg.LinAlgError, "positive definite"),
        (fails, ZeroDivisionError, "mine"),
    ],
    ids=["value", "parameter", "sum", "observed", "indices", "index", "dot", "cholesky", "as_op"],
)
def test_what_does_not_fit_raises_where_it_is_said(say, error, words):
    with pm.Model() as model:
        a = pm.Normal("a", shape=3)
        with pytest.raises(error, match=words):
            say(a)
    assert model.free_RVs == [a]


def test_a_users_op_runs_once_on_the_test_value():
    seen = []

    @theano.compile.ops.as_op(itypes=[tt.dvector], otypes=[tt.dvector])
    def twice(x):
        seen.append(x.tolist())
        return 2 * x

    with pm.Model():
        y = twice(pm.Normal("a", shape=2, testval=np.array([1.0, 2.0])))
        assert seen == [[1.0, 2.0]]
    assert y.tag.test_value.tolist() == [2.0, 4.0] and len(seen) == 1
