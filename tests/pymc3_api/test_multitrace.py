"""MultiTrace as legacy code reads it, over draws made by hand."""

import pickle

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_common.draws import Chain
from theano_compat.models.backends.base import MultiTrace, merge_traces
from theano_compat.models.backends.memory import NDArray, multitrace_of
from theano_compat.models.backends.report import SamplerReport, SamplerWarning, WarningType

DRAWS, CHAINS = 6, 2


def chain(number: int) -> Chain:
    k = np.arange(DRAWS, dtype=float) + 100 * number
    wide = np.tile(k[:, None], 8)
    samples = {"mu": k, "tau_log__": 0 * k, "eta": wide, "tau": k + 1, "theta": wide}
    return Chain(
        samples,
        {"tune": np.zeros(DRAWS, bool), "model_logp": -k},
        {n: -v[:3] for n, v in samples.items()},
        {"tune": np.ones(3, bool), "model_logp": k[:3]},
    )


@pytest.fixture
def trace() -> MultiTrace:
    model = eight_schools()
    return multitrace_of([(i, chain(i), False) for i in range(CHAINS)], model, list(model.unobserved_RVs))


def test_values(trace):
    assert trace["mu"].tolist() == [0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 105]
    assert trace.mu.tolist() == trace["mu"].tolist() == trace[trace._straces[0].model.mu].tolist()
    assert trace["theta"].shape == (12, 8)
    assert trace["mu", 4:].tolist() == [4, 5, 104, 105]
    assert trace["mu", ::3].tolist() == [0, 3, 100, 103]
    assert trace.get_values("mu", burn=1, thin=2, chains=[1]).tolist() == [101, 103, 105]
    assert trace.get_values("mu", chains=0).tolist() == [0, 1, 2, 3, 4, 5]
    assert [v.shape for v in trace.get_values("eta", combine=False)] == [(6, 8), (6, 8)]
    assert trace.get_values("mu", combine=False, chains=[1]).shape == (6,)
    assert [v.shape for v in trace.get_values("mu", combine=False, chains=[1], squeeze=False)] == [(6,)]


def test_shape_of_the_trace(trace):
    assert (len(trace), trace.nchains, trace.chains) == (6, 2, [0, 1])
    assert trace.varnames == ["mu", "tau_log__", "eta", "tau", "theta"]
    assert trace.stat_names == {"tune", "model_logp"}
    assert repr(trace) == "<MultiTrace: 2 chains, 6 iterations, 5 variables>"


def test_statistics(trace):
    assert trace["model_logp"].shape == (12,) and trace.model_logp[1] == -1
    assert trace.get_sampler_stats("model_logp", chains=1, burn=4).tolist() == [-104, -105]
    with pytest.raises(KeyError, match="Unknown sampler statistic depth"):
        trace.get_sampler_stats("depth")


def test_points(trace):
    assert trace[2]["mu"] == 102 and trace.point(2, chain=0)["mu"] == 2
    assert [p["mu"] for p in trace.points()] == trace["mu"].tolist()
    assert [p["mu"] for p in trace.points(chains=[1])][0] == 100


def test_slices(trace):
    later = trace[4:]
    assert (len(later), later["mu"].tolist()) == (2, [4, 5, 104, 105])
    assert later["model_logp"].tolist() == [-4, -5, -104, -105]
    assert trace[::4]["mu"].tolist() == [0, 4, 100, 104]
    assert len(trace[::4]) == 1  # legacy's own count: whole steps only
    assert trace[-1:]["mu"].tolist() == [5, 105]
    assert trace[::-1]["mu"].tolist()[:2] == [5, 4] and len(trace[::-1]) == 6  # legacy's arrays were empty here


def test_warm_up_in_front():
    model = eight_schools()
    trace = multitrace_of([(0, chain(0), True)], model, list(model.unobserved_RVs))
    assert len(trace) == 9 and trace["tune"].sum() == 3 and trace["mu"][:3].tolist() == [0, -1, -2]


