"""The comparison beyond single scalars: gates, correlations, tables, joint distribution, labels, settings, power."""

import json
from dataclasses import replace

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.saved import draws_npz
from theano_common.saved.versions import Version
from theano_migrate.compare import compare
from theano_migrate.compare.command import main
from theano_migrate.compare.correlations import correlation
from theano_migrate.compare.errors import CannotCompare
from theano_migrate.compare.gates import bfmi
from theano_migrate.compare.hints import hints
from theano_migrate.compare.joint import joint
from theano_migrate.compare.replay_terms import blame
from theano_migrate.compare.replay_verdict import judge
from theano_migrate.compare.row import scalar_rows
from theano_migrate.compare.settings import Settings, read
from theano_migrate.compare.statistics import scalars
from theano_migrate.compare.verdict import smallest_seen

UNDECIDED = "not enough draws to tell"


def draws(make, seed=0, n=2500, chains=4, stats=None):
    """Chains of what `make` gives for (rng, n), with statistics from `stats` likewise."""
    rng = np.random.default_rng(seed)
    return Draws(tuple(Chain(make(rng, n), stats(rng, n) if stats else {}) for _ in range(chains)))


def plane(r):
    def make(rng, n):
        x, y = rng.normal(size=(2, n))
        return {"x": x, "y": r * x + np.sqrt(1 - r * r) * y}

    return make


def ring(rng, n):
    """Normal margins, no correlation, and not independent: y = ±x."""
    x = rng.normal(size=n)
    return {"x": x, "y": np.where(rng.random(n) < 0.5, x, -x)}


def poisson(rate):
    return lambda rng, n: {"k": rng.poisson(rate, n), "x": rng.normal(size=n)}


def sharp(rng, n):
    """Mean 3 and variance 3 as a Poisson law of rate 3 has them, on three values."""
    return {"k": 3 + np.rint(rng.choice([-2, 0, 2], n, p=[0.375, 0.25, 0.375])).astype(int), "x": rng.normal(size=n)}


