"""A document judged: what each cell printed beside what it prints now, all numbers together."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace

from . import explained, failures, inference, randomness, releases
from .documents import Document
from .failed_names import resting_on_failures
from .failures import Before, Failure, Where
from .judging import (
    AGREES,
    CANNOT_TELL,
    DIFFERS,
    EXPLAINED,
    NOT_SETTLED,
    SAME,
    Circumstances,
    Judged,
    cell,
    document,
    with_word,
)
from .notebook_file import Cell, both, pictures
from .reasons import changes_of_arviz
from .reasons.behind_samplers import behind_samplers
from .recorded import Recorder
from .repeated.replicates import Replicates
from .results import CellResult
from .running.result import Ran, RanCell
from .stored_order import out_of_order

FEWER = "of fewer draws than were asked for"
NO_END, FAILED = "the cell did not run to its end", "the cell failed"


def judged(
    one: Document,
    ran: Ran,
    modules: Mapping[str, str],
    where: Where | None = None,
    lost: Collection[str] = (),
    replicates: Replicates | None = None,
    limited: bool = False,
) -> list[CellResult]:
    """Put what was printed beside what is printed now, and judge all numbers of a document together.

    where: the folder that it ran in. lost: files that documents before would have written, had they not failed.
    replicates: what it printed in later runs. limited: it made fewer draws than it asked for.
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
        before.add(cell_, (failed.first or cell_.number) if failed else 0, now.trace)
    numbers = [(result.number, found) for result in results for found in result.judged]
    decided = iter(replicates.judged(numbers, ran) if replicates else document([found for _, found in numbers]))
    held = [replace(result, judged=tuple(next(decided) for _ in result.judged)) for result in results]
    told = _with_circumstances(held, one, ran, modules)
    return [replace(each, judged=tuple(map(_of_fewer, each.judged))) for each in told] if limited else told


def _with_circumstances(
    results: list[CellResult], one: Document, ran: Ran, modules: Mapping[str, str]
) -> list[CellResult]:
    """Change verdicts where a known change, the order of storing or a failure is why a number is another."""
    mixed = out_of_order(one.cells)
    anew = [result.number for result in results if result.failed and not result.then]
    resting = resting_on_failures(one.cells, {number: ran.cells[number - 1].trace for number in anew})
    differ = any(map(explained.is_other_data, (number for result in results for number in result.judged)))
    examples = changes_of_arviz.of_examples(one.cells)
    behind = behind_samplers(one.cells, modules) if differ else {}
    told = []
    for result, cell_ in zip(results, one.cells, strict=True):
        found = explained.explain(result.judged, cell_, one.cells, modules)
        of_example = cell_.number in examples
        found = changes_of_arviz.changed(found, cell_.source, result.old, result.new, of_example)
        if drawing := behind.get(cell_.number):
            found = explained.behind_a_sampler(found, drawing)
        if why := mixed.get(cell_.number):
            found = explained.withdrawn(found, {NOT_SETTLED, DIFFERS}, why)
        if why := resting.get(cell_.number):
            found = explained.withdrawn(found, {AGREES, EXPLAINED, NOT_SETTLED, DIFFERS}, why)
        told.append(replace(result, judged=tuple(found)))
    return told


def _of_fewer(one: Judged) -> Judged:
    """Say of a number behind a sampler that its draws were limited, but of one that is the same all the same.

    Whatever function of the draws it is that runs judge, such as their sum: that of fewer draws may be another, and
    chains may settle in more.
    """
    if not one.inferred or one.new is None or one.verdict == SAME:
        return one
    told = with_word(one, FEWER)
    withdrawn = one.verdict == NOT_SETTLED or (one.verdict == DIFFERS and one.runs)
    return replace(told, verdict=CANNOT_TELL, z=math.nan) if withdrawn else told


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
        pictures(stored.outputs),
        pictures(now.outputs),
        there,
        first=failed.first if failed else 0,
        found=failed.found if failed else "",
    )
