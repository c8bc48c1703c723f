"""pm.sample: what is drawn, what is said, what comes back."""

import logging
import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools, normal_mean
from theano_common.draws import Diverged
from theano_compat.infer.runs import arguments, closing
from theano_compat.models.backends import chain_warnings
from theano_compat.models.modelling.density import log_density
from theano_compat.old.theano.sandbox.rng_mrg import MRG_RandomStreams
from theano_compat.pymc3_api import sampling
from theano_compat.settings import config
from theano_compat.theano_api.tensor import shared_randomstreams

QUIET = {"progressbar": False, "return_inferencedata": False}
SHORT = {**QUIET, "compute_convergence_checks": False}


def said(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "pymc3"]


@pytest.fixture(autouse=True)
def listen(caplog):
    caplog.set_level(logging.INFO, logger="pymc3")


def test_known_posterior():
    with normal_mean():
        trace = pm.sample(1000, tune=500, chains=2, random_seed=1, **QUIET)
    assert trace["mu"].mean() == pytest.approx(2.0, abs=0.02)
    assert trace["mu"].std() == pytest.approx(101**-0.5, rel=0.1)
    logp = trace._straces[0].model.logp
    for i in range(5):  # the statistic is the model's own log density at the draw
        assert trace["model_logp"][i] == pytest.approx(float(logp(trace.point(i, chain=0))), rel=1e-12)


def test_what_comes_back_and_what_is_said(caplog):
    with eight_schools():
        trace = pm.sample(600, tune=400, chains=3, cores=2, random_seed=3, target_accept=0.95, **QUIET)
    assert repr(trace) == "<MultiTrace: 3 chains, 600 iterations, 5 variables>"
    assert trace["theta"].shape == (1800, 8)
    np.testing.assert_allclose(trace["theta"], trace["mu"][:, None] + trace["tau"][:, None] * trace["eta"])
    np.testing.assert_allclose(trace["tau"], np.exp(trace["tau_log__"]))
    assert {"depth", "tree_size", "diverging", "energy", "model_logp", "step_size", "tune"} <= trace.stat_names
    assert (trace.report.n_tune, trace.report.n_draws) == (400, 600) and trace.report.t_sampling > 0
    lines = said(caplog)
    assert lines[:4] == [
        "Auto-assigning NUTS sampler...",
        "Initializing NUTS using jitter+adapt_diag...",
        "Multiprocess sampling (3 chains in 2 jobs)",
        "NUTS: [eta, tau, mu]",
    ]
    assert lines[4].startswith("Sampling 3 chains for 400 tune and 600 draw iterations (1_200 + 1_800 draws total)")


def test_same_seed_same_draws():
    with eight_schools():
        first, second, other = (pm.sample(50, tune=50, chains=2, random_seed=s, **SHORT) for s in (7, 7, 8))
    assert np.array_equal(first["mu"], second["mu"]) and not np.array_equal(first["mu"], other["mu"])


def test_global_seed_counts_where_none_is_given():
    draws = []
    for _ in range(2):
        np.random.seed(5)
        with normal_mean():
            draws.append(pm.sample(20, tune=20, chains=2, **SHORT)["mu"])
    assert np.array_equal(*draws)


def test_default_return_warns():
    with normal_mean(), pytest.warns(FutureWarning, match="InferenceData"):
        pm.sample(10, tune=10, chains=1, progressbar=False, compute_convergence_checks=False)


def test_sizes_of_3_8():
    with config.change_flags(emulate="3.8"), normal_mean():
        trace = pm.sample(chains=1, progressbar=False, compute_convergence_checks=False)  # and no FutureWarning
    assert (len(trace), trace.report.n_tune) == (500, 500)


def test_tuning_kept():
    with normal_mean(), pytest.warns(UserWarning, match="Tuning samples will be included"):
        trace = pm.sample(30, tune=20, chains=2, discard_tuned_samples=False, **SHORT)
    assert (len(trace), trace.report.n_tune, trace.report.n_draws) == (50, 20, 30)
    assert trace.get_sampler_stats("tune", chains=0).tolist() == [True] * 20 + [False] * 30


