"""Fits under a seed, against PyMC3 3.11.5: every loss and parameter. And what `fit` says and keeps."""

import json
import logging
import os
import signal
from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.pymc3_api import variational_runs as runs
from theano_compat.functions.batched_calls import Repeated
from theano_compat.infer.variational import steps

GOLDEN = json.loads((Path(__file__).parent / "variational_golden.json").read_text())
CLOSE = dict(rtol=1e-9, atol=1e-10)  # steps add up rounding; SVGD's kernel divides small distances by each other


def agrees(found, wanted):
    np.testing.assert_allclose(found["losses"], wanted["losses"], **CLOSE)
    assert len(found["parameters"]) == len(wanted["parameters"])
    for ours, theirs in zip(found["parameters"], wanted["parameters"], strict=True):
        np.testing.assert_allclose(ours, theirs, **CLOSE)


@pytest.mark.wide(17)
@pytest.mark.fidelity
@pytest.mark.parametrize("name", runs.FITS)
@pytest.mark.filterwarnings("ignore:You are using experimental inference Operator")
def test_fit(name):
    agrees(runs.fitted(name), GOLDEN["fits"][name])


@pytest.mark.wide(7)
@pytest.mark.fidelity
@pytest.mark.parametrize("name", runs.OPTIMISERS)
def test_optimiser(name):
    agrees(runs.optimised(name), GOLDEN["optimisers"][name])


def test_interrupted_fits_keep_what_they_have(caplog):
    def stop(approx, losses, i):
        if i == 7:
            raise KeyboardInterrupt

    with runs.model(), caplog.at_level(logging.INFO, logger="pymc3"):
        approx = pm.fit(50, callbacks=[stop], progressbar=False)
    assert len(approx.hist) == 7 and "Interrupted at 7 [14%]" in caplog.text


def test_refine_goes_on():
    with runs.model():
        inference = pm.ADVI()
        with pytest.raises(TypeError, match="fit"):
            inference.refine(3)
        inference.fit(5, progressbar=False)
        inference.refine(3, progressbar=False)
    assert len(inference.hist) == len(inference.approx.hist) == 8


def test_nan_names_the_variable():
    with pm.Model():
        pm.Normal("height", 0.0, 1.0)
        pm.Potential("bad", pm.math.log(-1.0 - pm.math.sqr(pm.Normal("width", 0.0, 1.0))))
        with pytest.raises(FloatingPointError, match="log density of `bad` is NaN"):
            pm.fit(20, progressbar=False)


def test_tracker_and_convergence():
    tracker = pm.callbacks.Tracker(mean=lambda approx, losses, i: i)
    stop = pm.callbacks.CheckParametersConvergence(every=2, tolerance=1e6)
    with runs.model():
        approx = pm.fit(50, callbacks=[tracker, stop], progressbar=False)
    assert tracker["mean"] == [1, 2] and len(approx.hist) == 1  # as in PyMC3, without the last step's


def converging(tolerance):
    return lambda: [pm.callbacks.CheckParametersConvergence(every=50, tolerance=tolerance, diff="absolute")]


MANY = {  # steps, callbacks, further arguments of `fit`
    "losses": (400, list, {}),
    "no losses": (400, list, {"score": False}),
    "looked at every 50": (400, converging(1e-12), {}),
    "ended by a look": (400, converging(0.04), {}),
    "diverging": (400, list, {"obj_optimizer": pm.sgd(learning_rate=1e200)}),
}


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("name", MANY)
def test_many_steps_in_one_call_are_those_one_by_one(name, monkeypatch):
    n, callbacks, given = MANY[name]
    found, made = [], []
    real = steps.repeated
    for run in (real, lambda *given: None):
        monkeypatch.setattr(steps, "repeated", lambda *given, run=run: made.append(run(*given)) or made[-1])
        with runs.model():
            inference = pm.ADVI(random_seed=3)
            try:
                inference.fit(n, callbacks=callbacks(), progressbar=False, **given)
                inference.refine(20, progressbar=False)
            except FloatingPointError as error:
                found.append(str(error))
        found.append((inference.hist, *(p.get_value() for p in inference.approx.params)))
    half = len(found) // 2
    assert made[0] is not None and made[-1] is None
    assert (half == 2) == (name == "diverging") and found[: half - 1] == found[half:-1]
    for a, b in zip(found[half - 1], found[-1], strict=True):
        np.testing.assert_array_equal(a, b)
    assert name != "ended by a look" or len(found[-1][0]) + 1 in range(50 + 20, 400 + 20, 50)