CORRELATED = draws(plane(0.8))
CASES = {
    "same correlation": (CORRELATED, draws(plane(0.8), 1), "agree", "corr"),
    "other correlation": (CORRELATED, draws(plane(0.5), 1), "differ", "corr(x, y)"),
    "correlation lost": (CORRELATED, draws(plane(0.0), 1), "differ", "corr(x, y)"),
    "same counts": (draws(poisson(3.0)), draws(poisson(3.0), 1), "agree", "table"),
    "other counts of one mean and sd": (draws(poisson(3.0)), draws(sharp, 1), "differ", "k by value: P("),
    "joint distribution alone": (draws(plane(0.0)), draws(ring, 1), UNDECIDED, "joint distribution: a classifier"),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_beyond_scalars(case):
    old, new, answer, told = case
    report = compare(old, new)
    assert report.answer == answer and told in report.reason
    assert json.loads(report.json())["answer"] == answer


def test_the_error_of_a_correlation_is_that_of_fisher():
    """atanh r of n independent normal pairs has the standard error 1 / sqrt(n)."""
    made = CORRELATED.chains[0].samples
    found = [correlation(*(draws(plane(0.8), seed).stacked(v) for v in ("x", "y"))) for seed in range(40)]
    assert np.mean([error for _, error in found]) == pytest.approx(0.01, rel=0.05)
    assert np.std([np.arctanh(r) for r, _ in found], ddof=1) == pytest.approx(0.01, rel=0.35)  # 3 se of an sd of 40
    assert len(made) == 2


def test_a_joint_law_is_told_apart_and_the_same_is_not():
    for new, apart in ((ring, True), (plane(0.0), False)):
        old, other = draws(plane(0.0)), draws(new, 1)
        found = joint(scalar_rows(scalars(old, ["x", "y"]), scalars(other, ["x", "y"]), Settings()).rows)
        assert found.apart == apart and found.exchanges == 35 and found.p >= 1 / 35
        assert found.accuracy > 0.6 if apart else abs(found.accuracy - found.by_chance[1]) < 0.04


def plain(rng, n):
    return {"x": rng.normal(size=n)}


def energies(mixing):
    """Statistics of a sampler whose energies move by `mixing` of their spread a draw."""

    def stats(rng, n):
        energy, steps = np.empty(n), rng.normal(size=n)
        energy[0] = steps[0]
        for i in range(1, n):
            energy[i] = np.sqrt(1 - mixing) * energy[i - 1] + np.sqrt(mixing) * steps[i]
        return {"energy": energy, "diverging": np.zeros(n, dtype=bool)}

    return stats


def diverging(share):
    return lambda rng, n: {"diverging": rng.random(n) < share}


GATES = {
    "good": (energies(0.9), "agree", None),
    "slow energies": (energies(0.05), UNDECIDED, "E-BFMI of the new chains"),
    "few divergences": (diverging(0.002), "agree", "new draws diverged."),
    "many divergences": (diverging(0.05), UNDECIDED, "target_accept"),
}


@pytest.mark.parametrize("case", GATES.values(), ids=GATES)
def test_gates(case):
    stats, answer, told = case
    report = compare(draws(plain), draws(plain, 1, stats=stats))
    assert report.answer == answer
    assert told is None or told in report.text()


def test_a_source_that_fails_its_gate_cannot_differ_either():
    report = compare(draws(plain), draws(lambda rng, n: {"x": rng.normal(1, 1, n)}, 1, stats=diverging(0.05)))
    assert report.answer == UNDECIDED and report.needed is None and "what differs now: x: " in report.reason


def test_bfmi_of_independent_and_of_slow_energies():
    rng = np.random.default_rng(3)
    assert bfmi(rng.normal(size=20_000)) == pytest.approx(2.0, rel=0.05)  # var of differences: twice the variance
    assert bfmi(np.cumsum(rng.normal(size=20_000))) < 0.01
    assert np.isnan(bfmi(np.zeros(10)))


def components(flips=(False, False, False, False)):
    """Chains of a mixture's weights and means; a flipped one has its two labels exchanged."""

    def make(seed):
        rng, made = np.random.default_rng(seed), []
        for flip in flips:
            w = rng.beta(30, 70, 2500)
            held = {"w": np.stack([w, 1 - w], 1), "m": rng.normal([-1.0, 2.0], 0.2, (2500, 2)), "s": w**0.5}
            made.append(Chain({name: x[:, ::-1] if flip and x.ndim == 2 else x for name, x in held.items()}))
        return Draws(tuple(made))

    return make


def test_switched_labels_are_matched_and_said():
    report = compare(components()(0), components((False, True, False, True))(1))
    assert report.answer == "agree"
    assert any(remark.startswith("Labels of w, m were matched draw by draw") for remark in report.remarks)


def test_single_chains_with_vectors_are_compared():
    one = Draws(components()(1).chains[:1])
    assert compare(components()(0), one).answer == "agree"


@pytest.mark.slow
def test_labels_that_no_source_contradicts_are_left_alone():
    """Both sources are sure of themselves: whether the model is symmetric is for the person to say."""
    exchanged = components((True, True, True, True))(1)
    assert compare(components()(0), exchanged).answer == "differ"
    assert compare(components()(0), exchanged, settings=Settings(symmetric=("w", "m"))).answer == "agree"


def shifted(rng, n):
    return {"x": rng.normal(0.25, 1.0, n)}


def test_settings(tmp_path):
    old, new = draws(plain), draws(shifted, 1)
    assert compare(old, new).answer == "differ"
    assert compare(old, new, settings=Settings(factors={"x": 3.0})).answer == "agree"
    file = tmp_path / "margins.toml"
    file.write_text("[variables.x]\nmean = 0.5\nmedian = 0.5\nq05 = 0.6\nq95 = 0.6\n")
    assert compare(old, new, settings=read(file)).answer == "agree"
    project = tmp_path / "pyproject.toml"
    project.write_text("[tool.migrate-compare.margins]\nmean = 0.5\nmedian = 0.5\nq05 = 0.6\nq95 = 0.6\n")
    assert compare(old, new, settings=read(project)).answer == "agree"
    file.write_text("[variables.x]\nignore = true\n")
    with pytest.raises(CannotCompare, match="no variable in common"):
        compare(old, new, settings=read(file))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[margins\n", "no TOML"),
        ("[margin]\n", "unknown: margin"),
        ("[margins]\nmode = 1\n", "no margin 'mode'"),
        ("[variables.x]\nmean = -1\n", "variables.x.mean must be a number above zero"),
        ("[variables.x]\nfactor = 'a'\n", "factor|could not convert"),
    ],
)
def test_settings_that_cannot_be_read(tmp_path, text, why):
    (tmp_path / "s.toml").write_text(text)
    with pytest.raises(CannotCompare, match=why):
        read(tmp_path / "s.toml")


def test_settings_on_the_command_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    draws_npz.save(draws(plain), "old.npz")
    draws_npz.save(draws(shifted, 1), "new.npz")
    assert main(["old.npz", "new.npz"]) == 1
    assert main(["old.npz", "new.npz", "--margin", "x=3"]) == 0
    assert main(["old.npz", "new.npz", "--ignore", "x"]) == 2
    assert main(["old.npz", "new.npz", "--margin", "x"]) == 2
    assert main(["old.npz", "new.npz", "--until", "decided"]) == 2
    assert "--until" in capsys.readouterr().err


