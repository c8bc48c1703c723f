"""Where ArviZ, matplotlib or pandas is missing: one sentence with the command, and before anything is drawn."""

import sys
from types import SimpleNamespace

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import normal_mean
from theano_common.draws import Chain
from theano_compat.infer.runs.arguments import Sampler
from theano_compat.models.backends.memory import multitrace_of
from theano_compat.pymc3_api import sampling_jax

QUIET = {"draws": 20, "tune": 20, "chains": 1}
COMMAND = r': \S+ -m pip install "arviz[^ ]+" "h5netcdf[^ ]+" "h5py[^ ]+" "pandas[^ ]+" "matplotlib[^ ]+"$'


class _Without:
    """Finds arviz, which then stops for want of `package`."""

    def __init__(self, package):
        self.package = package

    def find_spec(self, name, path=None, target=None):
        if name in ("arviz", self.package):
            raise ModuleNotFoundError(f"No module named {self.package!r}", name=self.package)


@pytest.fixture
def without(monkeypatch):
    def leave_out(package):
        for name in {"arviz", package}:
            monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.setattr(sys, "meta_path", [_Without(package), *sys.meta_path])

    return leave_out


@pytest.fixture
def no_draws(monkeypatch):
    def sample(*arguments, **options):
        pytest.fail("sampling had begun")

    monkeypatch.setattr(Sampler, "sample", property(lambda self: sample))
    monkeypatch.setattr("compat.infer.jax.numpyro.sample", sample)
    monkeypatch.setattr("compat.infer.jax.tfp.sample", sample)


@pytest.mark.parametrize(
    "draw",
    [
        lambda: pm.sample(**QUIET, progressbar=False, return_inferencedata=True),
        lambda: sampling_jax.sample_numpyro_nuts(**QUIET),
        lambda: sampling_jax.sample_tfp_nuts(**QUIET),
    ],
    ids=["sample", "numpyro", "tfp"],
)
@pytest.mark.parametrize(
    "package, sentence",
    [
        ("arviz", "^This needs ArviZ"),
        ("matplotlib", "^This needs ArviZ, which needs matplotlib"),
    ],
)
def test_arviz_is_asked_for_before_sampling(without, no_draws, draw, package, sentence):
    without(package)
    with normal_mean(), pytest.raises(ImportError, match=sentence + COMMAND):
        draw()


@pytest.mark.parametrize(
    "options, words",
    [
        ({"nope": 1}, "unexpected keyword argument 'nope'"),
        ({"coordinates": {}}, "unexpected keyword argument 'coordinates'"),
    ],
)
def test_options_of_the_conversion_are_checked_before_sampling(no_draws, options, words):
    pytest.importorskip("arviz")
    with normal_mean(), pytest.raises(TypeError, match=rf"idata_kwargs=...\): .*{words}"):
        pm.sample(**QUIET, progressbar=False, return_inferencedata=True, idata_kwargs=options)


@pytest.mark.parametrize(
    "table",
    [
        lambda model, trace: pm.trace_to_dataframe(trace),
        lambda model, trace: model.check_test_point(),
    ],
    ids=["trace_to_dataframe", "check_test_point"],
)
def test_tables_without_pandas(without, table):
    with normal_mean() as model:
        trace = pm.sample(**QUIET, progressbar=False, return_inferencedata=False, compute_convergence_checks=False)
    without("pandas")
    with pytest.raises(ImportError, match="^This needs pandas" + COMMAND):
        table(model, trace)


@pytest.fixture(scope="module")
def trace():
    with pm.Model(coords={"school": ["A", "B", "C"]}) as model:
        pm.Normal("mu", 0.0, 1.0)
        pm.HalfNormal("sd", 1.0, shape=(2, 2))
        pm.Normal("school_effect", 0.0, 1.0, dims="school")
        pm.Poisson("k", 30.0)
    rng = np.random.default_rng(5)
    shapes = {"mu": (), "sd_log__": (2, 2), "school_effect": (3,), "k": (), "sd": (2, 2)}
    chains = []
    for number in range(2):
        samples = {n: rng.normal(0.3 * number, 1.0, (150, *shape)).cumsum(0) / 9 for n, shape in shapes.items()}
        samples["k"] = rng.poisson(30, 150)
        chains.append((number, Chain(samples, {}), False))
    return multitrace_of(chains, model, [SimpleNamespace(name=n) for n in shapes])


