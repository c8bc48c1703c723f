"""Log densities by the doors for vectors and points, of data that are set before each call."""

from __future__ import annotations

import math

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.compilation.data_stage.data_as_inputs import CHANGES, UNCHANGED

pytestmark = pytest.mark.compiler
RNG = np.random.default_rng(3)
GROUP = RNG.integers(0, 5, 60)


def model_of(x, y, group):
    with pm.Model() as model:
        x, group = pm.Data("x", x), pm.Data("group", group)
        a = pm.Normal("a", 0, 1, shape=5)
        b = pm.Normal("b", 0, 1)
        pm.Poisson("y", pm.math.exp(0.1 * a[pm.math.abs_(group)] + b * x), observed=pm.Data("observed", y))
    return model


def data(rows=60):
    return {"x": RNG.normal(size=rows), "observed": RNG.poisson(1.0, rows), "group": RNG.integers(0, 5, rows)}


def expected(point, d):
    a, b = point["a"], point["b"]
    eta = 0.1 * a[d["group"]] + b * d["x"]
    constant = -sum(math.lgamma(y + 1) for y in d["observed"])
    prior = -0.5 * (a**2).sum() - 0.5 * b**2 - 3 * np.log(2 * np.pi)
    return prior + (d["observed"] * eta - np.exp(eta)).sum() + constant


def doors(model):
    vector = model.logp_dlogp_function()
    vector.set_extra_values({})
    return {
        "logp_dlogp_function": lambda point: vector(vector.dict_to_array(point))[0],
        "fastlogp": model.fastlogp,
        "logp": model.logp,
    }


@pytest.mark.wide(7)
@pytest.mark.parametrize("door", ["logp_dlogp_function", "fastlogp", "logp"])
def test_values_follow_the_data(door):
    first = data()
    model = model_of(first["x"], first["observed"], first["group"])
    call = doors(model)[door]
    point = {"a": RNG.normal(size=5), "b": np.array(0.3)}

    def check(d, set_=True):
        if set_:
            with model:
                pm.set_data(d)
        np.testing.assert_allclose(call(point), expected(point, d), rtol=1e-10)

    for _ in range(2 * CHANGES):
        now = data()
        check(now)
    for _ in range(2 * UNCHANGED):  # they rest
        check(now, set_=False)
    for k in range(3 * CHANGES):  # of several lengths
        check(data(60 - k % 2))
    check(data())


def test_a_group_that_is_not_there_is_said():
    first = data()
    model = model_of(first["x"], first["observed"], first["group"])
    point = {"a": RNG.normal(size=5), "b": np.array(0.3)}
    with model:
        for _ in range(2 * CHANGES):
            pm.set_data(data())
            model.fastlogp(point)
        pm.set_data({"group": np.full(60, 5)})
        with pytest.raises(IndexError):
            model.fastlogp(point)
