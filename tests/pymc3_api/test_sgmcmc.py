"""Steps by gradients of minibatches, beside those of PyMC3 3.4.1."""

import numpy as np
import pymc3 as pm
import pytest
import theano
from numpy.testing import assert_allclose

RNG = np.random.RandomState(3)
X = RNG.uniform(-2, 2, 200)
Y = 1.0 + 2.0 * X + RNG.normal(size=200)

SIZES = {"batch_size": 20, "total_size": 200, "random_seed": 5}
CASES = {  # name -> (step method, its arguments, [ab, s_log__] after eight steps of PyMC3 3.4.1 over Theano 1.0.2)
    "step size halved": (
        "SGFS",
        {"step_size": 0.1, "step_size_decay": 3},
        [1.237744143048216, 1.7524547290818462, 0.043806022302425585],
    ),
    "preconditioned": (
        "SGFS",
        {"step_size": 0.1, "B": np.diag([1.0, 2.0, 3.0])},
        [1.2375546579437948, 1.6407519093779552, 0.09404637364066878],
    ),
    "constant": ("CSG", {}, [0.5924312114472138, 1.3058612930311537, 0.027448026353466083]),
}


def _batches():
    rng = np.random.RandomState(0)
    while True:
        rows = rng.randint(200, size=20)
        yield X[rows], Y[rows]


def _model():
    x, y = theano.shared(X), theano.shared(Y)
    with pm.Model() as model:
        ab = pm.Normal("ab", 0.0, sd=2.0, shape=2)
        s = pm.HalfNormal("s", sd=2.0)
        pm.Normal("y", mu=ab[0] + ab[1] * x, sd=s, observed=y)
    return model, {"minibatches": _batches(), "minibatch_tensors": [x, y]}


def _made(method, **arguments):
    with pytest.warns(UserWarning, match="experimental step methods"):
        return getattr(pm.step_methods, method)(**SIZES, **arguments)


@pytest.mark.parametrize("name", CASES)
def test_eight_steps_are_those_of_the_real_library(name):
    method, arguments, expected = CASES[name]
    model, batches = _model()
    with model:
        step, point = _made(method, **arguments, **batches), model.test_point
    assert step.expected_iter == 10
    for _ in range(8):
        point = step.step(point)
    assert_allclose([*point["ab"], point["s_log__"]], expected, rtol=1e-12)
    assert not step.training_complete()
    step.step(point)
    assert step.training_complete()


def test_draws_lie_around_what_made_the_data():
    model, batches = _model()
    with model:
        step = _made("SGFS", step_size=0.1, **batches)
        trace = pm.sample(2000, tune=0, step=step, chains=1, init=None, progressbar=False, return_inferencedata=False)
    # PyMC3 3.4.1, the same seeds
    assert_allclose(trace["ab"][500:].mean(0), [0.98614432, 2.00885202], rtol=1e-7)
    assert_allclose(trace["s"][500:].mean(), 1.0867007358594427, rtol=1e-7)


def test_some_of_the_variables_beside_another_step_method():
    """PyMC3 3.4.1 raised MissingInputError: the others' values were in no function."""
    model, batches = _model()
    with model:
        step = [_made("SGFS", vars=[model["ab"]], step_size=0.1, **batches), pm.Metropolis([model["s"]])]
        trace = pm.sample(
            2000, tune=500, step=step, chains=1, random_seed=1, init=None, progressbar=False, return_inferencedata=False
        )
    assert_allclose(trace["ab"].mean(0), [1.0, 2.0], atol=0.1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"batch_size": 20}, "total_size and batch_size"),
        ({"total_size": 200}, "total_size and batch_size"),
        ({**SIZES, "minibatch_tensors": (1, 2)}, "must be a list"),
        ({**SIZES, "minibatch_tensors": [], "minibatches": 3}, "must be an iterator"),
    ],
)
def test_what_is_missing_is_said(arguments, said):
    model, _ = _model()
    with model, pytest.raises(ValueError, match=said), pytest.warns(UserWarning):
        pm.SGFS(**arguments)


def test_a_keyword_that_nothing_reads_is_said():
    model, batches = _model()
    with model, pytest.warns(UserWarning, match=r"pm.SGFS\(tune=...\) has no effect"):
        _made("SGFS", **batches, tune=3)
