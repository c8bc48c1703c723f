"""Documents run again: the rest of a notebook from forked children of one kernel where that can be, else all of it.

From a fork a run costs what is drawn and printed: imports, data and the start of a kernel are there already. Each run
finds the files that the first one found.
"""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from . import randomness
from .documents import Document
from .errors import CannotReproduce
from .failures import Where
from .judged_document import judged
from .notebook_file import Cell
from .recorded import Recorder
from .repeated.figures import only_figures
from .repeated.replicates import Replicates
from .repeated.spread import FEWEST
from .results import DocumentResult
from .runner import Runner
from .running import copies
from .running.forks import CannotFork, Forks
from .running.kernel import Ask, Then
from .running.result import Ran, RanCell

STREAMS, REPLICATE, DRAWS = (f"MIGRATE_REPRODUCE_{name}" for name in ("STREAMS", "REPLICATE", "DRAWS"))
NOTHING = "pass"  # of a cell that is left out
SHARE_OVER = "its share of the time for the whole run was over"


@dataclass(frozen=True)
class Kept:
    """What a document finds when it begins.

    before: files that documents before it wrote. streams: where its first run records those of its samplers.
    """

    before: Path
    streams: Path


def kept(one: Document, runner: Runner) -> Kept | None:
    """Keep what a document finds; None of one that no other run may change."""
    if not randomness.repeats(one.cells, runner.contents.modules):
        return None
    own = Path(tempfile.mkdtemp(prefix="again-", dir=runner.place.made))
    copies.keep(runner.contents.root, runner.place.copy, own / "before")
    return Kept(own / "before", own / "streams.jsonl")