def test_chosen_variables_and_numbers_of_chains():
    model = eight_schools()
    with model:
        trace = pm.sample(20, tune=20, chains=2, chain_idx=5, trace=[model.tau], **SHORT)
    assert trace.varnames == ["tau"] and trace.chains == [5, 6]


@pytest.mark.parametrize("chains", [1, 2])
@pytest.mark.parametrize("cores", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("step", [lambda: None, lambda: pm.NUTS()], ids=["auto", "step"])
def test_a_trace_goes_on(chains, cores, step):
    """What nutpie drew is continued by PyMC3's NUTS, in the trace that is given: lengths as in PyMC3 3.11.5."""
    given = {**SHORT, "chains": chains, "cores": cores, "random_seed": 1}
    with normal_mean():
        first = pm.sample(20, tune=15, **given)
        before = first.get_values("mu", combine=False, squeeze=False)
        second = pm.sample(10, tune=12, step=step(), trace=first, **given)
        one = pm.sample(5, tune=0, trace=first._straces[0], **{**given, "chains": 1})
    assert len(second) == 30 and second.nchains == chains and (second.report.n_tune, second.report.n_draws) == (12, 30)
    assert len(second["depth"]) == 30 * chains and len(np.unique(second["mu"])) > 20 * chains
    for values, chain in zip(before, first.chains, strict=True):  # tuning draws of both are cut off in front
        np.testing.assert_array_equal(first.get_values("mu", chains=chain)[:20], values)
    assert len(one) == 47 - 12


def test_all_chains_of_a_trace_that_goes_on_begin_where_its_first_one_ended():
    """As in PyMC3 3.11.5, whose chains share one dict of starts; in processes they begin at the test point."""
    given = {**SHORT, "chains": 2, "cores": 1, "random_seed": 1}
    with normal_mean():
        first = pm.sample(20, tune=15, step=pm.Metropolis(), **given)
        end = first.get_values("mu", chains=0)[-1]
        more = pm.sample(1, tune=0, step=pm.Metropolis(S=np.array([1e-9])), trace=first, **given)
    assert [more.get_values("mu", chains=c)[-1] for c in (0, 1)] == pytest.approx([end, end], abs=1e-6)


def test_start_in_the_users_units_is_where_chains_begin():
    model = eight_schools()
    points = sampling.given_starts(model, {"tau": 2.0, "mu": np.array(3.0)}, 2)
    assert points[0]["tau_log__"] == pytest.approx(np.log(2)) and points[1]["mu"] == 3
    assert log_density(model).vector(points[0])[:2] == pytest.approx([3.0, np.log(2)])


def test_old_spellings():
    with normal_mean(), pytest.warns(DeprecationWarning) as caught:
        trace = pm.sample(20, tune=20, njobs=1, nchains=2, nuts_kwargs={"target_accept": 0.9}, **SHORT)
    assert trace.nchains == 2
    assert sorted(str(w.message).split()[1] for w in caught) == ["nchains", "njobs", "nuts_kwargs"]


def test_step_with_options(monkeypatch):
    pytest.importorskip("nutpie")
    asked = {}
    real = arguments.SAMPLERS["nutpie"].sample

    def sample(density, **options):
        asked.update(options)
        return real(density, **options)

    monkeypatch.setattr(arguments.Sampler, "sample", property(lambda self: sample))
    with normal_mean():
        step = pm.NUTS(target_accept=0.91, max_treedepth=6)
        pm.sample(20, tune=20, chains=1, cores=1, step=step, **SHORT)
    assert (asked["target_accept"], asked["max_treedepth"], asked["cores"], asked["draws"]) == (0.91, 6, 1, 20)


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "init, name",
    [
        ("auto", "jitter+adapt_diag"),
        ("Jitter+Adapt_Diag", "jitter+adapt_diag"),
        ("adapt_diag", "adapt_diag"),
        ("adapt_full", "adapt_full"),
    ],
)
def test_init_is_said(caplog, init, name):
    with normal_mean(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "QuadPotentialFullAdapt")
        pm.sample(3, tune=3, chains=1, init=init, random_seed=1, **SHORT)
    assert f"Initializing NUTS using {name}..." in said(caplog)


