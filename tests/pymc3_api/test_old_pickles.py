"""Traces and models that the real PyMC3 3.3 to 3.11.5 pickled load with `pickle.load`, and are what they were.

What 3.1 and 3.2 pickled, on Python 2, asks for `dill`; `common.saved` reads their numbers without it.
"""

import bz2
import gzip
import lzma
import pickle
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.pymc3_api as pm
from fixtures.saved_by.archives import unpacked

FOLDER = unpacked()
RELEASES = [p.name for p in sorted(FOLDER.iterdir()) if p.is_dir() and p.name not in ("3.1", "3.2")]
OPENED = {".xz": lzma.open, ".bz2": bz2.open, ".gz": gzip.open}
TRACES = [
    str(path.relative_to(FOLDER))
    for release in RELEASES
    for pattern in ("trace-protocol-*", "trace.cloudpickle.gz", "compound.pkl.*", "tuning.pkl.*")
    for path in sorted((FOLDER / release).glob(pattern))
]
# There a warning was a named tuple, which these protocols make of a class that is one.
NOT_READ = {"3.3/trace-protocol-0.pkl.xz", "3.3/trace-protocol-1.pkl.bz2"}


@pytest.fixture(autouse=True)
def as_pymc3():
    """The pickles name modules of pymc3 and theano."""
    compat.install(environment=False)
    yield
    compat.uninstall()


def loaded(name):
    path = FOLDER / name
    with OPENED[path.suffix](path) as file:
        return pickle.load(file)


def same(trace, truth):
    for chain in trace.chains:
        for name in trace.varnames:
            np.testing.assert_array_equal(trace.get_values(name, chains=chain), truth[f"samples/{chain}/{name}"])


pytestmark = pytest.mark.filterwarnings("ignore:numpy.core:DeprecationWarning")  # from where its arrays were


@pytest.mark.wide(9)
@pytest.mark.parametrize("name", [t for t in TRACES if t not in NOT_READ])
def test_traces(name):
    if "cloudpickle" in name:
        pytest.importorskip("cloudpickle")
    trace, kind = loaded(name), Path(name).name.split(".")[0]
    with np.load(
        FOLDER / Path(name).parent / f"truth-{kind if kind in ('compound', 'tuning') else 'nuts'}.npz"
    ) as truth:
        same(trace, truth)
        same(pickle.loads(pickle.dumps(trace)), truth)
    assert len(trace[2:]) == len(trace) - 2 and trace["mu"].shape[1:] == (3,)


@pytest.mark.wide(3)
@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning", "ignore:.*:DeprecationWarning")
def test_a_model_and_its_trace(release):
    bundle = loaded(f"{release}/bundle.pkl.xz")
    trace, model = bundle["trace"], bundle["model"]
    with np.load(FOLDER / release / "truth-nuts.npz") as truth:
        same(trace, truth)
        logp = {c: truth[s] for c in trace.chains if (s := f"stats/{c}/0/model_logp") in truth}
    chain = trace._straces[0]
    assert chain.model is model and set(model.named_vars) >= {"mu", "sd", "products", "y"}
    for c in trace.chains:
        points = [trace.point(i, chain=c) for i in range(len(trace))]
        if logp:
            np.testing.assert_allclose([model.logp(p) for p in points], logp[c], rtol=1e-12, atol=1e-12)
        for i, point in enumerate(points):
            recorded = chain.fn({v.name: point[v.name] for v in model.vars})
            for name, value in zip(chain.varnames, recorded, strict=True):
                np.testing.assert_allclose(value, trace.get_values(name, chains=c)[i], rtol=1e-12)
    with model:
        assert pm.sample_posterior_predictive(trace, samples=4, progressbar=False)["y"].shape == (4, 3)
        more = pm.sample(5, tune=5, chains=1, progressbar=False, return_inferencedata=False, random_seed=1)
    assert set(more.varnames) == set(trace.varnames)
    again = pickle.loads(pickle.dumps(model))
    assert again.logp(points[0]) == model.logp(points[0])
    assert str(model) == str(again) and "mu ~ Normal" in str(model)


def test_what_was_nested_is_one_model():
    nested = loaded("3.8/nested.pkl.xz")
    trace, model = nested["fits"][0]["result"]
    assert trace._straces[0].model is model and nested["data"]["y"].tolist() == [0.0, 1.0, 2.0]


def test_what_goes_deep_can_be_pickled(deep_calls):
    """A thousand terms, one on another: PyMC3 raised the limit of recursion when it was imported."""
    with pm.Model() as model:
        x = total = pm.Normal("x")
        for k in range(1000):
            total = total + k * x
        pm.Potential("deep", -(total**2))
    again = pickle.loads(pickle.dumps(model))
    assert again.logp({"x": 0.001}) == model.logp({"x": 0.001})
