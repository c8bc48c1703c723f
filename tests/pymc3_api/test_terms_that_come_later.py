"""What was made of a model keeps the density that it was made of; what is asked of the model anew has all terms."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat.pymc3 as pm
import theano_compat.theano_api.tensor as tt
from theano_compat.infer.runs.arguments import SAMPLERS
from theano_compat.infer.runs.routing import why_not_compiled

QUIET: dict[str, Any] = {
    "chains": 1,
    "tune": 300,
    "random_seed": 3,
    "progressbar": False,
    "return_inferencedata": False,
    "compute_convergence_checks": False,
}
POINT = {"x": np.array(0.3)}
BEFORE, AFTER = -3.0668155996140176, -115.56681559961402  # PyMC3 3.11.5: x and y, and with a narrow term
LATER = {
    "a potential": lambda m: pm.Potential("p", -0.5 * (m["x"] * 50) ** 2),
    "data": lambda m: pm.DensityDist("p", lambda v: -0.5 * ((m["x"] - v) * 50) ** 2, observed=0.0),
    "an entry of a list": lambda m: m.potentials.append(-0.5 * (m["x"] * 50) ** 2),
}


def of_one() -> pm.Model:
    with pm.Model() as model:
        x = pm.Normal("x")
        pm.Normal("y", x, 1.0, observed=np.array([0.5, 1.0]))
    return model


def of_vector(model: pm.Model) -> Any:
    function = model.logp_dlogp_function()
    function.set_extra_values({})
    return lambda point: function(np.array([point["x"]]))[0]


MADE = {
    "logp": lambda m: m.logp,
    "fastlogp": lambda m: m.fastlogp,
    "logp_nojac": lambda m: m.logp_nojac,
    "fastlogp_nojac": lambda m: m.fastlogp_nojac,
    "fn": lambda m: m.fn(m.logpt),
    "makefn": lambda m: (lambda f: lambda point: f(**point))(m.makefn(m.logpt)),
    "logp_array": lambda m: (lambda f: lambda point: f(np.array([point["x"]])))(m.logp_array),
    "logp_dlogp_function": of_vector,
}


@pytest.mark.wide(5)
@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("name", MADE)
def test_functions(name: str, later: str) -> None:
    model = of_one()
    with model:
        function = MADE[name](model)
        LATER[later](model)
        np.testing.assert_allclose(function(POINT), BEFORE, rtol=1e-14)
        np.testing.assert_allclose(MADE[name](model)(POINT), AFTER, rtol=1e-14)


@pytest.mark.parametrize("name", MADE)
def test_a_term_that_is_taken_away(name: str) -> None:
    model = of_one()
    with model:
        assert MADE[name](model)(POINT) == pytest.approx(BEFORE)
        model.observed_RVs.remove(model["y"])
        assert MADE[name](model)(POINT) == pytest.approx(-0.9639385332046727)  # PyMC3 3.11.5
        assert list(model.check_test_point().index) == ["x"]


STEPS = {
    "NUTS": lambda: pm.NUTS(),
    "NUTS with options": lambda: pm.NUTS(target_accept=0.9),
    "HamiltonianMC": lambda: pm.HamiltonianMC(),
    "Metropolis": lambda: pm.Metropolis(),
    "Slice": lambda: pm.Slice(),
    "DEMetropolisZ": lambda: pm.DEMetropolisZ(),
}


@pytest.mark.wide(5)
@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("name", STEPS)
def test_step_methods(name: str, later: str) -> None:
    """PyMC3 3.11.5: a standard deviation of 1, of the model as it was; of the later one it is 0.02."""
    with pm.Model() as model:
        pm.Normal("x")
        step = STEPS[name]()
        LATER[later](model)
        assert 0.7 < pm.sample(600, step=step, **QUIET)["x"].std() < 1.4
    if name == "NUTS":
        with model:
            assert pm.sample(300, step=STEPS[name](), **QUIET)["x"].std() < 0.03


def test_what_records_changes_no_density() -> None:
    """nutpie still draws."""
    with pm.Model() as model:
        x = pm.Normal("x")
        step = pm.NUTS()
        pm.Deterministic("d", 2 * x)
        assert why_not_compiled(SAMPLERS["nutpie"], model, step, "auto", {}, None, None) is None
        pm.Potential("p", -x)
        assert "other terms" in why_not_compiled(SAMPLERS["nutpie"], model, step, "auto", {}, None, None)


UNKNOWN = {  # step methods that cannot go on beside a variable that came later
    "NUTS": (lambda k: pm.NUTS([k]), KeyError, "`z` made at .* is not known to the NUTS that was made before it"),
    "HamiltonianMC": (lambda k: pm.HamiltonianMC([k]), KeyError, "`z`"),
    "Slice": (lambda k: pm.Slice([k]), TypeError, "Too many parameter"),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_variable_that_comes_later(name: str) -> None:
    make, error, words = UNKNOWN[name]
    with pm.Model():
        x = pm.Normal("x")
        step = make(x)
        pm.Normal("z", x, 0.02)
        with pytest.raises(error, match=words):
            pm.sample(20, step=step, **QUIET)


def test_an_approximation_takes_it_when_first_looked_at() -> None:
    """PyMC3 3.11.5: standard deviations of 0.02, and of 0.6 where some steps were made before."""
    deviations = []
    for steps in (0, 10):
        model = of_one()
        with model:
            fit = pm.ADVI(random_seed=1)
            if steps:
                fit.fit(steps, progressbar=False)
            pm.Potential("p", -0.5 * (model["x"] * 50 - 25) ** 2)
        found = fit.fit(2500, obj_optimizer=pm.adagrad_window(learning_rate=0.05), progressbar=False)
        deviations.append(float(tt.sum(found.std).eval()))
    assert deviations == [pytest.approx(0.02, abs=0.01), pytest.approx(0.6, abs=0.1)]