@pytest.mark.parametrize("start", [None, {"mu": 0.5}])
def test_where_the_stream_of_numpy_is_left(start):
    """PyMC3 3.7 to 3.11.5, chains in processes of their own: at the first seed, behind the jitter of all starts."""
    state = np.random.get_state()
    try:
        with eight_schools() as model:
            pm.sample(3, tune=3, chains=2, cores=2, start=start, random_seed=8927, **SHORT)
        drawn = np.random.random_sample(3)
    finally:
        np.random.set_state(state)
    first = np.random.RandomState(8927).randint(2**30)
    np.testing.assert_array_equal(drawn, np.random.RandomState(first).random_sample(2 * model.ndim + 3)[-3:])


def test_a_start_where_the_density_is_all_rounding_is_left():
    """Jitter of 1 in the logit of a Uniform of width 2,000 is some 400: a density of rates of e^400 is all rounding."""
    pytest.importorskip("nutpie")  # PyMC3's own NUTS stays there, as in PyMC3
    x = np.linspace(-1, 1, 30)
    with pm.Model():
        a, b = pm.Uniform("a", -1000, 1000), pm.Uniform("b", -1000, 1000)
        pm.Poisson("y", mu=pm.math.exp(a + b * x), observed=np.round(np.exp(1 + x)))
        trace = pm.sample(200, tune=500, chains=4, cores=2, random_seed=3, **SHORT)
    assert np.ptp([chain.mean() for chain in trace.get_values("a", combine=False)]) < 0.2


@pytest.mark.parametrize(
    "init, flag, low_rank",
    [
        ("jitter+adapt_diag", "diagonal", False),
        ("jitter+adapt_full", "diagonal", True),
        ("adapt_full", "diagonal", True),
        ("auto", "low_rank", True),
    ],
)
def test_a_full_mass_matrix_is_one_of_low_rank_in_nutpie(init, flag, low_rank):
    """Values that vary together take many steps with a diagonal mass matrix, and few with the other."""
    pytest.importorskip("nutpie")
    factor = np.linalg.cholesky(0.99 * np.ones((5, 5)) + 0.01 * np.eye(5))
    with pm.Model(), config.change_flags(mass_matrix=flag):
        pm.MvNormal("x", mu=np.zeros(5), chol=factor, shape=5)
        trace = pm.sample(200, tune=300, chains=1, cores=1, init=init, random_seed=5, **SHORT)
    assert (np.mean(trace.get_sampler_stats("tree_size")) < 6) == low_rank
    assert abs(np.mean(trace["x"])) < 1 and 0.4 < np.std(trace["x"]) < 2


def test_faithful_sampler(caplog):
    """Same seed as PyMC3 3.11.5, same first draws: pm.sample(draws=5, tune=5, chains=1, random_seed=4) there."""
    with config.change_flags(sampler="pymc3"), eight_schools(), pytest.warns(UserWarning, match="Tuning samples"):
        trace = pm.sample(5, tune=5, chains=1, random_seed=4, discard_tuned_samples=False, **SHORT)
    np.testing.assert_allclose(trace["mu"], FAITHFUL_MU, rtol=1e-9)
    np.testing.assert_allclose(trace["tau"], FAITHFUL_TAU, rtol=1e-9)


FAITHFUL_MU = [
    3.861542596837723,
    3.861542596837723,
    2.9956913439981614,
    -1.3822941269823414,
    1.3652453446863324,
    0.18332080444947763,
    4.0871325645918155,
    4.0871325645918155,
    5.215890791300031,
    5.260558154604907,
]
FAITHFUL_TAU = [
    2.4258981616514834,
    2.4258981616514834,
    6.548830483373708,
    4.154267259253253,
    5.21099295062103,
    2.7460186692550845,
    4.107196287350743,
    4.107196287350743,
    2.041285502500115,
    1.679083961087256,
]


@pytest.mark.parametrize(
    "sampler, line",
    [("nutpie", "Multiprocess sampling (2 chains in 2 jobs)"), ("pymc3", "Multiprocess sampling (2 chains in 2 jobs)")],
)
def test_how_chains_are_drawn_is_said_as_it_is(caplog, sampler, line):
    if sampler == "nutpie":
        pytest.importorskip("nutpie")
    with config.change_flags(sampler=sampler), normal_mean():
        pm.sample(5, tune=5, chains=2, cores=2, random_seed=1, **SHORT)
    assert line in said(caplog)


