"""`init="advi..."`: the starts and potentials of PyMC3 3.11.5 under the same seed (remake_advi_start_golden.py)."""

import json
import logging
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.infer.runs import compiled
from theano_compat.models.modelling import theanof
from theano_compat.models.modelling.density import log_density
from theano_compat.settings import config

GOLDEN = json.loads(Path(__file__).with_name("advi_start_golden.json").read_text())


@pytest.fixture
def remake(monkeypatch):
    monkeypatch.setitem(sys.modules, "pymc3", pm)
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    import remake_advi_start_golden as script

    # "advi_map" draws from the streams of the process, which no seed reaches, as in PyMC3: the golden file's were new.
    before = theanof.tt_rng()
    theanof.set_tt_rng(None)
    yield script
    theanof.set_tt_rng(before)
    del sys.modules["remake_advi_start_golden"]


@pytest.mark.fidelity
@pytest.mark.parametrize(
    "init",
    [
        "advi+adapt_diag",
        *(pytest.param(i, marks=pytest.mark.slow) for i in ("advi", "advi+adapt_diag_grad", "advi_map")),
    ],
)
def test_starts_and_potentials_are_legacys(init, remake):
    found, saved = remake.chosen(init), GOLDEN[init]
    assert found["kind"] == saved["kind"]
    for own, legacy in zip(found["start"], saved["start"], strict=True):
        assert list(own) == list(legacy)
        for name in own:
            np.testing.assert_allclose(own[name], legacy[name], rtol=1e-9)
    np.testing.assert_allclose(found["diag"], saved["diag"], rtol=1e-9)
    np.testing.assert_allclose(found["mean"], saved["mean"], rtol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("sampler", ["nutpie", "pymc3"])
def test_sampling_starts_where_advi_says(sampler, remake, monkeypatch, caplog):
    if sampler == "nutpie":
        pytest.importorskip("nutpie")
    starts = []
    draw = compiled._draw
    monkeypatch.setattr(compiled, "_draw", lambda *args: starts.append(args[4]) or draw(*args))
    with (
        remake.model() as model,
        config.change_flags(sampler=sampler),
        caplog.at_level(logging.INFO, "pymc3"),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("error", UserWarning)  # n_init has its effect here
        trace = pm.sample(
            20,
            tune=20,
            chains=1,
            cores=1,
            init="advi+adapt_diag",
            n_init=200,
            random_seed=11,
            progressbar=False,
            compute_convergence_checks=False,
            return_inferencedata=False,
        )
        own, _ = pm.init_nuts("advi+adapt_diag", chains=1, n_init=200, random_seed=11, progressbar=False)
    assert len(trace) == 20 and "Initializing NUTS using advi+adapt_diag..." in caplog.text
    if sampler == "nutpie":
        np.testing.assert_array_equal(starts[0][0], log_density(model).vector(own[0]))
