"""A posterior as a regression test: new draws must agree with those saved in a file."""

from __future__ import annotations

import sys
from pathlib import Path

from theano_common.saved import draws_npz
from theano_common.saved.any_file import load
from theano_common.saved.live_trace import draws_of

from .comparison import compare
from .replay import replay_model
from .report import Report
from .settings import Settings
from .verdict import UNDECIDED

OPTION = "--compat-update-posteriors"


class Updating:
    """Whether posteriors are written instead of compared; set by the option of the pytest plugin."""

    now = False


def assert_posteriors_agree(
    new: object,
    saved: str | Path,
    *,
    model: object = None,
    settings: Settings | None = None,
    undecided: str = "fail",
) -> Report | None:
    """Assert that `new` (a MultiTrace, an InferenceData or Draws) agrees with the posterior in the file `saved`.

    saved: anything that `load` reads; a relative path starts from the folder of the calling file.
    model: replayed at the saved draws first, where they keep its log density. undecided: "fail", "pass" or "skip"
    (pytest's) when the draws do not decide. Returns the report. AssertionError with the whole report when the two
    differ; FileNotFoundError, which tells how to write it, when there is no such file.
    Under `pytest --compat-update-posteriors` an .npz is written instead (None is returned). A file of any other kind
    is the old library's own word: never overwritten, compared with as ever; ValueError where there is none yet.
    """
    if undecided not in ("fail", "pass", "skip"):
        raise ValueError(f"undecided is 'fail', 'pass' or 'skip', not {undecided!r}")
    here = Path(sys._getframe(1).f_globals.get("__file__") or "").parent
    path = Path(saved) if Path(saved).is_absolute() else here / saved
    if Updating.now and _writes(path):
        draws_npz.save(draws_of(new), path)
        return None
    if not path.exists():
        raise FileNotFoundError(f"no saved posterior {path}: name an .npz and run pytest {OPTION} to write it")
    old = load(path)
    report = compare(old, draws_of(new), None if model is None else replay_model(old, model), settings)
    if report.answer == UNDECIDED and undecided == "skip":
        import pytest

        pytest.skip(f"{path.name}: {report.sentence}")
    if not report.agrees and not (report.answer == UNDECIDED and undecided == "pass"):
        raise AssertionError(f"{path.name}: {report.answer}\n{report.text()}")
    return report


def _writes(path: Path) -> bool:
    """Say whether an update writes this file: new ones must be .npz; others are not changed."""
    if path.suffix == ".npz":
        return True
    if not path.exists():
        raise ValueError(f"{path.name} cannot be written by {OPTION}: name an .npz")
    return False