@pytest.mark.parametrize(
    "ask, error",
    [
        (lambda t: t["nothing"], KeyError),
        (lambda t: t.nothing, AttributeError),
        (lambda t: t.remove_values("no"), KeyError),
        (lambda t: t.add_values({"mu": np.zeros(12)}), ValueError),
        (lambda t: merge_traces([]), ValueError),
        (lambda t: merge_traces([t, t]), ValueError),
        (lambda t: t._straces[0]["x"], ValueError),
    ],
)
def test_errors(trace, ask, error):
    with pytest.raises(error):
        ask(trace)


def test_add_and_remove(trace):
    trace.add_values({"new": np.arange(24.0).reshape(12, 2)})
    assert trace["new"].shape == (12, 2) and trace["new"][6].tolist() == [12, 13]
    trace.add_values({"new": np.arange(12.0)}, overwrite=True)
    assert trace["new"].tolist() == list(range(12)) and trace.varnames.count("new") == 1
    trace.remove_values("new")
    assert "new" not in trace.varnames
    with pytest.warns(UserWarning, match="does not match"):
        trace.add_values({"half": np.zeros(24)})


def test_merge(trace):
    model = trace._straces[0].model
    more = multitrace_of([(2, chain(2), False)], model, list(model.unobserved_RVs))
    more.report._add_warnings([SamplerWarning(WarningType.DIVERGENCES, "there were", "error")], 2)
    merged = merge_traces([trace, more])
    assert merged.chains == [0, 1, 2] and not merged.report.ok


def test_recorded_by_hand():
    model = eight_schools()
    with model:
        one = NDArray()
    one.setup(3, 0, [{"depth": np.int64}])
    for i in range(2):
        one.record({**model.test_point, "mu": np.array(float(i))}, [{"depth": i}])
    one.close()
    trace = MultiTrace([one])
    assert trace["mu"].tolist() == [0, 1] and trace["depth"].tolist() == [0, 1]
    assert trace["theta"].shape == (2, 8) and trace["tau"][0] == pytest.approx(5)
    with pytest.raises(ValueError, match="Expected sampler_stats"):
        one.record(model.test_point)


def test_pickle(trace):
    again = pickle.loads(pickle.dumps(trace._straces[0].samples))
    assert again["mu"].tolist() == [0, 1, 2, 3, 4, 5]


def test_table(trace):
    pytest.importorskip("pandas")
    table = pm.trace_to_dataframe(trace, varnames=["mu", "theta"])
    assert list(table.columns) == ["mu", *(f"theta__{i}" for i in range(8))] and len(table) == 12
    assert "tau_log__" not in pm.trace_to_dataframe(trace).columns
    assert "tau_log__" in pm.trace_to_dataframe(trace, include_transformed=True).columns


def test_report():
    report = SamplerReport()
    assert report.ok and report.n_draws is None
    report._add_warnings([SamplerWarning(WarningType.DIVERGENCE, "here", "debug", step=5)], 0)
    assert report.ok and len(report._slice(4, 9, 1)._warnings) == 1 and not report._slice(6, 9, 1)._warnings
    report._add_warnings([SamplerWarning(WarningType.DIVERGENCES, "some", "error")], 1)
    with pytest.raises(ValueError, match="Serious convergence issues"):
        report.raise_ok()


def test_convergence_checks():
    rng = np.random.default_rng(1)
    model = eight_schools()
    report = SamplerReport()
    apart = rng.normal(size=(4, 500)) + 5 * np.arange(4)[:, None]
    report._run_convergence_checks({"mu": apart, "tau": rng.normal(size=(4, 500))}, model)
    texts = [w.message for w in report._warnings]
    assert any("rhat statistic is larger than 1.4" in t for t in texts)
    assert any("effective samples is smaller than 200" in t for t in texts) and set(report._rhat) == {"mu", "tau"}
    one = SamplerReport()
    one._run_convergence_checks({"mu": rng.normal(size=(1, 500))}, model)
    assert "Only one chain was sampled" in one._warnings[0].message and one.ok