@dataclass
class Repeated:
    """A document with its runs so far. first: the first one; where, lost, limited: what judges it, see `judged`.

    patience: what the others may take in all, in times of the first; those that a verdict needs are made in any case.
    """

    document: Document
    emulate: str
    first: Ran
    where: Where
    lost: frozenset[str]
    kept: Kept
    replicates: Replicates
    result: DocumentResult
    limited: bool = False
    remarks: list[str] = field(default_factory=list)
    patience: float = math.inf
    began: float = 0.0

    def run(self, runner: Runner, most: int, patience: float, our_fault: Callable[[], str]) -> None:
        """Run it until its numbers are told, at most `most` times in all, as long as the limits of `runner` allow.

        our_fault: called in an exception of ours, it returns what is said.
        """
        self.patience, self.began = patience, time.monotonic()
        try:
            if not self._next(runner, most, self.first.seconds):
                return
            self.replicates.unsettled = Recorder(self.first.draws).unsettled
            start = self._start()
            why = self._from_forks(runner, start, most) if start else ""
            while last := self._next(runner, most, self.first.seconds):
                said = f"from run {self.result.runs + 1} on {self.document.path} was run from its start: {why}"
                self.remarks += [said] if why else []
                why = ""
                self._from_start(runner, last, most)
        except CannotReproduce as error:
            self.remarks.append(f"{self.document.path} could not be run again: {error}")
        except Exception:  # what the runs before found is told in any case
            self.remarks.append(f"{self.document.path} could not be run again: {our_fault()}")

    @property
    def is_open(self) -> bool:
        """Whether another run may tell more of it."""
        return self.replicates.last_open(self.result.cells) > 0

    def _start(self) -> int:
        """Return how many cells come before the first one that draws; 0 of a script."""
        return 0 if self.document.is_script else self.replicates.first - 1

    def _last(self, most: int) -> int:
        return self.replicates.last_open(self.result.cells) if self.result.runs < most else 0

    def _next(self, runner: Runner, most: int, seconds: float) -> int:
        """Return the last cell that the next run goes to; 0 where there is none, or no time for it."""
        last, now, over = self._last(most), time.monotonic(), ""
        if now + seconds > runner.limits.end:
            over = SHARE_OVER
        elif self.result.runs >= FEWEST and now + seconds > self.began + self.patience * self.first.seconds:
            over = f"more would take more than {self.patience:g} times what its first took"
        if not last or not over:
            return last
        times = "once" if self.result.runs == 1 else f"{self.result.runs} times"
        said = f"{self.document.path} was run {times}: {over}"
        self.remarks += [said] if said not in self.remarks else []
        return 0

    def _said(self, most: int) -> str:
        return f"{self.document.path} run {self.result.runs + 1} of {most}"

    def _from_start(self, runner: Runner, last: int, most: int) -> None:
        """Run it to its cell `last` in a fresh copy, its samplers with other streams."""
        with tempfile.TemporaryDirectory(prefix="again-", dir=runner.place.made, ignore_cleanup_errors=True) as fresh:
            self._add(self._to(last, runner, Path(fresh), most), runner)

    def _to(self, last: int, runner: Runner, fresh: Path, most: int, then: Then | None = None) -> Ran:
        """Run its cells to `last` in a fresh copy of the folder, as the next run."""
        copies.copy(runner.contents, self.document.path, fresh)
        copies.bring(self.kept.before, fresh)
        part = replace(self.document, cells=self._cells(last))
        more = {STREAMS: str(self.kept.streams), REPLICATE: str(self.result.runs), DRAWS: ""}
        return runner.elsewhere(fresh).ran(part, self.emulate, self._said(most), more, then)

    def _cells(self, last: int) -> tuple[Cell, ...]:
        """Return its cells to `last`, without the figures of those that print no number."""
        return tuple(
            replace(one, source=NOTHING) if not any(j.counts for j in told.judged) and only_figures(one.source) else one
            for one, told in zip(self.document.cells[:last], self.result.cells, strict=False)
        )

    def _from_forks(self, runner: Runner, start: int, most: int) -> str:
        """Run its first `start` cells once, and the rest in forked children of that kernel; return why no more."""
        seeded = randomness.seeds(self.document.cells[:start], runner.contents.modules)
        rest = sum(one.seconds for one in self.first.cells[start:])
        ended: list[Exception] = []
        spent = self.result.seconds

        def then(before: Sequence[RanCell], ask: Ask) -> None:
            forks = Forks(ask, before, seeded, Path(made))
            try:
                copies.whole(fresh, as_it_is)
                while last := self._next(runner, most, rest):
                    runner.progress(self._said(most))
                    child = forks.run(self._cells(last)[start:], self.result.runs, runner.limits, rest)
                    self._check(child)
                    self._add(child, runner)
                    copies.restore(as_it_is, fresh)
            except Exception as error:  # which the kernel's client would take for its own
                ended.append(error)

        with tempfile.TemporaryDirectory(prefix="again-", dir=runner.place.made, ignore_cleanup_errors=True) as made:
            fresh, as_it_is = Path(made, "copy"), Path(made, "as-it-is")
            ran = self._to(start, runner, fresh, most, then)
        self.result = replace(self.result, seconds=spent + ran.seconds)
        why = next((str(one) for one in ended if isinstance(one, CannotFork)), ran.stopped)
        if ended and not why:
            raise ended[0]
        return why

    def _check(self, child: Ran) -> None:
        """Raise CannotFork where a cell failed in a forked child that did not fail in the first run."""
        for number, (then, now) in enumerate(zip(self.first.cells, child.cells, strict=False), start=1):
            if now.name and not then.name:
                raise CannotFork(f"cell {number} failed in a forked child ({now.name}: {now.message})")

    def _add(self, ran: Ran, runner: Runner) -> None:
        """Add a run, and judge the document by all of them."""
        self.replicates.add(ran)
        known = (runner.contents.modules, self.where, self.lost, self.replicates, self.limited)
        cells = judged(self.document, self.first, *known)
        seconds = self.result.seconds + ran.seconds
        self.result = replace(self.result, cells=tuple(cells), runs=self.result.runs + 1, seconds=seconds)
