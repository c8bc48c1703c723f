"""A checkpoint gives nothing of another model: one thing is changed in a program, and what the second run says is known.

The rows of the table end where the folder is opened; one row of each door is run to its end.
"""

from __future__ import annotations

from contextlib import contextmanager

import pytest

import compat as theano
from theano_compat.models.runs import checkpoint, kept_chains, stepwise
from theano_compat.models.runs.checkpoint import CheckpointError, opened
from theano_compat.models.scale import map_models
from theano_compat.models.smc import sample_smc
from theano_compat.models.variational import kept_fit

from .checkpoints import programs as p
from .checkpoints.attacks import CHANGED, UNSEEN, WITHOUT_EFFECT

DOORS = (stepwise, kept_chains, kept_fit, map_models, sample_smc)
pytestmark = pytest.mark.filterwarnings("ignore")  # of Ops in Python, and of few draws


class Opened(BaseException):
    """The folder has been opened: the rest of the run is not wanted."""


def run(program, folder):
    exec(compile(program, "program.py", "exec"), {"__name__": "__main__", "folder": folder})


@pytest.fixture
def ending(monkeypatch):
    """Programs end where their folder is opened."""

    @contextmanager
    def only_opened(path, about, seeds):
        with opened(path, about, seeds):
            raise Opened
        yield

    for door in DOORS:
        monkeypatch.setattr(door, "opened", only_opened)


def called_again(attack, folder):
    """Run a program, and again with its change; return the error of the second run, if any."""
    assert attack.before in attack.program
    with pytest.raises(Opened):
        run(p.HEAD + attack.program, folder)
    changed = attack.program.replace(attack.before, attack.after) if attack.before else attack.program
    try:
        run(p.HEAD + changed, folder)
    except Opened:
        return None
    except CheckpointError as error:
        return str(error)


@pytest.mark.parametrize("attack", CHANGED, ids=lambda one: one.name)
def test_a_change_is_refused_and_named(attack, ending, tmp_path):
    said = called_again(attack, tmp_path / "kept")
    assert said is not None and "is of another run: " in said
    assert attack.said in said, said


@pytest.mark.parametrize("attack", WITHOUT_EFFECT, ids=lambda one: one.name)
def test_what_changes_no_draw_is_not_refused(attack, ending, tmp_path):
    assert called_again(attack, tmp_path / "kept") is None


@pytest.mark.parametrize("attack", UNSEEN, ids=lambda one: one.name)
def test_what_cannot_be_compared_is_named(attack, ending, tmp_path, caplog):
    said = called_again(attack, tmp_path / "kept")
    assert said is not None and "whether" in said and "cannot be said. Not compared: " in said
    assert attack.said in said, said
    assert "a later call cannot compare" in caplog.text
    with theano.change_flags(checkpoint_unchecked=True), pytest.raises(Opened):
        run(p.HEAD + attack.program, tmp_path / "kept")
    assert "goes on unchecked: not compared: " in caplog.text
