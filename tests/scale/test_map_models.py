"""compat.map_models: many fits of one model have the draws that pm.sample gives each of them."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import numpy as np
import pytest
import scipy.sparse

import compat as theano
import compat.pymc3 as pm
from tests.scale.models import QUIET, X, line
from theano_compat.infer.keeping import checkpoint
from theano_compat.infer.keeping.checkpoint import CheckpointError
from theano_compat.scale.fit import digest

pytest.importorskip("xarray")

OPTIONS = {"progressbar": False, "draws": 60, "tune": 40, "chains": 2, "random_seed": 7}


def counts():
    """Return a model with a discrete variable."""
    with pm.Model() as model:
        y = pm.Data("y", np.arange(3.0))
        k = pm.Poisson("k", 3)
        pm.Normal("obs", k, 1, observed=y)
    return model


def data_of(number, rows=30):
    rng = np.random.default_rng(number)
    return {"y": 1 + 2 * X[:rows] + rng.normal(0, 0.5, rows)}


def same(one, other):
    for name, values in one.data_vars.items():
        np.testing.assert_array_equal(values, other[name], err_msg=name)
    np.testing.assert_array_equal(one.failure, other.failure)


@pytest.mark.parametrize("made", [line, counts])
def test_a_fit_is_a_run_of_pm_sample(made):
    model, data = made(), [data_of(0, 30), {"y": data_of(1)["y"]}, {}]
    if made is counts:
        data = [{"y": one["y"][:3]} if one else one for one in data]
    found = theano.map_models(model, data, **OPTIONS)
    for number in range(len(data)):
        seeds = np.random.SeedSequence(7).spawn(number + 1)[number].generate_state(2).tolist()
        fresh = made()
        with fresh, theano.config.change_flags(sampler="pymc3"):
            pm.set_data(data[number])
            trace = pm.sample(60, tune=40, chains=2, cores=1, random_seed=seeds, **QUIET)
        for name in found.data_vars:
            for chain in range(2):
                np.testing.assert_array_equal(found[name][number, chain], trace.get_values(name, chains=chain))
    assert model["y"].get_value().tolist() == made()["y"].get_value().tolist()


def test_dimensions_are_those_of_the_model():
    found = theano.map_models(line(), [data_of(0)], **OPTIONS)
    assert found["both"].dims == ("fit", "chain", "draw", "two") and found["two"].values.tolist() == ["a", "b"]
    assert found["ends"].shape == (1, 2, 60, 2) and found["step_size"].dims == ("fit", "chain")


def test_the_number_of_threads_changes_nothing():
    data = [data_of(k) for k in range(9)]
    model = line()
    same(theano.map_models(model, data, cores=1, **OPTIONS), theano.map_models(model, data, cores=4, **OPTIONS))


def test_an_iterator_and_other_lengths():
    data = [{"x": X[:n], **data_of(n, n)} for n in range(25, 31)]
    found = theano.map_models(line(), iter(data), cores=2, **OPTIONS)
    assert not (found.failure.values != "").any()
    same(found, theano.map_models(line(), data, **OPTIONS))


def test_a_fit_that_fails_is_an_entry():
    wrong = {"y": np.ones(7)}, {"y": np.full(30, np.inf)}, {"y": "text"}
    found = theano.map_models(line(), [data_of(0), *wrong, data_of(4)], **OPTIONS)
    reasons = found.failure.values
    assert [bool(one) for one in reasons] == [False, True, True, True, False]
    assert "Bad initial energy" in reasons[2] or "nitial evaluation" in reasons[2]
    assert np.isnan(found["a"][1:4]).all() and np.isfinite(found["a"][4]).all()


def test_draws_of_another_shape_than_in_the_first_fit_are_left_out(tmp_path):
    with pm.Model() as model:
        x = theano.shared(X, name="x")
        a = pm.Normal("a")
        pm.Deterministic("line", a * x)
        pm.Normal("obs", a, 1, observed=X)
    data = [{"x": X}, {"x": X[:4]}, {}]
    for folder in (None, tmp_path / "fits", tmp_path / "fits"):  # the last call reads
        found = theano.map_models(model, data, cores=1, checkpoint=folder, **OPTIONS)
        assert found.failure.values.tolist() == ["", "", ""]
        assert found.left_out.values.tolist() == ["", "line has shape (4,)", ""]
        assert np.isfinite(found["a"]).all() and np.isnan(found["line"][1]).all()
        np.testing.assert_array_equal(found["line"][2], found["a"][2].values[..., None] * X)


def with_counts(rows):
    """Return a model with a count among its variables, and data of that length."""
    with pm.Model() as model:
        y = pm.Data("y", X[:rows])
        a, k = pm.Normal("a"), pm.Poisson("k", 3)
        pm.Normal("obs", a * k, 1, observed=y)
    return model


def with_switched_counts(rows):
    """Return a model whose counts choose between two means, by an index of the length of the data."""
    with pm.Model() as model:
        y, group = pm.Data("y", X[:rows]), pm.Data("group", np.arange(rows) % 2)
        a, k = pm.Normal("a", shape=2), pm.Bernoulli("k", 0.5)
        pm.Normal("obs", pm.math.switch(k, a[group], y * a[0]), 1, observed=y)
    return model


@pytest.mark.parametrize("made", [with_counts, with_switched_counts])
@pytest.mark.parametrize("own", [1, 20])
def test_a_discrete_variable_and_data_of_other_lengths(made, own):
    whole = {"y": X, "group": np.arange(len(X)) % 2}
    data = [{name: whole[name][:n] for name in made(2).named_vars.keys() & whole.keys()} for n in (20, 3, 30)]
    found, wanted = (theano.map_models(made(n), data, **OPTIONS) for n in (own, 3))
    assert found.failure.values.tolist() == ["", "", ""]
    same(found, wanted)


def test_unknown_names_are_refused():
    with pytest.raises(KeyError, match="'z' names no data of the model, which has x, y"):
        theano.map_models(line(), [{"z": X}], **OPTIONS)
    with pytest.raises(KeyError, match="'z' is no variable"):
        theano.map_models(line(), [{}], var_names=["z"], **OPTIONS)
    with pytest.raises(ValueError, match="it is one of nutpie"):
        theano.map_models(line(), [{}], "stan", **OPTIONS)
    with pytest.raises(TypeError, match="tarhet_accept"):
        theano.map_models(line(), [{}], tarhet_accept=0.9, **OPTIONS)


def test_other_samplers_fit_one_after_the_other():
    pytest.importorskip("nutpie")
    data = [data_of(k) for k in range(2)]
    found = theano.map_models(line(), data, "nutpie", **{**OPTIONS, "draws": 300, "tune": 200})
    assert abs(found["b"].mean() - 2) < 0.3 and found.attrs["sampler"] == "nutpie"


def test_fits_that_are_done_are_not_done_again(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "SECONDS", 0.0)
    data, model = [data_of(k) for k in range(8)], line()
    data[2] = {"y": np.ones(3)}
    whole = theano.map_models(model, data, **OPTIONS)
    folder = tmp_path / "fits"
    for stop in (3, 5):  # in these calls the data end with an error

        def broken(stop=stop):
            yield from data[:stop]
            raise RuntimeError("no more")

        with pytest.raises(RuntimeError, match="no more"):
            theano.map_models(model, broken(), cores=1, checkpoint=folder, **OPTIONS)
        with (folder / "done.jsonl").open("a") as file:
            file.write('[7, "torn')
    before = (folder / "done.jsonl").read_text().count("\n")
    assert 0 < before < 8
    same(theano.map_models(model, data, checkpoint=folder, **OPTIONS), whole)
    assert (folder / "done.jsonl").read_text().count("\n") == 8
    again = theano.map_models(model, data, checkpoint=folder, **OPTIONS)
    same(again, whole)
    assert isinstance(again["a"].variable._data, np.memmap) or isinstance(again["a"].values.base, np.memmap)
    with pytest.raises(CheckpointError, match="fit 1 is kept, of other data"):
        theano.map_models(model, [data[0], {"y": X}], checkpoint=folder, **OPTIONS)
    with pytest.raises(CheckpointError, match="draws was 60 and is now 61"):
        theano.map_models(model, data, checkpoint=folder, **{**OPTIONS, "draws": 61})


def test_data_are_told_apart_by_their_contents():
    rows = np.arange(6.0).reshape(2, 3)
    alike = [({"x": scipy.sparse.csr_matrix(rows)}, {"x": scipy.sparse.csr_matrix(rows)}), ({"x": [1.0]}, {"x": [1.0]})]
    assert all(digest(one) == digest(other) for one, other in alike)
    others = [
        ({"x": scipy.sparse.csr_matrix(rows)}, {"x": scipy.sparse.csr_matrix(2 * rows)}),
        ({"x": scipy.sparse.coo_matrix(rows)}, {"x": scipy.sparse.coo_matrix(2 * rows)}),
        ({"x": np.ma.array([1.0, 2.0], mask=[0, 1])}, {"x": np.ma.array([1.0, 2.0], mask=[1, 0])}),
        ({"x": rows}, {"x": rows.reshape(3, 2)}),
    ]
    assert all(digest(one) != digest(other) for one, other in others)


def test_control_c_keeps_what_is_done():
    made = itertools.count()

    def data():
        for number in made:
            if number == 60:  # 32 are ahead of what is kept
                signal.raise_signal(signal.SIGINT)
            yield data_of(number)

    found = theano.map_models(line(), data(), cores=2, **OPTIONS)
    whole = theano.map_models(line(), [data_of(k) for k in range(found.sizes["fit"])], **OPTIONS)
    done = [not one for one in found.failure.values]
    assert sum(done) >= 28 and all(done[:28]) and "KeyboardInterrupt" in found.failure.values[-1]
    np.testing.assert_array_equal(found["a"].values[done], whole["a"].values[done])
    assert threading.active_count() < 20


def test_control_c_within_a_run_of_pm_sample(monkeypatch):
    from theano_compat.scale import one_by_one

    real = one_by_one.drawn_trace

    def interrupted(request, *rest):
        trace = real(request, *rest)
        if request.seeds == np.random.SeedSequence(7, spawn_key=(2,)).generate_state(2).tolist():
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:  # as samplers do, which give the draws so far
                return trace[:5]
        return trace

    monkeypatch.setattr(one_by_one, "drawn_trace", interrupted)
    found = theano.map_models(counts(), [{"y": np.arange(3.0) + k} for k in range(5)], **OPTIONS)
    assert [bool(one) for one in found.failure.values] == [False, False, True]


def test_all_fits_fail():
    found = theano.map_models(line(), [{"y": "text"}] * 2, **OPTIONS)
    assert all(found.failure.values) and not found.data_vars


@pytest.mark.slow
def test_a_killed_process_goes_on(tmp_path):
    program = textwrap.dedent("""
        import sys, numpy as np, compat as theano
        sys.path.insert(0, sys.argv[2])
        from tests.scale.test_map_models import line, data_of
        found = theano.map_models(line(), [data_of(k) for k in range(400)], draws=300, tune=100, random_seed=1,
                                  progressbar=False, checkpoint=sys.argv[1])
        np.save(sys.argv[3], np.asarray(found["a"]))
    """)
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

    def run(folder, kill=False):
        command = [sys.executable, "-c", program, str(folder), root, str(tmp_path / f"{folder.name}.npy")]
        process, journal = subprocess.Popen(command, cwd=root), folder / "done.jsonl"
        before = journal.stat().st_size if journal.exists() else 0
        while kill and process.poll() is None:
            if journal.exists() and journal.stat().st_size > before:
                process.kill()
            time.sleep(0.01)
        return process.wait()

    assert run(tmp_path / "whole") == 0
    assert all([run(tmp_path / "killed", kill=True) for _ in range(2)]), "it was killed twice"
    assert run(tmp_path / "killed") == 0
    np.testing.assert_array_equal(np.load(tmp_path / "killed.npy"), np.load(tmp_path / "whole.npy"))
