"""Run the documents of a folder in a copy, and judge what they print by what they printed."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from theano_common.printing import report_crash

from . import (
    documents,
    environment,
    explained,
    failures,
    file_names,
    inference,
    posteriors,
    randomness,
    releases,
    versions,
)
from .documents import Contents, Document
from .environment import Source
from .errors import CannotReproduce
from .failures import Before, Failure, Where
from .judging import Circumstances, Judged, cell, document
from .notebook_file import Cell, Output, both
from .own_modules import search_path, with_modules
from .recorded import Recorder
from .repeated.replicates import Replicates
from .results import CellResult, DocumentResult, Posterior, Results
from .running import copies, kernel, script
from .running.limits import OVER, Limits, Place
from .running.result import Ran, RanCell

Progress = Callable[[str], None]
OUR_FAULT = "migrate-reproduce itself failed"
STREAMS, REPLICATE, DRAWS = (f"MIGRATE_REPRODUCE_{name}" for name in ("STREAMS", "REPLICATE", "DRAWS"))
NO_END, FAILED = "the cell did not run to its end", "the cell failed"


@dataclass(frozen=True)
class Options:
    """How a run is made. emulate: "" lets each document decide. keep: where the copy stays. venv: see `environment`.

    runs: how often a document is run at most, as long as that tells something.
    """

    network: bool = False
    cell_limit: float = 600.0
    limit: float = 3600.0
    emulate: str = ""
    keep: Path | None = None
    venv: Path | None = None
    source: Source = Source()
    runs: int = 1


def reproduce(path: Path, options: Options, progress: Progress) -> Results:
    """Run what lies at `path`. Raises CannotReproduce where nothing can be run."""
    contents = documents.found(path)
    if any(not one.is_script and not one.why_not for one in contents.documents) and (
        why := kernel.needs(options.venv is None)
    ):
        raise CannotReproduce(why)
    made_of = environment.Made(sys.executable)
    if options.venv is not None:
        made_of = environment.make(options.venv, contents, options.source, progress)
    end = time.monotonic() + options.limit
    saved, unnamed = posteriors.found(contents)
    with tempfile.TemporaryDirectory(prefix="migrate-reproduce-", ignore_cleanup_errors=True) as made:
        copy = options.keep or Path(made) / "copy"
        copies.copy(contents, path, copy)
        limits = Limits(options.cell_limit, end)
        place = Place(made_of.python, copy, Path(made), options.network)
        asked = releases.of_repository(contents.root)
        run = _Run(contents, place, limits, options.emulate, asked, progress, options.runs)
        done = [
            run.document(one, f"[{i}/{len(contents.documents)}] {one.path}")
            for i, one in enumerate(contents.documents, start=1)
        ]
        done = run.repeated(done)
        compared = [run.compared(one) for one in saved]
    passed = f"{contents.passed_over} further documents import neither theano nor pymc3, and were not run"
    return Results(
        str(path),
        tuple(done),
        tuple(compared),
        versions.of(made_of.python),
        date.today().isoformat(),
        digest(contents),
        (*([passed] if contents.passed_over else []), *made_of.remarks, *run.remarks, *unnamed),
    )


def digest(contents: Contents) -> str:
    """Return the SHA-256 of the names and bytes of the documents."""
    made = hashlib.sha256()
    for one in sorted(contents.documents, key=lambda one: str(one.path)):
        made.update(f"{one.path.as_posix()}\0".encode() + (contents.root / one.path).read_bytes())
    return made.hexdigest()


@dataclass(frozen=True)
class _First:
    """The first run of a document that may be run again: what judges it, and what it found when it began.

    before: the files that documents before it had written. streams: where its samplers' streams are recorded.
    """

    document: Document
    emulate: str
    ran: Ran
    where: Where
    lost: frozenset[str]
    before: Path
    streams: Path
    replicates: Replicates

    def judged(self, modules: Mapping[str, str]) -> tuple[CellResult, ...]:
        return tuple(judged(self.document, self.ran, modules, self.where, self.lost, self.replicates))


@dataclass
class _Run:
    """A run of all documents. lost: files that documents so far would have written, had they not failed.

    runs: how often one is run at most; `first` has those that may be run again, by their paths.
    """

    contents: Contents
    place: Place
    limits: Limits
    emulate: str
    asked: Mapping[str, releases.Release]
    progress: Progress
    runs: int = 1
    lost: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    first: dict[str, _First] = field(default_factory=dict)

    def document(self, one: Document, said: str) -> DocumentResult:
        """Run a document, and judge it; said: what the progress line says of it."""
        known = releases.of_document(one.cells, self.contents.root, one.path, self.asked)
        emulate = self.emulate or releases.emulation(known)
        if one.why_not:
            return DocumentResult(str(one.path), (), known, emulate, stopped=one.why_not, began=False)
        try:
            again = self._to_repeat(one)
            folder = self._folder(one)
            ran = self._ran(one, folder, emulate, said, {} if again is None else {STREAMS: str(again[1])})
            where = Where(folder.relative_to(self.place.copy), _files(self.place.copy))
            found = judged(one, ran, self.contents.modules, where, self.lost)
            if again is not None:
                kept = Replicates(one.cells, randomness.unseeded(one.cells, self.contents.modules))
                self.first[str(one.path)] = _First(one, emulate, ran, where, frozenset(self.lost), *again, kept)
        except CannotReproduce as error:
            return DocumentResult(str(one.path), (), known, emulate, stopped=str(error), began=False)
        except Exception:  # what was found of the others is told in any case
            return DocumentResult(str(one.path), (), known, emulate, stopped=_our_fault())
        self.lost |= {name for cell in found if not cell.done for name in documents.written(cell.source)}
        stopped = ran.stopped or ("" if len(ran.cells) == len(one.cells) else "it did not run to its end")
        faults = explained.faults(one.source, known)
        began = bool(ran.cells) or stopped != OVER
        return DocumentResult(str(one.path), tuple(found), known, emulate, ran.seconds, stopped, faults, began)

    def _to_repeat(self, one: Document) -> tuple[Path, Path] | None:
        """Keep the files that documents before wrote; return where, and where to record streams.

        None of what is run just once.
        """
        if self.runs < 2 or not randomness.repeats(one.cells, self.contents.modules):
            return None
        own = Path(tempfile.mkdtemp(prefix="again-", dir=self.place.made))
        copies.keep(self.contents.root, self.place.copy, own / "before")
        return own / "before", own / "streams.jsonl"

    def repeated(self, done: Sequence[DocumentResult]) -> list[DocumentResult]:
        """Run documents again whose numbers are open, in turn, as long as there is time."""
        found = {one.path: one for one in done}
        for run in range(2, self.runs + 1):
            for path, first in list(self.first.items()):
                if not (last := first.replicates.last_open(found[path].cells)):
                    continue
                if self.limits.end - time.monotonic() < first.ran.seconds:
                    self.remarks.append(f"{path} was run {'once' if run == 2 else f'{run - 1} times'}: {OVER}")
                    del self.first[path]
                    continue
                try:
                    found[path] = self._again(found[path], first, run, last)
                except CannotReproduce as error:
                    self.remarks.append(f"{path} could not be run again: {error}")
                    del self.first[path]
                except Exception:  # what the runs before found is told in any case
                    self.remarks.append(f"{path} could not be run again: {_our_fault()}")
                    del self.first[path]
        return [found[one.path] for one in done]

    def _again(self, result: DocumentResult, first: _First, number: int, last: int) -> DocumentResult:
        """Run a document to its cell `last` in a fresh copy, its samplers with other streams; judge it by all runs."""
        part = replace(first.document, cells=first.document.cells[:last])
        with tempfile.TemporaryDirectory(prefix="again-", dir=self.place.made, ignore_cleanup_errors=True) as fresh:
            copies.copy(self.contents, first.document.path, Path(fresh))
            copies.bring(first.before, Path(fresh))
            elsewhere = replace(self, place=replace(self.place, copy=Path(fresh)))
            more = {STREAMS: str(first.streams), REPLICATE: str(number - 1), DRAWS: ""}
            said = f"{first.document.path} run {number} of {self.runs}"
            ran = elsewhere._ran(part, elsewhere._folder(first.document), first.emulate, said, more)
        first.replicates.add(ran)
        cells = first.judged(self.contents.modules)
        return replace(result, cells=cells, runs=number, seconds=result.seconds + ran.seconds)

    def _ran(self, one: Document, folder: Path, emulate: str, said: str, more: Mapping[str, str]) -> Ran:
        """Run a document. more: variables of its processes."""
        at, place = self.place.copy / one.path, self._place(one, emulate)
        place = replace(place, more={**place.more, **more})
        if one.is_script:
            self.progress(said)
            return script.run(at, folder, place, self.limits, one.python_2)
        return kernel.run(
            one.cells,
            at,
            place,
            self.limits,
            lambda number, seconds: self.progress(f"{said} cell {number} of {len(one.cells)}, {seconds:.0f} s"),
        )

    def _place(self, one: Document, emulate: str = "") -> Place:
        """Return where a document runs: with the folders in which modules of the repository that it imports are."""
        text = with_modules(one.source, self.contents.modules)
        own = self.contents.own.folders(text, one.path.parent)
        folders = [folder for name, folder in own.items() if not environment.has(Path(self.place.python), name)]
        more = {"MIGRATE_REPRODUCE_PYTHON_2": "1"} if one.python_2 and not one.is_script else {}
        flags = f"emulate={emulate}" if emulate else ""
        return replace(self.place, flags=flags, path=search_path(folders, self.place.copy), more=more)

    def _folder(self, one: Document) -> Path:
        """Return the folder that a document runs in: a notebook in its own."""
        own = (self.place.copy / one.path).parent
        if not one.is_script:
            return own
        text = with_modules(one.source, self.contents.modules)
        folder = file_names.working_folder(text, own, self.place.copy)
        if folder != own:
            above = "the top folder" if folder == self.place.copy else str(folder.relative_to(self.place.copy))
            remark = f"{one.path} ran in {above}, where the files are that it names"
            if remark not in self.remarks:  # asked again for each saved posterior of it
                self.remarks.append(remark)
        return folder

    def compared(self, saved: posteriors.Saved) -> Posterior:
        """Compare a saved posterior with the model of its document."""
        try:
            folder = self._folder(saved.document)
            return posteriors.compare(saved, folder, self._place(saved.document), self.limits, self.progress)
        except Exception:  # as of a document
            return Posterior(str(saved.path), str(saved.document.path), "", _our_fault())


def _files(top: Path) -> list[PurePosixPath]:
    """Return all files below a folder, relative to it."""
    return [
        PurePosixPath(os.path.relpath(os.path.join(at, name), top)) for at, _, names in os.walk(top) for name in names
    ]


def _our_fault() -> str:
    """Print the exception that is handled, and return what is said of it: the other documents have their report."""
    report_crash("migrate-reproduce", "a verdict")
    kind, error = sys.exc_info()[:2]
    return f"{OUR_FAULT} ({kind.__name__ if kind else ''}: {error}): please report it"


def judged(
    one: Document,
    ran: Ran,
    modules: Mapping[str, str],
    where: Where | None = None,
    lost: Collection[str] = (),
    replicates: Replicates | None = None,
) -> list[CellResult]:
    """Put what was printed beside what is printed now, and judge all numbers of a document together.

    where: the folder that it ran in. lost: files that documents before would have written, had they not failed.
    replicates: what it printed in later runs.
    """
    recorder = Recorder(ran.draws)
    results: list[CellResult] = []
    before, inferred = Before(files=dict.fromkeys(lost, 0)), False
    drawn, infers = randomness.drawn(one.cells, modules), inference.inferring(one.cells, modules)
    for i, cell_ in enumerate(one.cells):
        there = cell_.number <= len(ran.cells)
        now = ran.cells[cell_.number - 1] if there else RanCell()
        missing = NO_END if not there else FAILED if now.name else Circumstances.missing
        inferred = inferred or (infers[i] and there and not now.name)
        known = Circumstances(drawn[i], recorder, missing, inferred)
        failed = failures.failure(cell_, now, before, where) if now.name else None
        results.append(replace(_cell(cell_, now, there, known, failed), infers=infers[i]))
        before.add(cell_, (failed.first or cell_.number) if failed else 0)
    numbers = [(result.number, found) for result in results for found in result.judged]
    decided = iter(replicates.judged(numbers, ran) if replicates else document([found for _, found in numbers]))
    held = [replace(result, judged=tuple(next(decided) for _ in result.judged)) for result in results]
    return [
        replace(result, judged=tuple(explained.explain(result.judged, cell_, one.cells, modules)))
        for result, cell_ in zip(held, one.cells, strict=True)
    ]


def _cell(stored: Cell, now: RanCell, there: bool, known: Circumstances, failed: Failure | None) -> CellResult:
    old, new = both(stored.outputs, now.outputs)
    found: list[Judged] = [] if releases.only_of_the_run(stored.source) else cell(old, new, known)
    return CellResult(
        stored.number,
        stored.source,
        old,
        new,
        tuple(found),
        now.seconds,
        f"{now.name}: {now.message}" if now.name else "",
        failed.cause if failed else "",
        next((one.error for one in stored.outputs if one.error), ""),
        _pictures(stored.outputs),
        _pictures(now.outputs),
        there,
        first=failed.first if failed else 0,
        found=failed.found if failed else "",
    )


def _pictures(outputs: Sequence[Output]) -> tuple[str, ...]:
    return tuple(one.png for one in outputs if one.png)
