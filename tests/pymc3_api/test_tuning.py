"""find_MAP and the scales; numbers of PyMC3 3.11.5."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm


@pytest.fixture
def model():
    rng = np.random.RandomState(2)
    x = rng.normal(size=(50, 2))
    y = 1 + x.dot([2.0, -1]) + rng.normal(size=50) * 0.5
    with pm.Model() as model:
        a = pm.Normal("a", 0, 10)
        b = pm.Normal("b", 0, 10, shape=2)
        s = pm.HalfNormal("s", 1)
        pm.Deterministic("s2", s**2)
        pm.Normal("y", a + pm.math.dot(x, b), s, observed=y)
    return model


def test_mode(model):
    with model:
        found = pm.find_MAP(progressbar=False)
    expected = {"a": 1.03789, "b": [2.05628, -0.95715], "s_log__": -0.56044, "s": 0.57096, "s2": 0.32599}
    assert set(found) == set(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(found[name], value, atol=2e-4)


def test_some_variables_from_a_start(model):
    with model:
        found = pm.find_MAP(start={"s": 2.0}, vars=[model.a, model.b], include_transformed=False, progressbar=False)
    assert "s_log__" not in found and found["s2"] == pytest.approx(4.0)
    assert found["a"] == pytest.approx(1.0366, abs=1e-3)


def test_too_few_evaluations_give_the_last_point(model):
    with model:
        found, raw = pm.find_MAP(return_raw=True, maxeval=3, progressbar=False)
    assert raw is None and np.isfinite(found["a"])


@pytest.mark.parametrize("start", [0.3, 0.55, 1.0, 2.0, 5.0, 10.0])
@pytest.mark.parametrize("method", ["L-BFGS-B", "BFGS", "CG"])
def test_a_step_without_density_is_taken_back(method, start):
    """PyMC3 3.11.5 returns 0 from 1.0 and 5.0, -11 from 10.0; PyMC 6.4 the start, or 0.999. Mode: its equation."""
    data = np.random.RandomState(1).normal(0, 0.5, 20)
    mode = np.sqrt(max(np.roots([0.01, 20.0, -np.sum(data**2)]).real))  # s^4 / 100 + 20 s^2 - sum of squares = 0
    with pm.Model():
        scale = pm.HalfNormal("scale", 10, transform=None)
        pm.Normal("y", 0, scale, observed=data)
        found = pm.find_MAP(start={"scale": np.array(start)}, method=method, progressbar=False)
    assert found["scale"] == pytest.approx(mode, abs=1e-5)


@pytest.mark.slow
def test_start_of_sampling(model):
    with model:
        start = pm.find_MAP(progressbar=False)
        trace = pm.sample(
            20,
            tune=20,
            chains=1,
            start=start,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )
    assert len(trace) == 20


def test_discrete_by_powell(caplog):
    with pm.Model():
        k = pm.Binomial("k", 10, 0.3)
        assert pm.find_MAP(vars=[k], progressbar=False) == {"k": 3}
        with pytest.raises(ValueError, match="no unobserved continuous variables"):
            pm.find_MAP(progressbar=False)
    assert "Defaulting to non-gradient minimization" in caplog.text


def test_foreign_variable(model):
    with pm.Model():
        other = pm.Normal("other")
    with model, pytest.raises(ValueError, match=r"not in the model: \['other'\]"):
        pm.find_MAP(vars=[other], progressbar=False)


@pytest.mark.slow
def test_curvature(model):
    with model:
        hessian = pm.find_hessian(model.test_point)
        scaling = pm.guess_scaling(model.test_point)
    np.testing.assert_allclose(np.diag(hessian), [78.54982, 80.01658, 90.62418, 940.38024], rtol=1e-6)
    np.testing.assert_allclose(scaling, np.diag(hessian))
    np.testing.assert_allclose(hessian, hessian.T)
    draws = {"a": np.arange(3.0), "b": np.array([[1.0, 2], [2, 3], [3, 5]])}
    assert pm.trace_cov(draws, vars=["a", "b"]).shape == (3, 3)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", ["fmin_l_bfgs_b", "fmin_bfgs", "fmin_powell"])  # with fprime, with, without
def test_the_older_functions_of_scipy(model, name):
    from scipy import optimize

    fmin = getattr(optimize, name)
    quiet = {} if name == "fmin_l_bfgs_b" else {"disp": False}
    with model, pytest.warns(UserWarning, match="In future versions, set the optimization algorithm with a string"):
        found = pm.find_MAP(fmin=fmin, progressbar=False, **quiet)
    assert found["a"] == pytest.approx(1.03789, abs=1e-3) and found["s"] == pytest.approx(0.57096, abs=1e-3)
    with model, pytest.warns(UserWarning), pytest.raises(TypeError):
        pm.find_MAP(None, None, fmin, progressbar=False, no_such=1)  # third by place until PyMC3 3.3


def test_one_function_is_compiled(monkeypatch):
    """Log density and gradient together; what is kept of the answer is computed in NumPy."""
    from theano_compat.models.modelling.functions import DirectCall

    compiled, others = [], []
    original, makefn = DirectCall.compiled, pm.Model.makefn
    monkeypatch.setattr(
        DirectCall, "compiled", lambda self, exact: compiled.append(self.several) or original(self, exact)
    )
    monkeypatch.setattr(
        pm.Model,
        "makefn",
        lambda self, outs, mode=None, *args, **kwargs: others.append(mode) or makefn(self, outs, mode, *args, **kwargs),
    )
    with pm.Model():
        s = pm.HalfNormal("s", 2.5)
        pm.Deterministic("twice", 2 * s)
        pm.Normal("x", 0, s, observed=np.array([1.0, -2.0, 3.5]))
        found = pm.find_MAP(progressbar=False)
    assert compiled == [True] and set(others) == {"PYTHON"}
    assert found["twice"] == 2 * found["s"] and found["s"] == pytest.approx(np.exp(found["s_log__"]))
