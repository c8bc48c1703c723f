"""From two sets of draws to an answer, and from a replay to its share in it."""

import json

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_migrate.compare import compare
from theano_migrate.compare.errors import CannotCompare
from theano_migrate.compare.replay_verdict import judge, not_possible
from theano_migrate.compare.settings import Settings
from theano_migrate.compare.statistics import compared_names, quantile_error, scalar


def draws(seed=0, n=2500, chains=4, shift=0.0, scale=1.0, **more):
    """Independent draws of mu (normal), x (two gammas), and what `more` makes of (rng, n)."""
    rng = np.random.default_rng(seed)

    def chain():
        samples = {"mu": rng.normal(shift, scale, n), "x": rng.gamma(2.0, size=(n, 2))}
        return Chain(samples | {name: make(rng, n) for name, make in more.items()})

    return Draws(tuple(chain() for _ in range(chains)), sampler="iid")


def constant(value):
    return lambda rng, n: np.full(n, value)


def normal(*shape, mean=0.0, scale=1.0):
    return lambda rng, n: scale * (mean + rng.normal(size=(n, *shape)))


def gap(rng, n):
    """One draw that is not finite."""
    return np.where(np.arange(n) == 7, np.nan, rng.normal(size=n))


def one_point(*values):
    return Draws((Chain({"x": np.array(values)}),))


def complex_of(size):
    return lambda rng, n: rng.normal(size=n) + 1j * size * rng.normal(size=n)


def poisson(rate):
    return lambda rng, n: rng.poisson(rate, n)


def student(freedom, shift=0.0, scale=1.0):
    return lambda rng, n: shift + scale * rng.standard_t(freedom, n)


