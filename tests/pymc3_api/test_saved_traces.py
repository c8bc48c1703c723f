"""Traces as folders, and as lists of points."""

import json
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from fixtures.saved_by.archives import unpacked
from tests.pymc3_api.models import eight_schools

pytestmark = pytest.mark.filterwarnings("ignore:The `.*_trace` function:DeprecationWarning")


@pytest.fixture(scope="module")
def model_and_trace():
    with warnings.catch_warnings(), eight_schools() as model:
        warnings.simplefilter("ignore")
        return model, pm.sample(
            20,
            tune=10,
            chains=2,
            random_seed=3,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )


def test_saved_and_read(model_and_trace, tmp_path):
    model, trace = model_and_trace
    folder = str(tmp_path / "a trace")
    assert pm.save_trace(trace, folder) == folder
    again = pm.load_trace(folder, model=model)
    assert again.chains == trace.chains and again.stat_names == trace.stat_names
    for name in trace.varnames:
        np.testing.assert_array_equal(again[name], trace[name])
    for name in trace.stat_names:
        assert again[name].dtype == trace[name].dtype
        np.testing.assert_array_equal(again[name], trace[name])
    with pytest.raises(OSError, match="refusing to overwrite"):
        pm.save_trace(trace, folder)
    pm.save_trace(trace[5:], folder, overwrite=True)
    assert len(pm.load_trace(folder, model=model)) == 15


def test_a_file_that_would_run_code_is_not_read(model_and_trace, tmp_path):
    model, trace = model_and_trace
    pm.save_trace(trace, str(tmp_path / "t"))
    np.savez(tmp_path / "t" / "0" / "samples.npz", mu=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        pm.load_trace(str(tmp_path / "t"), model=model)


def test_what_is_no_trace(model_and_trace, tmp_path):
    model, trace = model_and_trace
    with pytest.raises(pm.TraceDirectoryError, match="not a PyMC3 saved chain directory"):
        pm.load_trace(str(tmp_path), model=model)
    pm.save_trace(trace, str(tmp_path / "t"))
    with pm.Model(), pytest.raises(KeyError, match="mu.*which the model does not have"):
        pm.load_trace(str(tmp_path / "t"))
    (tmp_path / "t" / "1" / "samples.npz").unlink()
    with pytest.raises(pm.TraceDirectoryError, match="not a trace directory"):
        pm.load_trace(str(tmp_path / "t"), model=model)


def test_without_a_model_the_trace_goes_by_names(model_and_trace, tmp_path):
    _, trace = model_and_trace
    pm.save_trace(trace, str(tmp_path / "t"))
    again = pm.load_trace(str(tmp_path / "t"))
    assert again.varnames == trace.varnames and again.chains == trace.chains and len(again) == len(trace)
    for name in (*trace.varnames, *trace.stat_names):
        np.testing.assert_array_equal(again[name], trace[name])
    np.testing.assert_array_equal(again[5:].point(0, chain=1)["theta"], trace[5:].point(0, chain=1)["theta"])
    assert list(pm.trace_to_dataframe(again).columns) == list(pm.trace_to_dataframe(trace).columns)


def test_with_a_model_names_and_shapes_are_checked(model_and_trace, tmp_path):
    _, trace = model_and_trace
    pm.save_trace(trace, str(tmp_path / "t"))
    with pm.Model() as other:
        for name, shape in (("mu", ()), ("tau", ()), ("eta", 7), ("theta", 8)):
            (pm.HalfCauchy if name == "tau" else pm.Normal)(name, 5.0, shape=shape)
        with pytest.raises(ValueError, match=r"eta of shape \(8,\); in the model it has shape \(7,\)"):
            pm.load_trace(str(tmp_path / "t"))
    with pytest.raises(ValueError, match="eta"):
        pm.load_trace(str(tmp_path / "t"), model=other)


@pytest.mark.parametrize("folder", sorted(unpacked().glob("*/compound-save_trace")), ids=lambda path: path.parent.name)
def test_folders_of_real_releases(folder):
    trace = pm.load_trace(str(folder))
    with np.load(folder.parent / "truth-compound.npz") as file:
        for chain in trace.chains:
            for name in trace.varnames:
                np.testing.assert_array_equal(trace.get_values(name, chains=chain), file[f"samples/{chain}/{name}"])
            for name in ("model_logp", "diverging"):
                if name in trace.stat_names:
                    kept = trace.get_sampler_stats(name, chains=chain)
                    np.testing.assert_array_equal(kept.reshape(len(trace), -1)[:, 0], file[f"stats/{chain}/0/{name}"])


def test_types_as_old_versions_wrote_them(model_and_trace, tmp_path):
    model, trace = model_and_trace
    pm.save_trace(trace, str(tmp_path / "t"))
    for chain in "01":
        path = tmp_path / "t" / chain / "metadata.json"
        metadata = json.loads(path.read_text())
        metadata["sampler_vars"] = [
            {k: f"<class 'numpy.{np.dtype(v).name}'>" for k, v in one.items()} for one in metadata["sampler_vars"]
        ]
        path.write_text(json.dumps(metadata))
    assert pm.load_trace(str(tmp_path / "t"), model=model)["diverging"].dtype == bool


def test_points(model_and_trace):
    model, trace = model_and_trace
    made = pm.backends.point_list_to_multitrace([trace.point(i) for i in range(4)], model)
    np.testing.assert_array_equal(made["mu"], trace.get_values("mu", chains=1)[:4])