@pytest.mark.slow
def test_power_is_what_simulation_gives():
    """A shift of the size named is called `differ` in 9 of 10 runs."""
    size = compare(draws(plain, n=500), draws(plain, 1, n=500)).power.median
    moved = [draws(lambda rng, n: {"x": rng.normal(size, 1.0, n)}, 100 + i, n=500) for i in range(60)]
    seen = sum(compare(draws(plain, 300 + i, n=500), new).answer == "differ" for i, new in enumerate(moved))
    assert 60 * 0.9 - 4 * np.sqrt(60 * 0.09) <= seen
    assert smallest_seen(np.array(0.0), np.array(0.15), 5) == pytest.approx(0.15)


@pytest.mark.slow
def test_the_log_density_is_compared_after_a_replay():
    def stats(offset):
        return lambda rng, n: {"model_logp": -rng.chisquare(3, n) / 2 + offset}

    logp = np.linspace(-5, -1, 50)
    passed, constant = judge(logp, logp, np.abs(logp)), judge(logp, logp - 0.7, np.abs(logp))
    old = draws(plain, stats=stats(0.0))
    for new, replay, answer in (
        (draws(plain, 1, stats=stats(0.0)), passed, "agree (replayed)"),
        (draws(plain, 1, stats=stats(-0.7)), constant, "agree (replayed)"),
        (draws(plain, 1, stats=stats(-0.7)), passed, "differ"),
    ):
        report = compare(old, new, replay)
        assert report.answer == answer and "log density" in {row.name for row in report.rows}
    assert "log density" not in {row.name for row in compare(old, old).rows}


def test_the_term_to_blame():
    rng = np.random.default_rng(0)
    mu, sd_log, theta = rng.normal(size=300), rng.normal(size=300), rng.normal(size=(300, 8))
    terms = {
        "mu": -(mu**2) / 2,
        "sd_log__": -np.log1p(np.exp(2 * sd_log)) + sd_log,
        "theta": -((theta - mu[:, None]) ** 2).sum(1) / 2 / np.exp(2 * sd_log) - 8 * sd_log,
        "y": -((theta - 1) ** 2).sum(1),
    }
    depends = {"mu": ["mu"], "sd_log__": ["sd_log__"], "theta": ["mu", "sd_log__", "theta"], "y": ["theta"]}
    values = {"mu": mu, "sd_log__": sd_log, "theta": theta}
    differences = {
        "mu": 0.3 * mu**2,
        "sd_log__": sd_log + 1.0,  # a Jacobian too many
        "theta": 0.2 * ((theta - mu[:, None]) ** 2).sum(1) / np.exp(2 * sd_log),
        "y": 0.5 * ((theta - 1) ** 2).sum(1),
    }
    for name, difference in differences.items():
        found = blame(difference, terms, depends, values)
        assert found.term == name and found.share > 0.99
    assert blame(rng.normal(size=300), terms, depends, values) is None
    gone = blame(mu, terms | {"mu": np.where(mu > 1, -np.inf, 0.0)}, depends, values)
    assert gone.term == "mu" and "not finite" in gone.text()


def test_differences_are_told_by_what_the_script_uses():
    script = "x = pm.AR1('x', k=0.5, tau_e=1)\nppc = pm.sample_ppc(trace)"
    told = " ".join(hints(script, {"pymc3": Version("3.5", "3.5", "")}))
    assert "AR1 took the precision" in told and "memoised" in told and "log density of AR1 was wrong" not in told
    assert hints(script, {"pymc3": Version("3.11.5", "3.11.5", "")}) == ()
    assert hints(script, {"pymc3": Version("3.11", "", "")})[0].startswith("If they were saved by PyMC3 before 3.11.2")
    assert all(one.startswith("If they were saved by") for one in hints(script, {}))


def test_one_of_several_looks_spends_part_of_the_levels():
    n = 330  # an interval that just fits at the full level
    old, new = draws(plain), draws(plain, 1, n=n)
    assert compare(old, new).answer != compare(old, new, share=1e-4).answer


@pytest.mark.slow
def test_many_chains_are_exchanged_by_a_draw():
    report = compare(draws(plane(0.0), n=400, chains=8), draws(ring, 1, n=400, chains=8))
    assert report.joint.exchanges == 200 and report.joint.apart is True
    assert json.loads(report.json())["joint"]["apart"] is True


def test_constant_scalars_are_named():
    same = draws(lambda rng, n: {"x": rng.normal(size=n), "c": np.full(n, 2.0), "far": np.full(n, np.inf)})
    report = compare(same, replace(same))
    [remark] = [one for one in report.remarks if one.startswith("Constant")]
    assert "c (always 2)" in remark and "far (always inf)" in remark and report.agrees


def test_settings_that_name_nothing_are_told():
    report = compare(draws(plain), draws(plain, 1), settings=Settings(factors={"y": 2.0}, ignored=("z",)))
    assert report.agrees and "The settings are for y, z too, which neither side has." in report.remarks
