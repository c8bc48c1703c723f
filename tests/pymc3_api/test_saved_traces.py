"""Traces as folders, and as lists of points."""

import json
import warnings

import numpy as np
import pytest

import compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools

pytestmark = pytest.mark.filterwarnings("ignore:The `.*_trace` function:DeprecationWarning")


@pytest.fixture(scope="module")
def model_and_trace():
    with warnings.catch_warnings(), eight_schools() as model:
        warnings.simplefilter("ignore")
        return model, pm.sample(20, tune=10, chains=2, random_seed=3, progressbar=False, return_inferencedata=False,
                                compute_convergence_checks=False)


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


def test_types_as_old_versions_wrote_them(model_and_trace, tmp_path):
    model, trace = model_and_trace
    pm.save_trace(trace, str(tmp_path / "t"))
    for chain in "01":
        path = tmp_path / "t" / chain / "metadata.json"
        metadata = json.loads(path.read_text())
        metadata["sampler_vars"] = [{k: f"<class 'numpy.{np.dtype(v).name}'>" for k, v in one.items()}
                                    for one in metadata["sampler_vars"]]
        path.write_text(json.dumps(metadata))
    assert pm.load_trace(str(tmp_path / "t"), model=model)["diverging"].dtype == bool


def test_points(model_and_trace):
    model, trace = model_and_trace
    made = pm.backends.point_list_to_multitrace([trace.point(i) for i in range(4)], model)
    np.testing.assert_array_equal(made["mu"], trace.get_values("mu", chains=1)[:4])