def test_ctrl_c_in_a_call_keeps_its_steps(monkeypatch, caplog):
    call = Repeated.__call__

    def interrupted(self, most, seconds):
        made = call(self, most, seconds)
        os.kill(os.getpid(), signal.SIGINT)
        return made

    monkeypatch.setattr(Repeated, "__call__", interrupted)
    with runs.model(), caplog.at_level(logging.INFO, logger="pymc3"):
        approx = pm.fit(50, progressbar=False)
    assert len(approx.hist) == 1 + steps.FEW and np.isfinite(approx.hist).all()
    assert f"Interrupted at {1 + steps.FEW} [" in caplog.text


BAD = {
    "another method": (KeyError, "advi", lambda: pm.fit(1, method="mcmc")),
    "no method": (TypeError, "Inference", lambda: pm.fit(1, method=3)),
    "a flow nobody knows": (KeyError, "flow", lambda: pm.fit(1, method="nfvi=spiral")),
    "particles of nothing": (ValueError, "size", lambda: pm.Empirical()),
    "family and parameters": (TypeError, "both", lambda: pm.Group(None, vfam="mf", params={})),
    "loss without parameters": (ValueError, "both", lambda: pm.sgd(loss_or_grads=1.0)),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name):
    error, said, call = BAD[name]
    with runs.model(), pytest.raises(error, match=said):
        call()


def conjugate():
    """A normal mean with known spread: mean and standard deviation of its posterior are exact."""
    data = np.random.RandomState(4).normal(3.0, 2.0, 50)
    with pm.Model() as model:
        pm.Normal("mu", 1.0, 5.0)
        pm.Normal("y", model["mu"], 2.0, observed=data)
    precision = 1 / 25 + 50 / 4
    return model, (1 / 25 + data.sum() / 4) / precision, precision**-0.5


def test_advi_as_a_function():
    model, mean, sd = conjugate()
    with model:
        fit = pm.variational.advi(n=4000, learning_rate=0.05, tol_obj=0.0, random_seed=1, progressbar=False)
        assert fit.means["mu"] == pytest.approx(mean, abs=sd / 2) and fit.stds["mu"] == pytest.approx(sd, rel=0.2)
        assert len(fit.elbo_vals) == 4000 and fit.elbo_vals[-500:].mean() > fit.elbo_vals[:50].mean()
        drawn = pm.variational.sample_vp(fit, draws=4000, random_seed=2)["mu"]
        scaled = pm.NUTS(scaling=model.dict_to_array(fit.stds) ** 2, is_cov=True)
    assert drawn.mean() == pytest.approx(float(fit.means["mu"]), abs=0.05)
    assert drawn.std() == pytest.approx(float(fit.stds["mu"]), rel=0.1)
    np.testing.assert_allclose(scaled.potential.velocity(np.ones(1)), fit.stds["mu"] ** 2)


def test_advi_as_a_function_ends_when_it_has_settled():
    model, *_ = conjugate()
    assert len(pm.variational.advi(n=5000, model=model, tol_obj=0.2, eval_elbo=20, progressbar=False)[2]) < 1000


def test_advi_of_some_variables_is_refused():
    with pm.Model():
        x, _ = pm.Normal("x"), pm.Normal("y")
        with pytest.raises(NotImplementedError, match="advi"):
            pm.variational.advi(vars=[x])
        with pytest.raises(NotImplementedError, match="local_rv"):
            pm.variational.sample_vp({"means": {}, "stds": {}}, local_RVs={})


def test_an_autoencoder_has_no_parameters_of_its_own():
    x = tt.dvector("x")
    x.tag.test_value = np.linspace(-1.0, 1.0, 10)
    slope, offset = theano.shared(np.array([0.1, 0.1])), theano.shared(1.0)
    encoded = x.dimshuffle(0, "x") * slope.dimshuffle("x", 0) + offset
    with pm.Model():
        z = pm.Normal("z", shape=10)
        pm.Normal("y", z * 0.5 + 1.0, 0.1, observed=x)
        fit = pm.fit(
            50,
            local_rv={z: {"mu": encoded[:, 0], "rho": encoded[:, 1]}},
            progressbar=False,
            random_seed=1,
            more_replacements={x: pm.Minibatch(np.linspace(-2.0, 2.0, 100), 10)},
            more_obj_params=[slope, offset],
        )
    assert np.isfinite(fit.hist).all() and fit.hist[-10:].mean() < fit.hist[:10].mean()
