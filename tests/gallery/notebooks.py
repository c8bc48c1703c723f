"""A notebook, run by migrate-reproduce's kernel with its calls of ours counted, and what is kept of the run."""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients import revision
from tests.clients.environments import Environment, environment
from tests.clients.recipes import Recipe
from tests.gallery.processes import WAITING
from theano_migrate.reproduce.command import MOST_RUNS, PATIENCE
from theano_migrate.reproduce.documents import Contents, Document
from theano_migrate.reproduce.judging import CANNOT_TELL, DIFFERS, Judged
from theano_migrate.reproduce.reproduce import Runs
from theano_migrate.reproduce.results import DocumentResult
from theano_migrate.reproduce.runner import Runner
from theano_migrate.reproduce.running import copies
from theano_migrate.reproduce.running.limits import Limits, Place

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNTS = ROOT / "tests" / "clients" / "observers"
INSIDE = HERE / "inside"
BEFORE = ("import client_counts", "from given_data import give", "give()")
EXAMPLES = Path("pymc3") / "examples" / "data"
SHOWN = 8  # numbers that differ
DATA = Recipe("pymc3", package="pymc3==3.8", archive="sdist")  # which has the files of its examples


def data_folder() -> Path:
    """Return the folder with the files that notebooks fetch from PyMC3's repository."""
    return environment(DATA).source / EXAMPLES


def observed(place: Environment, counts: Path) -> dict[str, str]:
    """Return the variables of a process whose calls of ours are counted in the file `counts`."""
    counts.touch()
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(map(str, (COUNTS, INSIDE, place.site, ROOT))),
        "CLIENT_COUNTS": str(counts),
        "OMP_NUM_THREADS": "1",
        "THEANORC": os.devnull,
    }


def compiled(counts: Path) -> int:
    """Return how many functions of ours were compiled, by what was written to `counts`."""
    return sum(json.loads(line).get("compiled", 0) for line in counts.read_text().splitlines())


def fired(counts: Path) -> list[str]:
    """Return the rules and passes that changed something."""
    lines = map(json.loads, counts.read_text().splitlines())
    return sorted({name for line in lines for name in line.get("fired", ())})


@dataclass(frozen=True)
class Executed:
    """The runs of a notebook, as migrate-reproduce judges them.

    seconds: of the processor, for the first run; `again` for the others. compiled: functions of ours. fired: rules
    that did something.
    """

    result: DocumentResult
    seconds: float
    again: float
    compiled: int
    fired: tuple[str, ...]

    @property
    def failed(self) -> str:
        """Return why it did not run to its end; "" where it did."""
        first = next((cell for cell in self.result.cells if cell.failed), None)
        return f"cell {first.number}: {first.failed}" if first else self.result.stopped

    @property
    def shown(self) -> str:
        """Return how many of its cells ran, as `26 of 27`."""
        return f"{self.result.done} of {len(self.result.cells)}"


def executed(one: Document, place: Environment, limit: int, flags: str) -> Executed:
    """Run it with the given THEANO_FLAGS, `limit` seconds for a cell, judge it, and draw its open numbers again."""
    with tempfile.TemporaryDirectory(prefix="gallery-", ignore_cleanup_errors=True) as made:
        counts = Path(made) / "counts"
        data = own if (own := place.source / EXAMPLES).is_dir() else data_folder()
        more = {"GALLERY_DATA": str(data), "CLIENT_COUNTS": str(counts), "OMP_NUM_THREADS": "1", "THEANORC": os.devnull}
        counts.touch()
        contents = Contents(place.source, (one,))
        copies.copy(contents, place.source, Path(made) / "copy")
        where = Place(
            str(place.interpreter),
            Path(made) / "copy",
            Path(made),
            flags=flags,
            path=tuple(map(str, (COUNTS, INSIDE, place.site, ROOT))),
            more=more,
            before=BEFORE,
        )
        limits = Limits(limit, time.monotonic() + WAITING * limit)
        runs = Runs(Runner(contents, where, limits, _silent), "", {}, MOST_RUNS, PATIENCE)
        began = _processor()
        first = runs.document(one, "")
        seconds = _processor() - began
        [result] = runs.repeated([first])
        again = _processor() - began - seconds
        return Executed(result, seconds, again, compiled(counts), tuple(fired(counts)))


def run(one: Document, place: Environment, limit: int, flags: str) -> dict[str, Any]:
    """Run it as `executed` does; a row for the table."""
    return _row(one, executed(one, place, limit, flags))


def _row(one: Document, run: Executed) -> dict[str, Any]:
    cells = run.result.cells
    found = [number for cell in cells for number in cell.judged]
    means = [number for number in found if number.place.endswith(", mean") and number.verdict != CANNOT_TELL]
    open_ = Counter(_kind(number) for number in found if number.counts and number.verdict == CANNOT_TELL)
    first = next((cell for cell in cells if cell.failed), None)
    return {
        "again": round(run.again),
        "agree": sum(number.verdict != DIFFERS for number in means),
        "cells": run.shown,
        **revision.now(),
        "compiled": run.compiled,
        "failed": " ".join(run.failed.split())[:200],
        "figures": sum(len(cell.new_pictures) for cell in cells),
        "fired": list(run.fired),
        "missed": [_told(number) for number in found if number.verdict == DIFFERS][:SHOWN],
        "numbers": dict(run.result.counts),
        "open": dict(open_.most_common()),
        "printed": round(sum(seconds_then(one))),
        "rows": len(means),
        "runs": run.result.runs,
        "seconds": round(run.seconds),
        "trace": "" if first is None else f"{first.source}\n{first.failed}\n",
    }


def _kind(number: Judged) -> str:
    """Return a reason without its numbers, and whether it is of a cell before any that samples."""
    words = re.sub(r" \(.*| ?\d[\d.e+-]*", "", number.reason)
    return words if number.inferred else f"{words}, before the first draws"


def _told(number: Judged) -> str:
    return f"{number.place}: {number.new.text if number.new else '-'}, printed {number.old.text} ({number.reason})"


def _processor() -> float:
    """Return the seconds of the processor that ended children used."""
    times = os.times()
    return times.children_user + times.children_system


def _silent(said: str) -> None:
    """Say nothing: a line a notebook is enough."""


def seconds_then(one: Document) -> list[float]:
    """Return the seconds that each cell printed of its own work when the author ran it; 0 where it printed none."""
    return [seconds_printed("\n".join(output.text for output in cell.outputs)) for cell in one.cells]


def seconds_printed(text: str) -> float:
    """Sum the times that PyMC3 and IPython wrote below a cell: `took 12 seconds`, `Wall time: 1min 3s`.

    Where there are none, those of the progress bars that came to their end: `100%|###| 2000/2000 [01:03<00:00`.
    """
    whole = sum(float(n) for n in re.findall(r"took (\d+) seconds", text))
    for minutes, seconds, unit in re.findall(r"Wall time: (?:(\d+)min )?([\d.]+) ?(ms|µs|us|s)\b", text):
        whole += 60 * float(minutes or 0) + float(seconds) * {"s": 1.0, "ms": 1e-3}.get(unit, 1e-6)
    if whole:
        return whole
    bars = re.findall(r"100%\|[^|\n]*\| (\d+)/\1 \[(?:(\d+):)?(\d+):(\d\d)<", text)
    return sum(3600.0 * int(hours or 0) + 60 * int(minutes) + int(seconds) for _, hours, minutes, seconds in bars)