def test_without_nutpie_it_says_so_once_and_samples(monkeypatch):
    from theano_compat.graph import fallbacks

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr(fallbacks, "_noticed", set())
    with normal_mean(), pytest.warns(RuntimeWarning, match=r"-m pip install .*nutpie"):
        trace = pm.sample(50, tune=50, chains=1, random_seed=1, **SHORT)
    assert len(trace) == 50


def test_interrupted_run_returns_what_there_is(monkeypatch, caplog):
    pytest.importorskip("nutpie")
    from theano_common.draws import Chain, Draws

    def sample(density, *, draws, tune, chains, **options):
        made = [Chain(density.columns(np.zeros((n, 1))), {"diverging": np.zeros(n, bool)}) for n in (30, 30, 4)]
        return Draws(tuple(made), ended="interrupted")

    monkeypatch.setattr(arguments.Sampler, "sample", property(lambda self: sample))
    with normal_mean():
        trace = pm.sample(100, tune=10, chains=3, **SHORT)
    assert (trace.chains, len(trace)) == ([0, 1], 30)
    assert any("ended early (interrupted)" in line for line in said(caplog))


def test_interrupted_before_the_first_draw(monkeypatch):
    pytest.importorskip("nutpie")
    from theano_common.draws import Chain, Draws

    monkeypatch.setattr(
        arguments.Sampler,
        "sample",
        property(
            lambda self: (
                lambda density, **o: Draws((Chain(density.columns(np.zeros((0, 1))), {}),), ended="interrupted")
            )
        ),
    )
    with normal_mean(), pytest.raises(ValueError, match="Not enough samples"):
        pm.sample(100, tune=10, chains=1, **SHORT)


@pytest.mark.parametrize(
    "stats, words",
    [
        ({"diverging": np.array([True, False, True])}, "There were 2 divergences after tuning"),
        ({"diverging": np.array([True, False, False])}, "There was 1 divergence after tuning"),
        ({"diverging": np.array([True, True])}, "only diverging samples"),
        ({"mean_tree_accept": np.full(200, 0.4)}, "acceptance probability does not match the target"),
        ({"depth": np.full(50, 10)}, "reached the maximum tree depth"),
    ],
)
def test_warnings_of_a_chain(stats, words):
    [warning] = chain_warnings.chain_warnings(stats, 0.8, 10)
    assert words in warning.message


def test_the_interval_of_an_acceptance_is_that_of_a_beta_distribution():
    special = pytest.importorskip("scipy.special")
    for seen in (1, 10, 100):
        for share in (0.0, 0.3, 0.8, 1.0):
            for x in np.linspace(0, 1, 21):
                a, b = seen * share + 1, seen * (1 - share) + 1
                assert chain_warnings.beta_probability(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-5)


