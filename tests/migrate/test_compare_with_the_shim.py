"""The fixtures' scripts, unchanged, against the posteriors that the real PyMC3 saved: replay and sampling."""

from pathlib import Path

import pytest

from theano_common.draws import Chain, Draws
from theano_migrate.compare import compare, load
from theano_migrate.compare.replay import run_script
from tools.fixture_table.fixtures import saved_trace

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "legacy_models"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["eight_schools", "radon"])
def test_replay_passes(name):
    replay = run_script(load(saved_trace(name)), MODELS / name / "model.py", sample=False).replay
    assert (replay.status, replay.draws) == ("passed", 2000)


@pytest.mark.slow
def test_sampling_agrees_too():
    old = load(saved_trace("eight_schools"))
    run = run_script(old, MODELS / "eight_schools" / "model.py")
    report = compare(old, run.draws, run.replay)
    assert report.answer == "agree (replayed)"
    assert {row.name for row in report.rows} >= {"mu", "tau", "eta[0]", "theta[7]"}
    assert not any(row.beyond for row in report.rows)


CHANGES = {
    "a prior": ("beta=5", "beta=6", "failed"),
    "a datum": ("28.0, 8.0", "28.5, 8.0", "failed"),
    "a constant term": (
        "with model:\n",
        "with model:\n    pm.Potential('c', 0.0 * mu + 3.0)\n",
        "passed but for a constant",
    ),
}


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_replay_of_a_changed_model(tmp_path, change):
    before, after, status = change
    text = (MODELS / "eight_schools" / "model.py").read_text()
    assert before in text
    (tmp_path / "model.py").write_text(text.replace(before, after, 1))
    old = load(saved_trace("eight_schools"))
    replay = run_script(old, tmp_path / "model.py", sample=False).replay
    assert replay.status == status
    if status == "failed":
        assert set(replay.terms) == {"mu", "tau_log__", "eta", "obs"}
        assert compare(old, None, replay).answer == "differ"


@pytest.mark.slow
def test_a_constraint_that_the_script_lacks_is_seen_without_sampling():
    """The saved draws are those of a model that also had mu > 4: the density is the same at all of them."""
    old = load(saved_trace("eight_schools"))
    kept = [chain.samples["mu"] > 4 for chain in old.chains]
    chains = (
        Chain(*({name: x[at] for name, x in part.items()} for part in (chain.samples, chain.stats)))
        for chain, at in zip(old.chains, kept, strict=True)
    )
    constrained = Draws(tuple(chains), old.sampler, attrs=old.attrs)
    replay = run_script(constrained, MODELS / "eight_schools" / "model.py", sample=False).replay
    assert replay.status == "passed" and "mu below all saved ones" in replay.beyond
    report = compare(constrained, None, replay)
    assert report.answer == "not enough draws to tell" and "mu below all saved ones" in report.closing
