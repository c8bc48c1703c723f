"""A notebook, run by migrate-reproduce's kernel with its calls of ours counted, and what is kept of the run."""

from __future__ import annotations

import json
import os
import re
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.clients import revision
from tests.clients.environments import Environment, environment
from tests.clients.recipes import Recipe
from tests.gallery.processes import WAITING
from theano_migrate.reproduce import randomness, releases
from theano_migrate.reproduce.again import STREAMS, Kept, Repeated, kept
from theano_migrate.reproduce.command import MOST_RUNS, PATIENCE
from theano_migrate.reproduce.documents import Contents, Document
from theano_migrate.reproduce.errors import CannotReproduce
from theano_migrate.reproduce.failures import Where
from theano_migrate.reproduce.judged_document import judged
from theano_migrate.reproduce.judging import CANNOT_TELL, DIFFERS, NOT_SETTLED, Judged
from theano_migrate.reproduce.repeated.replicates import Replicates
from theano_migrate.reproduce.results import CellResult, DocumentResult, counted
from theano_migrate.reproduce.runner import Runner
from theano_migrate.reproduce.running import copies
from theano_migrate.reproduce.running.limits import Limits, Place
from theano_migrate.reproduce.running.result import Ran

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COUNTS = ROOT / "tests" / "clients" / "observers"
INSIDE = HERE / "inside"
BEFORE = ("import client_counts", "from given_data import give", "give()")
EXAMPLES = Path("pymc3") / "examples" / "data"
SHOWN = 8  # numbers that differ
DETAIL = re.compile(r"; of our own chains.*| \(.*|\d+ (?=runs)")
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
    """A notebook that was run, and run again as migrate-reproduce does where its numbers are open.

    ran: its first run. seconds: of the processor, `again` those of its later runs. compiled: functions of ours. fired:
    rules that did something.
    """

    ran: Ran
    cells: tuple[CellResult, ...]
    seconds: float
    compiled: int
    fired: tuple[str, ...]
    runs: int = 1
    again: float = 0.0
    remarks: tuple[str, ...] = ()

    @property
    def failed(self) -> str:
        """Return why it did not run to its end; "" where it did."""
        first = next((cell for cell in self.cells if cell.failed), None)
        return f"cell {first.number}: {first.failed}" if first else self.ran.stopped

    @property
    def shown(self) -> str:
        """Return how many of its cells ran, as `26 of 27`."""
        return f"{len(self.ran.cells) - sum(bool(cell.failed) for cell in self.cells)} of {len(self.cells)}"

    @property
    def verdicts(self) -> dict[str, int]:
        """Return how many of its printed numbers have each verdict."""
        return dict(counted(number for cell in self.cells for number in cell.judged))

    @property
    def open(self) -> dict[str, int]:
        """Return how many of its numbers cannot be told for each reason, without the detail in brackets."""
        numbers = [number for cell in self.cells for number in cell.judged if number.counts]
        return dict(Counter(DETAIL.sub("", one.reason) for one in numbers if one.verdict == CANNOT_TELL))


def executed(one: Document, place: Environment, limit: int, flags: str, runs: int = MOST_RUNS) -> Executed:
    """Run it with the given THEANO_FLAGS, `limit` seconds for a cell, up to `runs` times, and judge its numbers."""
    with tempfile.TemporaryDirectory(prefix="gallery-", ignore_cleanup_errors=True) as made:
        counts = Path(made) / "counts"
        runner = _runner(one, place, limit, flags, Path(made))
        known = releases.of_document(one.cells, place.source, one.path, releases.of_repository(place.source))
        emulate = "" if "emulate" in flags else releases.emulation(known)
        began = _processor()
        try:
            copies.copy(runner.contents, one.path, runner.place.copy)
            held = kept(one, runner) if runs > 1 else None
            ran = runner.ran(one, emulate, "", {STREAMS: str(held.streams)} if held else {})
        except CannotReproduce as error:
            held, ran = None, Ran((), stopped=str(error))
        seconds = _processor() - began
        done = seconds, compiled(counts), tuple(fired(counts))
        cells = tuple(judged(one, ran, {}))
        if held is None or ran.stopped:
            return Executed(ran, cells, *done)
        again = repeated(one, ran, held, DocumentResult(str(one.path), cells, known, emulate, ran.seconds))
        if again.is_open:
            again.run(runner, runs, PATIENCE, traceback.format_exc)
        spent = _processor() - began - seconds
        return Executed(ran, again.result.cells, *done, again.result.runs, spent, tuple(again.remarks))


def repeated(one: Document, ran: Ran, held: Kept, result: DocumentResult) -> Repeated:
    """Return what runs a document again."""
    first, unseeded = randomness.first_drawing(one.cells, {}), randomness.unseeded(one.cells, {})
    replicates = Replicates(one.cells, unseeded, first=first)
    return Repeated(one, result.emulates, ran, Where(one.path.parent, []), frozenset(), held, replicates, result)


def _runner(one: Document, place: Environment, limit: int, flags: str, made: Path) -> Runner:
    """Return what runs it in a copy of its collection, its calls of ours counted."""
    counts = made / "counts"
    counts.touch()
    data = own if (own := place.source / EXAMPLES).is_dir() else data_folder()
    more = {"GALLERY_DATA": str(data), "CLIENT_COUNTS": str(counts), "OMP_NUM_THREADS": "1", "THEANORC": os.devnull}
    where = Place(
        str(place.interpreter),
        made / "copy",
        made,
        flags=flags,
        path=tuple(map(str, (COUNTS, INSIDE, place.site, ROOT))),
        more=more,
        before=BEFORE,
    )
    limits = Limits(limit, time.monotonic() + WAITING * limit)
    return Runner(Contents(place.source, (one,)), where, limits, _silent)


def run(one: Document, place: Environment, limit: int, flags: str) -> dict[str, Any]:
    """Run it as `executed` does; a row for the table."""
    return _row(one, executed(one, place, limit, flags))


def _row(one: Document, run: Executed) -> dict[str, Any]:
    found = [number for cell in run.cells for number in cell.judged]
    means = [
        number
        for number in found
        if number.place.endswith(", mean") and number.verdict not in (CANNOT_TELL, NOT_SETTLED)
    ]
    first = next((cell for cell in run.cells if cell.failed), None)
    return {
        "agree": sum(number.verdict != DIFFERS for number in means),
        "cells": run.shown,
        **revision.now(),
        "compiled": run.compiled,
        "failed": " ".join(run.failed.split())[:200],
        "figures": sum(len(cell.new_pictures) for cell in run.cells),
        "fired": list(run.fired),
        "missed": [_told(number) for number in found if number.verdict == DIFFERS][:SHOWN],
        "numbers": run.verdicts,
        "open": run.open,
        "printed": round(sum(seconds_then(one))),
        "rows": len(means),
        "runs": run.runs,
        "runs_seconds": round(run.again),
        "seconds": round(run.seconds),
        "trace": "" if first is None else f"{first.source}\n{first.failed}\n",
    }


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