NOTED = [  # emulated release, whether a callback keeps the run out of nutpie
    ("3.8", False, ("extra",)),
    ("3.8", True, ("extra",)),
    ("3.11", False, ("divergence_point_source", "divergence_point_dest")),
    ("3.11", True, ("divergence_point_source", "divergence_point_dest")),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("release, callback, fields", NOTED)
def test_where_trajectories_diverged(release, callback, fields):
    """After tuning a divergence has the point before the step that failed, and from 3.9 on the one after it.

    The steps are the draws that are kept, as in PyMC3 3.8 and 3.11.5.
    """
    pytest.importorskip("nutpie")
    with config.change_flags(emulate=release), pm.Model():
        tau = pm.HalfCauchy("tau", 5.0)
        pm.Normal("x", 0.0, tau, shape=9)
        by_steps = {"callback": lambda trace, draw: None} if callback else {}
        trace = pm.sample(150, tune=60, chains=1, random_seed=4, target_accept=0.5, **SHORT, **by_steps)
    kinds, noted = pm.backends.report.WarningType, trace.report._chain_warnings[0]
    after = [w for w in noted if w.kind is kinds.DIVERGENCE]
    diverging = trace.get_sampler_stats("diverging")
    assert len(after) == diverging.sum() > 0 and [w.step for w in after] == np.flatnonzero(diverging).tolist()
    for warning in after:
        points = {f: p for f in ("extra", *NOTED[2][2]) if (p := getattr(warning, f)) is not None}
        assert tuple(points) == fields and all(p.keys() == {"tau_log__", "x"} for p in points.values())
        assert all(p["x"].shape == (9,) for p in points.values())
    assert not any(w.kind is kinds.TUNING_DIVERGENCE for w in noted)


def test_divergences_in_tuning_are_noted_where_its_draws_are_kept():
    found = [Diverged(2, np.zeros(1), np.ones(1)), Diverged(7, np.zeros(1), np.ones(1))]

    def noted(discard):
        made = closing._divergences(found, 5, discard, lambda x: {"x": x})
        return [(w.kind.name, w.step, w.divergence_point_dest) for w in made]

    assert noted(False) == [("TUNING_DIVERGENCE", 2, None), ("DIVERGENCE", 7, {"x": 1.0})]
    assert noted(True) == [("DIVERGENCE", 2, {"x": 1.0})]


def test_nothing_to_warn_of():
    fine = {"diverging": np.zeros(100, bool), "mean_tree_accept": np.full(100, 0.85), "depth": np.full(100, 3)}
    assert chain_warnings.chain_warnings(fine, 0.8, 10) == []


def test_draws_of_none():
    with normal_mean(), pytest.warns(UserWarning, match="too small"):
        assert len(pm.sample(0, tune=20, chains=1, **QUIET)) == 0


def test_new_data_count_without_a_compilation():
    with pm.Model() as model:
        x = pm.Data("x", np.array([1.0, 2.0, 3.0]))
        mu = pm.Normal("mu")
        line = pm.Deterministic("line", mu + x)
        pm.Normal("o", line, 1, observed=pm.Data("y", np.zeros(3)))
    first = log_density(model)
    assert first.logp_grad(np.array([0.5]))[1] == pytest.approx([-0.5 - 1.5 - 2.5 - 3.5])
    with model:
        assert pm.sample(20, tune=20, chains=1, **SHORT)["line"].shape == (20, 3)
        pm.set_data({"x": np.arange(50.0), "y": np.arange(50.0) - 3})
        trace = pm.sample(200, tune=200, chains=2, random_seed=3, **SHORT)
    assert log_density(model) is not first and log_density(model) is log_density(model)
    assert trace["line"].shape == (400, 50) and trace["mu"].mean() == pytest.approx(-3 * 50 / 51, abs=0.05)
    np.testing.assert_allclose(trace["line"], trace["mu"][:, None] + np.arange(50.0))


@pytest.mark.parametrize("tune", [0, 5])
def test_hardly_any_tuning_draws_as_pymc3_did(tune):
    """nutpie's step size would be that of its first trajectory: draws that all diverge, far from the posterior."""
    pytest.importorskip("nutpie")
    with normal_mean():
        trace = pm.sample(5, tune=tune, chains=1, cores=1, random_seed=4, **SHORT)
        with config.change_flags(sampler="pymc3"):
            theirs = pm.sample(5, tune=tune, chains=1, cores=1, random_seed=4, **SHORT)
    np.testing.assert_array_equal(trace["mu"], theirs["mu"])


@pytest.mark.parametrize("streams", [shared_randomstreams.RandomStreams, MRG_RandomStreams])
def test_a_deterministic_that_draws_is_another_in_each_draw(streams, caplog):
    """Compiled chains change no shared variable: step methods record it by a function, as in PyMC3."""
    with normal_mean() as model:
        noise = streams(3).normal(size=(2,))
        pm.Deterministic("noise", model.mu + noise)
        trace = pm.sample(40, tune=40, chains=1, random_seed=1, **SHORT)
    of_noise = trace["noise"] - trace["mu"][:, None]
    assert len(np.unique(of_noise)) == 80 and 0.7 < of_noise.std() < 1.3
    assert "Sequential sampling (1 chains in 1 job)" in said(caplog)
