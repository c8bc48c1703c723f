"""Run the documents of a folder in a copy, and judge what they print by what they printed."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from . import documents, environment, explained, failures, inference, posteriors, randomness, releases, versions
from .documents import Contents, Document
from .environment import Source
from .errors import CannotReproduce
from .judging import Circumstances, Judged, cell, document
from .notebook_file import Cell, Output, both
from .recorded import Recorder
from .results import CellResult, DocumentResult, Results
from .running import kernel, script
from .running.limits import OVER, Limits, Place
from .running.result import Ran, RanCell

Progress = Callable[[str], None]
NO_END, FAILED = "the cell did not run to its end", "the cell failed"
LEFT_BEHIND = shutil.ignore_patterns(*documents.SKIPPED)


@dataclass(frozen=True)
class Options:
    """How a run is made. emulate: "" lets each document decide. keep: where the copy stays. venv: see `environment`."""

    network: bool = False
    cell_limit: float = 600.0
    limit: float = 3600.0
    emulate: str = ""
    keep: Path | None = None
    venv: Path | None = None
    source: Source = Source()


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
    asked = releases.of_repository(contents.root)
    end = time.monotonic() + options.limit
    saved, unnamed = posteriors.found(contents)
    with tempfile.TemporaryDirectory(prefix="migrate-reproduce-", ignore_cleanup_errors=True) as made:
        copy = options.keep or Path(made) / "copy"
        _copy(contents, path, copy)
        limits, place = Limits(options.cell_limit, end), Place(made_of.python, copy, Path(made), options.network)
        done = []
        for i, one in enumerate(contents.documents, start=1):
            said = f"[{i}/{len(contents.documents)}] {one.path}"
            done.append(_document(one, contents, place, limits, options.emulate, asked, said, progress))
        compared = [posteriors.compare(one, place, limits, progress) for one in saved]
    passed = f"{contents.passed_over} further documents import neither theano nor pymc3, and were not run"
    return Results(
        str(path),
        tuple(done),
        tuple(compared),
        versions.of(made_of.python),
        date.today().isoformat(),
        digest(contents),
        (*([passed] if contents.passed_over else []), *made_of.remarks, *unnamed),
    )


def digest(contents: Contents) -> str:
    """Return the SHA-256 of the names and bytes of the documents."""
    made = hashlib.sha256()
    for one in sorted(contents.documents, key=lambda one: str(one.path)):
        made.update(f"{one.path.as_posix()}\0".encode() + (contents.root / one.path).read_bytes())
    return made.hexdigest()


def _copy(contents: Contents, path: Path, copy: Path) -> None:
    """Copy a folder; of a single document the folder that it lies in, for the data beside it."""
    try:
        shutil.copytree(contents.root, copy, symlinks=True, ignore=LEFT_BEHIND, dirs_exist_ok=True)
    except shutil.Error as error:
        raise CannotReproduce(f"{path} could not be copied: {error.args[0][0][2]}") from None
    except OSError as error:
        raise CannotReproduce(f"{path} could not be copied: {error.strerror or error}") from None
    for folder in documents.kept_empty(contents.root):
        (copy / folder).mkdir(parents=True, exist_ok=True)


def _document(
    one: Document,
    contents: Contents,
    place: Place,
    limits: Limits,
    emulate: str,
    asked: Mapping[str, releases.Release],
    said: str,
    progress: Progress,
) -> DocumentResult:
    known = releases.of_document(one.cells, contents.root, one.path, asked)
    emulate = emulate or releases.emulation(known)
    if one.why_not:
        return DocumentResult(str(one.path), (), known, emulate, stopped=one.why_not, began=False)
    more = {"MIGRATE_REPRODUCE_PYTHON_2": "1"} if one.python_2 and not one.is_script else {}
    place = replace(place, flags=f"emulate={emulate}" if emulate else "", more=more)
    at = place.copy / one.path
    try:
        if one.is_script:
            progress(said)
            ran = script.run(at, place, limits, one.python_2)
        else:
            ran = kernel.run(
                one.cells,
                at,
                place,
                limits,
                lambda number, seconds: progress(f"{said} cell {number} of {len(one.cells)}, {seconds:.0f} s"),
            )
    except CannotReproduce as error:
        return DocumentResult(str(one.path), (), known, emulate, stopped=str(error), began=False)
    found = judged(one, ran, contents.modules)
    stopped = ran.stopped or ("" if len(ran.cells) == len(one.cells) else "it did not run to its end")
    faults = explained.faults(one.source, known)
    began = bool(ran.cells) or stopped != OVER
    return DocumentResult(str(one.path), tuple(found), known, emulate, ran.seconds, stopped, faults, began)


def judged(one: Document, ran: Ran, modules: Mapping[str, str]) -> list[CellResult]:
    """Put what was printed beside what is printed now, and judge all numbers of a document together."""
    recorder = Recorder(ran.draws)
    results: list[CellResult] = []
    failed_before = inferred = False
    drawn, infers = randomness.drawn(one.cells, modules), inference.inferring(one.cells, modules)
    for i, cell_ in enumerate(one.cells):
        there = cell_.number <= len(ran.cells)
        now = ran.cells[cell_.number - 1] if there else RanCell()
        missing = NO_END if not there else FAILED if now.name else Circumstances.missing
        inferred = inferred or (infers[i] and there and not now.name)
        known = Circumstances(drawn[i], recorder, missing, inferred)
        results.append(replace(_cell(cell_, now, there, known, failed_before), infers=infers[i]))
        failed_before = failed_before or bool(now.name)
    decided = iter(document([found for result in results for found in result.judged]))
    held = [replace(result, judged=tuple(next(decided) for _ in result.judged)) for result in results]
    return [
        replace(result, judged=tuple(explained.explain(result.judged, cell_, one.cells)))
        for result, cell_ in zip(held, one.cells, strict=True)
    ]


def _cell(stored: Cell, now: RanCell, there: bool, known: Circumstances, failed_before: bool) -> CellResult:
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
        failures.cause(now, failed_before) if now.name else "",
        next((one.error for one in stored.outputs if one.error), ""),
        _pictures(stored.outputs),
        _pictures(now.outputs),
        there,
    )


def _pictures(outputs: Sequence[Output]) -> tuple[str, ...]:
    return tuple(one.png for one in outputs if one.png)
