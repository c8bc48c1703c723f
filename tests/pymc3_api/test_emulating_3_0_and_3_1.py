"""What PyMC3 3.0 and 3.1 did otherwise. Numbers of the real releases, on Theano 0.9.0."""

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.models.backends.base import MultiTrace
from theano_compat.settings import config

pytestmark = pytest.mark.filterwarnings("ignore")

PRINTED = """
x:

  Mean             SD               MC Error         95% HPD interval
  -------------------------------------------------------------------
@@
  -0.081           0.901            0.096            [-1.778, 1.624]

  Posterior quantiles:
  2.5            25             50             75             97.5
  |--------------|==============|==============|--------------|
@@
  -1.778         -0.618         -0.175         0.564          1.624


v:

  Mean             SD               MC Error         95% HPD interval
  -------------------------------------------------------------------
  ..............................[0, :]...............................
  0.021            1.024            0.089            [-2.142, 1.768]
  0.065            1.027            0.111            [-1.943, 2.100]
  ..............................[1, :]...............................
  0.184            0.956            0.083            [-1.199, 2.191]
  0.078            1.009            0.094            [-1.896, 2.111]

  Posterior quantiles:
  2.5            25             50             75             97.5
  |--------------|==============|==============|--------------|
  .............................[0, :].............................
  -2.060         -0.612         0.035          0.741          2.051
  -2.237         -0.666         0.187          0.841          1.905
  .............................[1, :].............................
  -1.674         -0.449         0.232          0.805          2.186
  -2.094         -0.600         0.061          0.742          2.055

""".replace("@@", "  ")


def modelled(k=1.0):
    """A model of two observed variables, and two chains of normal numbers."""
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1)
        pm.Normal("v", 0, 1, shape=(2, 2))
        pm.Normal("y", x * k, 1, observed=np.arange(3.0))
        pm.Normal("w", x, 1, observed=np.arange(3.0) + 1)
    rng, chains = np.random.RandomState(1), []
    for chain in range(2):
        one = pm.backends.NDArray(model=model)
        one.setup(50, chain)
        for _ in range(50):
            one.record({"x": rng.normal(size=()), "v": rng.normal(size=(2, 2))})
        one.close()
        chains.append(one)
    return model, MultiTrace(chains)


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
def test_summary_is_printed(release, capsys, tmp_path):
    with config.change_flags(emulate=release):
        _, trace = modelled()
        assert pm.summary(trace) is None and capsys.readouterr().out == PRINTED
        pm.summary(trace, to_file=str(tmp_path / "text"))
        assert (tmp_path / "text").read_text() == PRINTED
        pm.summary(trace, varnames=["x"], alpha=0.1, roundto=2)
        shown = capsys.readouterr().out
    assert "90% HPD interval" in shown and "5.0            25" in shown
    assert "-0.08            0.90             0.10             [-1.78, 1.21]" in shown


@config.change_flags(emulate="3.1")
def test_columns_and_functions_of_a_summary():
    import pandas as pd

    _, trace = modelled()
    table = pm.stats.df_summary(trace)
    assert list(table.columns) == ["mean", "sd", "mc_error", "hpd_2.5", "hpd_97.5"]
    np.testing.assert_allclose(table["mc_error"], [0.095959, 0.088533, 0.110831, 0.083416, 0.094045], rtol=1e-5)
    table = pm.stats.df_summary(trace, ["v"], stat_funcs=[lambda x: pd.Series(np.std(x, 0), name="own")], extend=True)
    np.testing.assert_allclose(table["own"], table["sd"])


@config.change_flags(emulate="3.1")
def test_criteria_of_3_1():
    """Of the last chain; dSE is no standard error."""
    (first, trace), (second, other) = modelled(), modelled(2.0)
    found = pm.waic(trace, first)
    np.testing.assert_allclose(found, [48.6084167661389, 13.0271629900237, 11.8384245424434], rtol=1e-12)
    table = pm.compare([trace, other], [first, second])
    np.testing.assert_allclose(table["dSE"], [0, 87.6926], rtol=1e-6)
    np.testing.assert_allclose(table["dWAIC"], [0, 30.6615], rtol=1e-5)
    np.testing.assert_allclose(table["weight"], [1, 2.19754e-07], rtol=1e-5)
    with config.change_flags(emulate="3.2"):
        assert pm.waic(trace, first)[0] > 60
        table = pm.compare([trace, other], [first, second])
    assert table["dSE"].max() < 30


