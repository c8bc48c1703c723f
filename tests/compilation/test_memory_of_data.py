"""Data are held once: what cannot change is shared with the user, and NumPy is asked for no copy in passing."""

import tracemalloc

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from compat import pymc3_api as pm
from theano_compat.functions.function import function

LARGE = np.ones((50_000, 20))  # 8 MB


def grown(make):
    """(result, bytes at the peak beyond those before)"""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    result = make()
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return result, peak


def read_only():
    array = LARGE.copy()
    array.setflags(write=False)
    return array


def test_a_constant_is_a_copy_only_of_what_may_change():
    fixed, loose = read_only(), LARGE.copy()
    assert np.shares_memory(tt.as_tensor_variable(fixed).data, fixed)
    kept = tt.as_tensor_variable(loose)
    loose[:] = 0
    assert kept.data.all()


@pytest.mark.parametrize("writeable", [False, True])
def test_a_model_holds_its_data_once(writeable):
    array = LARGE.copy() if writeable else read_only()

    def make():
        with pm.Model() as model:
            b = pm.Normal("b", 0.0, 1.0, shape=array.shape[1])
            pm.Normal("y", pm.math.dot(pm.Data("X", array), b), 1.0, observed=np.zeros(len(array)))
        return model

    model, peak = grown(make)
    assert np.shares_memory(model.X.get_value(borrow=True), array) != writeable
    assert peak < array.nbytes * (writeable + 0.9)  # and the test values, of a twentieth each


def test_observations_are_not_the_users_array():
    given = np.zeros(3)
    with pm.Model() as model:
        pm.Normal("a", 0.0, 1.0)
        pm.Normal("y", model.a, 1.0, observed=given)
    given[:] = np.nan
    assert (model.y.observations == 0).all() and np.isfinite(model.y.eval()).all()


@pytest.mark.parametrize(
    "of", [lambda x: tt.dot(x, tt.ones(20)), lambda x: x.sum(), lambda x: x.max(axis=0)], ids=["dot", "sum", "max"]
)
def test_python_computes_without_a_copy(of):
    x = tt.dmatrix("x")
    f = function([x], of(x), mode="PYTHON")
    f(LARGE)
    assert grown(lambda: f(LARGE))[1] < LARGE.nbytes / 4


def huge():
    return np.ones((1 << 20, 9))  # 72 MB


@pytest.mark.compiler
def test_a_large_array_is_read_where_it_lies():
    given, s = huge(), tt.dscalar()
    wanted, peak = grown(lambda: tt.exp(tt.as_tensor_variable(given) * s).sum() / tt.as_tensor_variable(given).sum())
    assert peak < given.nbytes / 9
    f = function([s], wanted)
    assert f(1.0) == pytest.approx(np.e)
    assert grown(lambda: f(1.0))[1] < given.nbytes / 9
    assert [np.shares_memory(v, given) for v in f.executable.data.values() if v.size > 1] == [True]


@pytest.mark.slow
@pytest.mark.parametrize("when", ["before it is compiled", "after a call"])
def test_a_large_array_that_was_changed_is_an_error(when):
    given, s = huge(), tt.dscalar()
    wanted = (tt.as_tensor_variable(given) * s).sum()
    if when == "after a call":
        f = function([s], wanted)
        f(1.0)
    given *= 2
    with pytest.raises(ValueError, match=r"test_memory_of_data.py, line \d+, was changed afterwards.*array.copy\(\)"):
        f = function([s], wanted) if when != "after a call" else f
        f(1.0)


@pytest.mark.parametrize("what", ["a constant of it", "one from before the change and one from after"])
def test_constants_of_one_array(what):
    given, s = huge(), tt.dscalar()
    first = tt.constant(given)
    if what == "a constant of it":
        wanted = [tt.constant(first) * s]
        given *= 2
    else:
        given *= 2
        later = tt.constant(given)
        wanted = [later * s + first, first * s + later]
    for output in wanted:
        with pytest.raises(ValueError, match="was changed afterwards"):
            function([s], output.sum())(1.0)


def test_a_cast_of_a_large_array_is_not_the_users():
    given, s = huge(), tt.dscalar()
    narrow = tt.constant(tt.constant(given), dtype="float32")
    given *= 2
    assert function([s], narrow.sum() * s)(1.0) == given.size


@pytest.mark.slow
def test_a_sampler_notices_too():
    given = huge()
    with pm.Model() as model:
        b = pm.Normal("b", 0.0, 1.0, shape=given.shape[1])
        pm.Normal("y", pm.math.dot(given, b), 1.0, observed=np.zeros(len(given)))
    assert np.isfinite(model.logp(model.test_point))
    given[:, 3] = 0
    with pytest.raises(ValueError, match="was changed afterwards"), model:
        pm.sample(5, tune=5, chains=1, progressbar=False, compute_convergence_checks=False, return_inferencedata=False)
