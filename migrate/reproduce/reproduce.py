"""Run the documents of a folder in a copy, and judge what they print by what they printed."""

from __future__ import annotations

import hashlib
import math
import os
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from theano_common.printing import report_crash

from . import documents, environment, explained, inputs, posteriors, randomness, releases, versions
from .again import STREAMS, Repeated, kept
from .documents import Contents, Document
from .earlier_report import Earlier
from .environment import Source
from .errors import CannotReproduce
from .failures import Where
from .judged_document import judged
from .repeated.replicates import Replicates
from .results import DocumentResult, Posterior, Results
from .runner import Progress, Runner
from .running import copies, kernel
from .running.limits import OVER, Limits, Place

OUR_FAULT = "migrate-reproduce itself failed"


@dataclass(frozen=True)
class Options:
    """How a run is made. emulate: "" lets each document decide. keep: where the copy stays. venv: see `environment`.

    runs: how often a document is run at most, as long as that tells something. patience: what its later runs may take
    in all, in times of its first, beyond those that a verdict needs. data: files that are given, by the ends of the
    paths that documents ask for. resume: an earlier report, whose documents that ended are not run again.
    draws_limit: see `Runner`.
    """

    network: bool = False
    cell_limit: float = 600.0
    limit: float = 3600.0
    emulate: str = ""
    keep: Path | None = None
    venv: Path | None = None
    source: Source = Source()
    runs: int = 1
    patience: float = math.inf
    data: Mapping[str, Path] = field(default_factory=dict)
    resume: Earlier | None = None
    draws_limit: int = 0


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
        runner = Runner(contents, place, limits, progress, options.data, options.draws_limit)
        run = _Run(runner, options.emulate, asked, options.runs, options.patience)
        how: dict[str, str | int] = {
            "emulate": options.emulate,
            "draws_limit": options.draws_limit,
            "network": options.network,
        }
        held = inputs.digests(contents, options.data, **how)
        installed = versions.of(made_of.python)
        kept = options.resume.kept(contents, held, installed) if options.resume else {}
        done = [
            kept.get(str(one.path)) or run.document(one, f"[{i}/{len(contents.documents)}] {one.path}")
            for i, one in enumerate(contents.documents, start=1)
        ]
        done = [replace(one, digest=held[one.path]) for one in run.repeated(done)]
        compared = [run.compared(one) for one in saved]
    passed = f"{contents.passed_over} further documents import neither theano nor pymc3, and were not run"
    return Results(
        str(path),
        tuple(done),
        tuple(compared),
        installed,
        date.today().isoformat(),
        digest(contents),
        (
            *([passed] if contents.passed_over else []),
            *_resumed(options.resume, kept),
            *made_of.remarks,
            *runner.remarks,
            *runner.unused(),
            *unnamed,
        ),
    )


def digest(contents: Contents) -> str:
    """Return the SHA-256 of the names and bytes of the documents."""
    made = hashlib.sha256()
    for one in sorted(contents.documents, key=lambda one: str(one.path)):
        made.update(f"{one.path.as_posix()}\0".encode() + (contents.root / one.path).read_bytes())
    return made.hexdigest()


def _resumed(earlier: Earlier | None, kept: Collection[str]) -> Iterator[str]:
    """Yield what is said of documents that an earlier report has to their end."""
    if earlier is not None:
        yield from (f"{path} did not run again: its rows are those of {earlier.path}" for path in kept)
    if earlier is not None and not kept:
        yield f"{earlier.path} has no document that ended, is unchanged and had the same releases, which no other needs"


@dataclass
class _Run:
    """A run of all documents. lost: files that documents so far would have written, had they not failed.

    runs, patience: see `Options`; `again` has those that may be run again, by their paths.
    """

    runner: Runner
    emulate: str
    asked: Mapping[str, releases.Release]
    runs: int = 1
    patience: float = math.inf
    lost: set[str] = field(default_factory=set)
    again: dict[str, Repeated] = field(default_factory=dict)

    def document(self, one: Document, said: str) -> DocumentResult:
        """Run a document, and judge it; said: what the progress line says of it."""
        contents = self.runner.contents
        known = releases.of_document(one.cells, contents.root, one.path, self.asked)
        emulate = self.emulate or releases.emulation(known)
        if one.why_not:
            return DocumentResult(str(one.path), (), known, emulate, stopped=one.why_not, began=False)
        try:
            held = kept(one, self.runner) if self.runs > 1 else None
            ran = self.runner.ran(one, emulate, said, {STREAMS: str(held.streams)} if held else {})
            self.runner.say_what_was_read(one)
            folder = self.runner.folder(one)
            where = Where(folder.relative_to(self.runner.place.copy), _files(self.runner.place.copy))
            limited = self.runner.was_limited(one)
            found = judged(one, ran, contents.modules, where, self.lost, limited=limited)
        except CannotReproduce as error:
            return DocumentResult(str(one.path), (), known, emulate, stopped=str(error), began=False)
        except Exception:  # what was found of the others is told in any case
            return DocumentResult(str(one.path), (), known, emulate, stopped=_our_fault())
        before = frozenset(self.lost)
        self.lost |= {name for cell in found if not cell.done for name in documents.written(cell.source)}
        stopped = ran.stopped or ("" if len(ran.cells) == len(one.cells) else "it did not run to its end")
        faults = explained.faults(one.source, known)
        began = bool(ran.cells) or stopped != OVER
        result = DocumentResult(str(one.path), tuple(found), known, emulate, ran.seconds, stopped, faults, began)
        if held:
            first = randomness.first_drawing(one.cells, contents.modules)
            runs = Replicates(one.cells, randomness.unseeded(one.cells, contents.modules), first=first)
            self.again[result.path] = Repeated(one, emulate, ran, where, before, held, runs, result, limited)
        return result

    def repeated(self, done: Sequence[DocumentResult]) -> list[DocumentResult]:
        """Run documents again whose numbers are open; each has its share of the time that is left."""
        open_ = [one for one in self.again.values() if one.is_open]
        found = {one.path: one for one in done}
        for i, one in enumerate(open_):
            limits, now = self.runner.limits, time.monotonic()
            share = now + (limits.end - now) / (len(open_) - i)
            runner = replace(self.runner, limits=replace(limits, end=share))
            one.run(runner, self.runs, self.patience, _our_fault)
            found[one.result.path] = one.result
            self.runner.remarks.extend(one.remarks)
        return [found[one.path] for one in done]

    def compared(self, saved: posteriors.Saved) -> Posterior:
        """Compare a saved posterior with the model of its document."""
        one, runner = saved.document, self.runner
        try:
            return posteriors.compare(saved, runner.folder(one), runner.place_of(one), runner.limits, runner.progress)
        except Exception:  # as of a document
            return Posterior(str(saved.path), str(one.path), "", _our_fault())


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