@config.change_flags(emulate="3.0")
def test_criteria_of_3_0():
    model, trace = modelled()
    expected = (27.701980326782088, 9.2998495641816135, 7.9701035566867136)
    assert isinstance(pm.waic(trace, model), tuple)
    np.testing.assert_allclose(pm.waic(trace, model), expected[:2], rtol=1e-12)
    np.testing.assert_allclose(pm.waic(trace, model, n_eff=True), expected, rtol=1e-12)
    with model:
        np.testing.assert_allclose(pm.waic(trace), expected[:2], rtol=1e-12)
    with pytest.raises(TypeError, match="no argument `pointwise`"):
        pm.waic(trace, model, pointwise=True)


@config.change_flags(emulate="3.0")
def test_what_else_3_0_did():
    _, trace = modelled()
    assert [(len(trace[cut]), len(trace[cut]["x"])) for cut in (slice(None, None, 3), slice(10, 40, 4))] == [
        (17, 34),
        (8, 16),
    ]
    with pm.Model() as model:
        pm.ZeroInflatedPoisson("z", 0.4, 0.3, observed=np.array([0, 2]))
        pm.ZeroInflatedNegativeBinomial("n", 0.4, alpha=0.3, psi=0.2, observed=np.array([0, 2]))
    np.testing.assert_allclose([one.logp({}) for one in model.observed_RVs], [-4.233845, -4.663544], atol=1e-6)
    with pm.Model():
        pm.Gamma("g", 3.0, 1.0)
        found = pm.find_MAP(disp=False)
        trace = pm.sample(20, tune=5, step=pm.Slice(), random_seed=1, progressbar=False)
    assert list(found) == ["g_log_"] and np.isclose(found["g_log_"], np.log(3.0))
    assert sorted(trace.varnames) == ["g", "g_log_"] and len(trace["g"]) == 20


@pytest.mark.parametrize("tune, first, last", [({}, 1.6243, 0.4409), ({"tune": 20}, 1.6243, 0.4409)])
def test_draws_of_tuning_are_in_the_trace(tune, first, last):
    with config.change_flags(emulate="3.0"), pm.Model():
        pm.Normal("x")
        trace = pm.sample(50, step=pm.Metropolis(), random_seed=1, progressbar=False, **tune)
    assert len(trace["x"]) == 50
    np.testing.assert_allclose(trace["x"][[0, -1]], [first, last], atol=1e-4)


@config.change_flags(emulate="3.0")
def test_draws_are_all_with_a_compiled_sampler():
    with pm.Model():
        pm.HalfNormal("s", 1.0)
        trace = pm.sample(100, random_seed=1, progressbar=False)
    assert len(trace["s"]) == 100 and trace.nchains == 1 and "s_log_" in trace.varnames


@pytest.mark.parametrize("release, shapes", [("3.0", [(10, 1), (10, 3), (10, 2)]), ("3.1", [(10,), (10, 3), (10, 2)])])
def test_numbers_of_sample_ppc(release, shapes):
    points = [{"mu": np.array(0.0), "t": np.zeros(3)}] * 10
    with config.change_flags(emulate=release), pm.Model() as model:
        mu = pm.Normal("mu", 0, 1)
        y = pm.Normal("y", mu, 1, observed=np.arange(5.0))
        z = pm.Normal("z", pm.Normal("t", mu, 1, shape=3), 1, observed=np.arange(3.0))
        drawn = pm.sample_ppc(points, model=model, progressbar=False)
        sized = pm.sample_ppc(points, model=model, vars=[y], size=2, progressbar=False)
    assert [drawn[y.name].shape, drawn[z.name].shape, sized[y.name].shape] == shapes