SUMMARIES = [
    {},
    {"round_to": 2},
    {"round_to": "none"},
    {"hdi_prob": 0.9, "kind": "stats"},
    {"kind": "diagnostics", "var_names": ["sd", "k"]},
    {"var_names": "~sd"},
    {"var_names": ["mu"], "credible_interval": 0.5},
]


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize("options", SUMMARIES)
def test_a_summary_is_the_same_without_arviz(trace, without, options):
    pytest.importorskip("arviz")
    expected = pm.summary(trace, **options)
    without("arviz")
    found = pm.summary(trace, **options)
    assert list(found.columns) == list(expected.columns) and set(found.index) == set(expected.index)
    np.testing.assert_allclose(found.values, expected.loc[found.index].values, rtol=1e-9)  # 0.23 sorts the names
    if "var_names" not in options:
        assert found.index[0] == "mu"  # as the model and ArviZ 0.12 have them


@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "statistic",
    [
        lambda data: pm.rhat(data),
        lambda data: pm.ess(data),
        lambda data: pm.ess(data, method="tail"),
        lambda data: pm.ess(data, method="sd", relative=True),
        lambda data: pm.ess(data, var_names=["mu", "sd"], method="mean"),
        lambda data: pm.mcse(data),
        lambda data: pm.mcse(data, method="sd"),
        lambda data: pm.hdi(data),
        lambda data: pm.hdi(data, hdi_prob=0.5),
        lambda data: pm.gelman_rubin(data),
        lambda data: pm.effective_n(data),
        lambda data: {"mu": pm.hpd(data["mu"])},
        lambda data: {"mu": pm.hpd(data["mu"], alpha=0.2), "sd": pm.hpd(data["sd"], 0.5)},
        lambda data: {"mu": pm.rhat(np.stack(data.get_values("mu", combine=False)))},
    ],
)
def test_statistics_are_the_same_without_arviz(trace, without, statistic):
    pytest.importorskip("arviz")
    expected = statistic(trace)
    without("arviz")
    found = statistic(trace)
    assert set(found) == set(getattr(expected, "data_vars", expected))
    for name, values in found.items():
        np.testing.assert_allclose(values, np.asarray(expected[name]), rtol=1e-9)


USES = [
    lambda t: t.loc["mu", "mean"],
    lambda t: t.loc["mu"]["mean"],
    lambda t: t["mean"]["mu"],
    lambda t: t.loc[["mu", "k"], "sd"].values,
    lambda t: t.loc[["mu", "k"]].values,
    lambda t: t[["mean", "r_hat"]].loc["mu"].values,
    lambda t: (t["r_hat"] > 1.1).sum(),
    lambda t: t[t["ess_bulk"] < 100].shape,
    lambda t: t.loc[t["ess_bulk"] < 100, "mean"].sum(),
    lambda t: t.loc[:, "mean"].mean(),
    lambda t: t.round(1).loc["mu"].values,
    lambda t: t.head(2).shape,
    lambda t: t.r_hat.max(),
]


def test_a_table_without_pandas(trace, without):
    expected = pm.summary(trace)
    wanted = [use(expected) for use in USES]
    without("pandas")
    found = pm.summary(trace)
    assert found.columns == list(expected.columns) and set(found.index) == set(expected.index)
    assert found.shape == expected.shape and found.loc["mu", "mean"] == pytest.approx(expected.loc["mu", "mean"])
    np.testing.assert_allclose(found["sd"], found.sd)
    head, first, *_ = str(found).splitlines()
    assert head.split() == found.columns and first.split()[0] == "mu" and len(str(found).splitlines()) == len(found) + 1
    for use, value in zip(USES, wanted, strict=True):
        np.testing.assert_allclose(use(found), value)
    with pytest.raises(AttributeError, match="a summary without pandas has no 'plot'"):
        found.plot()


@pytest.mark.parametrize(
    "call", [lambda t: pm.loo(t), lambda t: pm.summary(t, stat_funcs=[np.mean]), lambda t: pm.bfmi(t)]
)
def test_what_only_arviz_can_says_so(trace, without, call):
    without("arviz")
    with pytest.raises(ImportError, match="^This needs ArviZ"):
        call(trace)
