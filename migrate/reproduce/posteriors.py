"""Saved posteriors beside the documents: each is compared with the model of the document that names it."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theano_common.saved.any_file import load
from theano_common.saved.errors import CannotRead
from theano_common.verdict import Status

from ..compare.verdict import AGREE, AGREE_REPLAYED, DIFFER
from . import judging
from .documents import Contents, Document
from .results import Posterior
from .running.limits import OVER, Limits, Place

VERDICTS = {AGREE: judging.AGREES, AGREE_REPLAYED: judging.AGREES, DIFFER: judging.DIFFERS}
LARGEST = 500_000_000  # bytes of a file that is read


@dataclass(frozen=True)
class Saved:
    """A file that holds a posterior, and the document that names it."""

    path: Path
    document: Document


def found(contents: Contents) -> tuple[list[Saved], list[str]]:
    """Return the posteriors that a document names, and remarks on those that none does."""
    there, remarks = [], []
    for path in contents.posteriors:
        whole = contents.root / path
        if path.suffix == ".csv":
            continue  # tables of data are as often .csv
        if whole.is_file() and whole.stat().st_size > LARGEST:
            remarks.append(f"{path} is larger than {LARGEST // 10**6} MB: it was not read, nor compared")
            continue
        try:
            load(whole)
        except (CannotRead, OSError):
            continue  # most such files hold something else
        named = [one for one in contents.documents if path.name in one.source]
        named = named or [one for one in contents.documents if path.stem in one.source]
        named = named or list(contents.documents if len(contents.documents) == 1 else ())
        if named:
            there.append(Saved(path, named[0]))
        else:
            remarks.append(f"{path} holds a posterior, and no document names it")
    return there, remarks


def compare(saved: Saved, folder: Path, place: Place, limits: Limits, progress: Callable[[str], None]) -> Posterior:
    """Compare one with its model by migrate-compare, in a folder of the copy and under the same limits."""
    progress(f"{saved.path} and the model of {saved.document.path}")
    script = place.copy / saved.document.path
    if not saved.document.is_script:
        script = script.with_suffix(".migrate-reproduce.py")
        script.write_text(as_script(saved.document), encoding="utf-8")
    command = [place.python, "-m", "theano_migrate", "compare", str(place.copy / saved.path)]
    command.append(os.path.relpath(script, folder))
    if limits.left() <= 0:
        return _not(saved, OVER)
    began = time.monotonic()
    try:
        done = subprocess.run(
            [*command, "--format", "json"],
            cwd=folder,
            env=place.variables(place.made),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limits.left(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _not(saved, f"it took more than {time.monotonic() - began:.0f} s")
    if done.returncode not in (0, 1, 4):
        lines = done.stderr.strip().splitlines()
        return _not(saved, lines[-1] if lines else f"migrate-compare ended with {done.returncode}")
    held = json.loads(done.stdout)
    return of_report(saved, held)


def of_report(saved: Saved, held: Mapping[str, Any]) -> Posterior:
    """Return what a report of migrate-compare says. Variables that one side lacks are no difference of numbers."""
    verdict = VERDICTS.get(held["answer"], judging.CANNOT_TELL)
    told = f"{held['answer']}: {held['reason']}"
    if held["status"] == Status.ONE_SIDE.value:
        verdict, told = judging.NOT_THERE, held["reason"]
    told = f"{told}. {held['not_compared']}" if held["not_compared"] else told
    return Posterior(str(saved.path), str(saved.document.path), verdict, told, held["answer"] == AGREE_REPLAYED)


def as_script(document: Document) -> str:
    """Return the cells of a notebook as one script, without IPython's own syntax."""
    return "\n\n".join(cell.python for cell in document.cells) + "\n"


def _not(saved: Saved, why: str) -> Posterior:
    return Posterior(str(saved.path), str(saved.document.path), "", why)
