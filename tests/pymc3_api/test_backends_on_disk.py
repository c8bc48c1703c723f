"""Text, SQLite and HDF5: what is drawn is in the file, comes back, and survives an end before the last draw."""

import logging

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_compat.models.backends import on_disk
from theano_compat.models.backends.base import BackendError
from theano_migrate.compare import load

BACKENDS = {"text": "folder", "sqlite": "t.sqlite", "hdf5": "t.h5"}
each = pytest.mark.parametrize("kind", BACKENDS)


@pytest.fixture(autouse=True)
def quiet(caplog):
    caplog.set_level(logging.CRITICAL, "pymc3")


@pytest.fixture(scope="module")
def model():
    with pm.Model() as made:
        mu = pm.Normal("mu", 0, 1)
        pm.HalfNormal("sd", 2.0, shape=(2, 2))
        k = pm.Poisson("k", 3, shape=3)
        pm.Deterministic("both", mu + k)
    return made


@pytest.fixture
def backend(kind, tmp_path):
    if kind == "hdf5":
        pytest.importorskip("h5py")
    return lambda model=None: pm.backends._shortcuts[kind]["backend"](str(tmp_path / BACKENDS[kind]), model=model)


def sample(model, trace, **changed):
    arguments = {"draws": 30, "tune": 10, "chains": 2, "cores": 1, "random_seed": 4, "progressbar": False}
    with model:
        arguments["step"] = changed.pop("step", None) or pm.Metropolis()
        return pm.sample(
            trace=trace, return_inferencedata=False, compute_convergence_checks=False, **{**arguments, **changed}
        )


@pytest.mark.wide(7)
@each
def test_what_is_drawn_is_in_the_file(model, backend, kind, tmp_path):
    trace = sample(model, backend(model))
    assert type(trace).__name__ == "MultiTrace" and len(trace) == 30 and trace.nchains == 2
    draws = load(tmp_path / BACKENDS[kind])
    again = getattr(pm.backends, kind).load(str(tmp_path / BACKENDS[kind]), model=model)
    in_memory = sample(model, None)
    for name in trace.varnames:
        np.testing.assert_array_equal(trace[name], in_memory[name])
        for i, chain in enumerate(draws.chains):
            kept = trace.get_values(name, chains=i)
            np.testing.assert_array_equal(chain.samples[name][-30:], kept)  # tuning draws come first
            assert chain.samples[name].dtype == kept.dtype
            np.testing.assert_array_equal(again.get_values(name, chains=i)[-30:], kept)
    assert again.varnames == trace.varnames and again["sd"].shape[1:] == (2, 2)
    if kind == "hdf5":
        assert {"accept", "tune"} <= trace.stat_names == again.stat_names
        assert len(draws.chains[0]) == 30 and len(draws.chains[0].warmup_samples["mu"]) == 10
    else:
        assert not again.stat_names and len(again) == 40


@pytest.mark.wide(7)
@each
def test_ctrl_c_leaves_what_there_was(model, backend, kind, tmp_path):
    def stop(trace, draw):
        if draw.draw_idx == 14:
            raise KeyboardInterrupt

    assert len(sample(model, backend(model), tune=0, callback=stop)) == 15
    [chain] = load(tmp_path / BACKENDS[kind]).chains
    assert len(chain.samples["mu"]) == 15 and chain.samples["mu"].all()


@pytest.mark.wide(7)
@each
def test_draws_are_in_the_file_before_the_last(model, backend, kind, tmp_path, monkeypatch):
    seen = []

    def look(trace, draw):
        if draw.draw_idx in (0, 14):
            seen.append(len(load(tmp_path / BACKENDS[kind]).chains[0].samples["mu"]))
        monkeypatch.setattr(on_disk, "EVERY", -1.0)  # writing takes no tenth of the time: each draw is written

    sample(model, backend(model), tune=0, chains=1, callback=look)
    assert seen == [1, 15]


@pytest.mark.slow
@each
def test_a_second_run_adds_to_the_first(model, backend, kind, tmp_path):
    path = str(tmp_path / BACKENDS[kind])
    first = sample(model, backend(model), tune=0)
    sample(model, backend(model), tune=0, random_seed=5)
    again = getattr(pm.backends, kind).load(path, model=model)
    assert len(again) == 60
    np.testing.assert_array_equal(again.get_values("mu", chains=1)[:30], first.get_values("mu", chains=1))
    longer = sample(model, again, tune=0)
    assert len(longer) == 90 and len(load(path).chains[1].samples["sd"]) == 90
    np.testing.assert_array_equal(longer["mu", 60:], load(path).concatenated("mu").reshape(2, 90)[:, 60:].ravel())


@pytest.mark.wide(7)
@each
def test_another_model_does_not_add_to_it(model, backend, kind, tmp_path):
    sample(model, backend(model), tune=0)
    with eight_schools() as other, pytest.raises(BackendError, match=r"has draws of .*mu.*the model has.*theta \(8,\)"):
        sample(other, backend(), chains=1)
    with pm.Model() as unlike:
        pm.Normal("elsewhere")
    with pytest.raises(ValueError, match="holds .*mu.*of which the model has nothing"):
        getattr(pm.backends, kind).load(str(tmp_path / BACKENDS[kind]), model=unlike)


@pytest.mark.wide(7)
@each
def test_a_slice_is_in_memory(model, backend, kind):
    trace = sample(model, backend(model))
    assert type(trace[5::5]._straces[0]) is pm.backends.NDArray and len(trace[5::5]) == 5


@pytest.mark.wide(7)
@each
def test_by_name_and_from_several_processes(model, kind, tmp_path, monkeypatch):
    if kind == "hdf5":
        pytest.importorskip("h5py")
    monkeypatch.chdir(tmp_path)
    trace = sample(model, kind, cores=2)
    np.testing.assert_array_equal(
        load(pm.backends._shortcuts[kind]["name"]).chains[1].samples["both"][-30:], trace.get_values("both", chains=1)
    )


@each
def test_nothing_there(kind, model, tmp_path):
    with pytest.raises(ValueError, match="No files|no such file|There is no file"):
        getattr(pm.backends, kind).load(str(tmp_path / "none"), model=model)


def test_chains_that_see_each_other(model, tmp_path):
    with pm.Model() as continuous:
        pm.Normal("x", shape=2)
        step = pm.DEMetropolis()
    trace = sample(continuous, pm.backends.Text(str(tmp_path / "d"), model=continuous), chains=4, step=step)
    np.testing.assert_array_equal(load(tmp_path / "d").chains[3].samples["x"][10:], trace.get_values("x", chains=3))


def test_dump_and_the_choice_of_variables(model, tmp_path):
    trace = sample(model, None)
    pm.backends.text.dump(str(tmp_path / "d"), trace, chains=[1])
    again = pm.backends.text.load(str(tmp_path / "d"), model=model)
    assert again.chains == [1]
    for name in trace.varnames:
        np.testing.assert_array_equal(again[name], trace.get_values(name, chains=1))
    with model:
        some = pm.backends.Text(str(tmp_path / "some"), vars=[model["mu"], model["both"]])
        assert sample(model, some).varnames == ["mu", "both"]


def test_a_name_that_is_none(model):
    with pytest.raises(ValueError, match="Argument `trace` is invalid: 'csv' is none of 'text', 'sqlite', 'hdf5'"):
        sample(model, "csv")