ASTRAY = Draws((*draws(1, chains=3).chains, *draws(2, chains=1, shift=2.0).chains))
EMPTY = Draws((Chain({"x": np.ones((900, 0))}),))
UNDECIDED = "not enough draws to tell"
CASES = {
    "same law": (draws(0), draws(1), "agree"),
    "shifted": (draws(0), draws(1, shift=0.4), "differ"),
    "wider": (draws(0), draws(1, scale=1.5), "differ"),
    "few draws": (draws(0), draws(1, n=60), UNDECIDED),
    "other shape": (draws(0, y=normal(2)), draws(1, y=normal(3)), "differ"),
    "counts": (draws(0, k=poisson(3)), draws(1, k=poisson(3)), "agree"),
    "other counts": (draws(0, k=poisson(3)), draws(1, k=poisson(4)), "differ"),
    "same constant": (draws(0, c=constant(2.0)), draws(1, c=constant(2.0)), "agree"),
    "other constant": (draws(0, c=constant(2.0)), draws(1, c=constant(2.1)), "differ"),
    "constant once": (draws(0, c=constant(2.0)), draws(1, c=normal()), "differ"),
    "NaN once": (draws(0, c=constant(np.nan)), draws(1, c=normal()), "differ"),
    "heavy tails": (draws(0, t=student(2.5)), draws(1, t=student(2.5)), "agree"),
    "no variance": (draws(0, t=student(1)), draws(1, t=student(1)), "agree"),
    "no variance, shifted": (draws(0, t=student(1)), draws(1, t=student(1, shift=1.5)), "differ"),
    "no variance, wider": (draws(0, t=student(1)), draws(1, t=student(1, scale=1.5)), "differ"),
    "other tails": (draws(0, t=student(1)), draws(1, t=student(30)), "differ"),
    "a chain astray": (draws(0), ASTRAY, UNDECIDED),
    "only saved": (draws(0, z=normal()), draws(1), "differ"),
    "only new": (draws(0), draws(1, z=normal()), "differ"),
    "renamed": (draws(0, z=normal()), draws(1, zeta=normal()), "differ"),
    "transformed on one side": (draws(0, x_log__=normal(2)), draws(1), "agree"),
    "NaN on both sides": (draws(0, c=constant(np.nan)), draws(1, c=constant(np.nan)), UNDECIDED),
    "NaN, and another shifted": (draws(0, c=constant(np.nan)), draws(1, shift=0.4, c=constant(np.nan)), "differ"),
    "one NaN on both sides": (draws(0, c=gap), draws(1, c=gap), UNDECIDED),
    "infinite on both sides": (draws(0, c=constant(np.inf)), draws(1, c=constant(np.inf)), "agree"),
    "other infinity": (draws(0, c=constant(np.inf)), draws(1, c=constant(-np.inf)), "differ"),
    "one equal draw": (one_point(0.3), one_point(0.3), UNDECIDED),
    "one unequal draw": (one_point(0.3), one_point(0.4), UNDECIDED),
    "one draw against many": (one_point(0.3), Draws((Chain({"x": np.linspace(0, 1, 900)}),)), UNDECIDED),
    "three draws": (one_point(0.3, 0.4, 0.5), one_point(0.3, 0.4, 0.5), UNDECIDED),
    "a few draws that stand still": (one_point(*[0.3] * 20), one_point(*[0.3] * 20), UNDECIDED),
    "nothing in them": (EMPTY, EMPTY, UNDECIDED),
    "other imaginary part": (draws(0, c=complex_of(1.0)), draws(1, c=complex_of(3.0)), "differ"),
    "same complex": (draws(0, c=complex_of(1.0)), draws(1, c=complex_of(1.0)), "agree"),
    "huge": (draws(0, y=normal(scale=1e200)), draws(1, y=normal(scale=1e200)), "agree"),
    "huge, shifted": (draws(0, y=normal(scale=1e200)), draws(1, y=normal(mean=1.0, scale=1e200)), "differ"),
    "minute": (draws(0, y=normal(scale=1e-200)), draws(1, y=normal(scale=1e-200)), "agree"),
    "minute, shifted": (draws(0, y=normal(scale=1e-200)), draws(1, y=normal(mean=1.0, scale=1e-200)), "differ"),
    "a chain that hardly began": (Draws((*draws(0).chains, *draws(2, n=1, chains=1).chains)), draws(1), "agree"),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize(("freedom", "left"), [(30, [0, 1, 2, 3, 4]), (2.5, [0, 2, 3, 4]), (1, [2, 3, 4])])
def test_tails_take_away_sd_and_mean(freedom, left):
    report = compare(draws(0, t=student(freedom)), draws(1, t=student(freedom)))
    row = next(row for row in report.rows if row.name == "t")
    assert np.flatnonzero(~np.isnan(row.difference)).tolist() == left
    assert any("Tails too heavy" in remark and remark.endswith(": t.") for remark in report.remarks) == (len(left) < 5)


@pytest.mark.wide(47)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_answer(case):
    old, new, answer = case
    report = compare(old, new)
    assert report.answer == answer
    assert report.exit_code == {"agree": 0, "differ": 1, UNDECIDED: 4}[answer]
    assert report.text().splitlines()[-1].startswith(f"{answer}: ")
    document = json.loads(report.json())
    assert document["answer"] == answer
    assert sum(len(document[kind]) for kind in ("scalars", "correlations", "tables")) == len(report.rows)


def test_rows_are_sorted_by_evidence_and_the_differing_one_is_named():
    report = compare(draws(0), draws(1, shift=0.4))
    assert report.rows[0].name == "mu" and report.rows[0].beyond
    assert [row.z for row in report.rows] == sorted((row.z for row in report.rows), reverse=True)
    assert "mu: mean by +0.4" in report.reason or "mu: median by +0.4" in report.reason


def test_undecided_says_how_many_draws():
    report = compare(draws(0, n=5000), draws(1, n=150))
    assert report.needed and report.needed > 600
    assert f"about {report.needed} draws" in report.reason


def test_what_is_on_one_side_only_is_said():
    report = compare(draws(0, z=constant(0.0)), draws(1))
    assert report.reason == "only in the saved posterior: z (--ignore z leaves it out)"
    assert compare(draws(0, z=constant(0.0)), draws(1), settings=Settings(ignored=("z",))).agrees
    with pytest.raises(CannotCompare, match="saved are mu, x; new are a"):
        compare(draws(0), Draws((Chain({"a": np.zeros(10)}),)))


def test_transformed_variables_are_compared_where_both_sides_have_them():
    names = ["mu", "tau_log__", "tau", "p_logodds__", "x_interval__", "x"]
    assert compared_names(names, []) == ["mu", "tau", "p_logodds__", "x"]
    assert compared_names(names, ["tau_log__", "tau"]) == ["mu", "tau_log__", "tau", "p_logodds__", "x"]


LOGP = -np.linspace(1.0, 100.0, 50)
SCALE = np.abs(LOGP) * 3
REPLAYS = {
    "equal": (LOGP, "passed"),
    "rounding": (LOGP * (1 + 1e-10), "passed"),
    "constant": (LOGP - 0.7, "passed but for a constant"),
    "close": (LOGP + 1e-4 * np.sin(LOGP), "failed"),
    "scaled": (LOGP * 1.01, "failed"),
    "one draw": (np.where(np.arange(50) == 7, LOGP + 1.0, LOGP), "failed"),
    "infinite": (np.where(np.arange(50) == 7, -np.inf, LOGP), "failed"),
    "NaN": (np.full(50, np.nan), "failed"),
}


@pytest.mark.parametrize("case", REPLAYS.values(), ids=REPLAYS)
def test_replay(case):
    new, status = case
    assert judge(LOGP, new, SCALE).status == status


def test_replay_finds_the_first_draw_and_the_constant():
    assert judge(LOGP, REPLAYS["one draw"][0], SCALE).first == 7
    assert judge(LOGP, LOGP - 0.7, SCALE).offset == pytest.approx(-0.7)


def test_replay_of_a_density_that_is_not_finite_fails_whatever_its_terms():
    wild = np.where(np.arange(50) == 7, -np.inf, LOGP)
    assert judge(LOGP, wild, np.abs(wild)).status == "failed"


def test_replay_in_single_precision_allows_its_rounding():
    assert judge(LOGP, LOGP + 1e-4 * np.sin(LOGP), SCALE, "float32").status == "near"
    assert judge(LOGP, LOGP * (1 + 1e-6), SCALE, "float32").status == "passed"


def test_replay_of_several_step_methods_does_not_accuse():
    assert judge(LOGP, LOGP * 1.01, SCALE, step_methods=2).status == "not possible"


PASSED, FAILED = judge(LOGP, LOGP, SCALE), judge(LOGP, LOGP * 1.01, SCALE)


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    ("new", "replay", "answer"),
    [
        (draws(1), PASSED, "agree (replayed)"),
        (draws(1, n=60), PASSED, "agree (replayed)"),  # the draws alone decide nothing
        (draws(1, shift=0.4), PASSED, "differ"),
        (draws(1), FAILED, "differ"),
        (draws(1), not_possible("no model_logp"), "agree"),
        (draws(1, n=60), not_possible("no model_logp"), UNDECIDED),
        (None, PASSED, "agree (replayed)"),
        (None, FAILED, "differ"),
        (None, not_possible("no model_logp"), UNDECIDED),
    ],
)
def test_replay_and_draws_together(new, replay, answer):
    report = compare(draws(0), new, replay)
    assert report.answer == answer
    assert replay.message in report.text()


