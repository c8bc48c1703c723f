"""A posterior as a test: `assert_posteriors_agree`, and the option that writes what it compares with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_common.saved import draws_npz
from theano_migrate.compare import assert_posteriors_agree, load
from tools.fixture_table.fixtures import saved_trace

SAVED = saved_trace("eight_schools")

TEST = """
import numpy as np, pytest
from theano_common.draws import Chain, Draws
from theano_migrate.compare import assert_posteriors_agree

def test_it():
    rng = np.random.default_rng({seed})
    new = Draws(tuple(Chain({{"mu": rng.normal({shift}, 1.0, {n})}}) for _ in range(4)))
    assert_posteriors_agree(new, {file!r}, **{more})
"""


def draws(seed=0, shift=0.0, n=2500):
    rng = np.random.default_rng(seed)
    return Draws(tuple(Chain({"mu": rng.normal(shift, 1.0, n)}) for _ in range(4)))


@pytest.fixture
def run(tmp_path):
    """Run a test of the folder `suite` from another folder: (outcome line, all that was printed)."""
    folder = tmp_path / "suite"
    folder.mkdir()
    here = str(Path(__file__).resolve().parents[2])

    def with_test(*options, seed=1, shift=0.0, n=2500, file="saved.npz", more="{}"):
        (folder / "test_it.py").write_text(TEST.format(seed=seed, shift=shift, n=n, file=file, more=more))
        # The plugin by name: whether it is installed as an entry point does not matter here.
        plugins = ["-p", "theano_migrate.pytest_plugin", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "-q", "-rs", *plugins]
        environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": here}
        done = subprocess.run(
            [*command, *options, str(folder)], cwd=tmp_path, env=environment, capture_output=True, text=True
        )
        return done.stdout.strip().splitlines()[-1], done.stdout + done.stderr

    return folder, with_test


@pytest.mark.slow
def test_write_then_compare(run):
    folder, with_test = run
    missing, told = with_test()
    assert "1 failed" in missing and "--compat-update-posteriors to write it" in told
    assert "1 passed" in with_test("--compat-update-posteriors")[0] and (folder / "saved.npz").exists()
    written = (folder / "saved.npz").read_bytes()
    assert "1 passed" in with_test(seed=2)[0]
    shifted, told = with_test(seed=2, shift=0.5)
    assert "1 failed" in shifted and "mu: mean by" in told
    assert (folder / "saved.npz").read_bytes() == written


@pytest.mark.slow
@pytest.mark.parametrize(
    ("more", "outcome"),
    [("{}", "1 failed"), ("{'undecided': 'pass'}", "1 passed"), ("{'undecided': 'skip'}", "1 skipped")],
)
def test_undecided(run, more, outcome):
    folder, with_test = run
    draws_npz.save(draws(), folder / "saved.npz")
    assert outcome in with_test(seed=3, n=60, more=more)[0]


@pytest.mark.slow
def test_what_the_old_library_saved_is_never_overwritten(run):
    folder, with_test = run
    name = SAVED.name
    outcome, told = with_test("--compat-update-posteriors", file=name)
    assert "1 failed" in outcome and "name an .npz" in told
    shutil.copy(SAVED, folder / name)
    outcome, told = with_test("--compat-update-posteriors", file=name)
    assert "1 failed" in outcome and "differ" in told  # compared, as without the option
    assert (folder / name).read_bytes() == SAVED.read_bytes()


def test_other_words_for_undecided_are_refused():
    with pytest.raises(ValueError, match="'fail', 'pass' or 'skip'"):
        assert_posteriors_agree(draws(), "saved.npz", undecided="maybe")


@pytest.mark.slow
def test_the_model_is_replayed(monkeypatch):
    import compat

    compat.install()
    import pymc3 as pm

    try:
        with pm.Model() as model:
            mu = pm.Normal("mu", mu=0, sigma=5)
            tau = pm.HalfCauchy("tau", beta=5)
            eta = pm.Normal("eta", mu=0, sigma=1, shape=8)
            pm.Deterministic("theta", mu + tau * eta)
            effect = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
            pm.Normal("obs", mu=mu + tau * eta, sigma=np.array([15.0, 10, 16, 11, 9, 11, 10, 18]), observed=effect)
        report = assert_posteriors_agree(load(SAVED), SAVED, model=model)
        assert report.answer == "agree (replayed)"
        with pm.Model() as other:
            mu = pm.Normal("mu", mu=0, sigma=5.5)
            pm.HalfCauchy("tau", beta=5)
            pm.Normal("eta", mu=0, sigma=1, shape=8)
        with pytest.raises(AssertionError, match="the log density differs"):
            assert_posteriors_agree(load(SAVED), SAVED, model=other)
    finally:
        compat.uninstall()
