"""`theano-compat watch`: what it says of a run that goes on, that was killed, and that is at its end."""

import os
import time

import pytest

import theano_compat.pymc3_api as pm
from compat import watch_command
from theano_common.saved.checkpoint_folder import chunk_files
from theano_common.system.file_lock import is_held, locked

KILLED = "no process of this machine writes to the folder"


@pytest.fixture
def folder(tmp_path):
    """The folder of a run that lost its last draws, an hour ago."""
    with pm.Model():
        pm.Normal("x", 0, 1)
        step = pm.Metropolis()
        options = {"return_inferencedata": False, "compute_convergence_checks": False, "progressbar": False}
        pm.sample(20, tune=10, chains=1, cores=1, step=step, checkpoint=tmp_path, random_seed=1, **options)
    chunk_files(tmp_path / "chain-0")[-1].unlink()
    for one in tmp_path.rglob("*"):
        os.utime(one, (time.time() - 3600,) * 2)
    return tmp_path


def watched(folder, capsys, **options):
    code = watch_command.main(str(folder), 0.01, options.pop("once", True), None)
    return code, capsys.readouterr().out


def test_a_run_that_was_killed_is_said_to_be(folder, capsys):
    code, said = watched(folder, capsys)
    assert code == 0 and f"kept 60 minutes ago, and {KILLED}" in said and "at its end" not in said


def test_a_run_that_was_killed_is_not_watched_for_ever(folder, capsys):
    assert watched(folder, capsys, once=False)[0] == 1


def test_a_run_that_goes_on_is_watched(folder, capsys):
    with locked(folder / "lock"):
        assert "ago; the run goes on." in watched(folder, capsys)[1]
    with locked(folder / "chain-0" / "lock"):  # a job that draws one chain
        assert "ago; the run goes on." in watched(folder, capsys)[1]


def test_a_run_of_another_machine_is_watched_while_draws_come(folder, capsys, monkeypatch):
    new = folder / "chain-0" / "00000000-00000009.npz"
    new.write_bytes(b"")
    monkeypatch.setattr(watch_command, "GONE", -1.0)  # so that the second look ends it
    code, said = watched(folder, capsys, once=False)
    assert code == 1 and "kept 0 s ago, and" in said and "or runs on another machine" in said


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (90, "90 s"), (150, "2 minutes"), (9000, "2 hours"), (1e6, "12 days")]
)
def test_ages(seconds, words):
    assert watch_command.shown(seconds) == words


def test_a_lock_that_is_looked_at_can_be_taken(tmp_path):
    assert not is_held(tmp_path / "lock")
    with locked(tmp_path / "lock"):
        assert is_held(tmp_path / "lock")
    assert not is_held(tmp_path / "lock")
    with locked(tmp_path / "lock"):
        pass


def test_the_run_is_at_its_end(tmp_path, capsys):
    with pm.Model():
        pm.Normal("x", 0, 1)
        pm.sample(
            20,
            tune=10,
            chains=1,
            cores=1,
            step=pm.Metropolis(),
            checkpoint=tmp_path,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )
    code, said = watched(tmp_path, capsys, once=False)
    assert code == 0 and "The run is at its end." in said and KILLED not in said