def test_quantile_error_is_that_of_independent_draws():
    x = np.random.default_rng(3).normal(size=(4, 10_000))
    assert quantile_error(x, 0.5, 40_000) == pytest.approx(np.sqrt(np.pi / 2 / 40_000), rel=0.25)


def test_errors_agree_with_arviz():
    arviz = pytest.importorskip("arviz")
    rng = np.random.default_rng(5)
    x = np.empty((4, 2000))
    noise = rng.normal(size=x.shape)
    x[:, 0] = noise[:, 0]
    for i in range(1, 2000):
        x[:, i] = 0.7 * x[:, i - 1] + noise[:, i]
    ours = scalar("x", x)
    # ArviZ takes its quantiles by another interpolation, which moves an order statistic now and then.
    for p, ours_at in ((0.05, 2), (0.5, 3), (0.95, 4)):
        assert ours.errors[ours_at] == pytest.approx(float(arviz.mcse(x, method="quantile", prob=p)), rel=1e-2)
    assert ours.errors[0] == pytest.approx(float(arviz.mcse(x, method="mean")), rel=1e-6)
    theirs = [float(f) for f in (arviz.ess(x), arviz.ess(x, method="tail"), arviz.rhat(x))]
    assert [ours.bulk, ours.tail, ours.rhat] == pytest.approx(theirs, rel=1e-6)
