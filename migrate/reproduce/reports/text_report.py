"""The results as text: a line for each document, what differs, what failed, and the sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isfinite

from theano_common.printing import printable

from ..answer import answer, badge, sentence
from ..failures import DATA
from ..file_names import missing
from ..judging import VERDICTS, Judged
from ..releases import told
from ..results import CellResult, DocumentResult, Results
from ..rows import counted as count

MOST = 20  # numbers that are listed
HEADS = ("document", "cells", *VERDICTS, "s")


def text(results: Results, limit: int | None = MOST) -> str:
    """Return the report as text, with at most `limit` numbers that differ. None: with all, and a line a failed cell."""
    lines = _table(results)
    if written := list(_written_for(results)):
        lines += ["", *written]
    if repeated := list(_repeated(results)):
        lines += ["", "run again:", *repeated]
    if failed := list(_failures(results, limit is None)):
        lines += ["", "failed:", *failed]
    for head, accepted in (("differs:", False), ("differs, and the baseline accepts it:", True)):
        if differing := results.differing(accepted):
            lines += ["", head, *_listed(differing, limit)]
    if results.differing():
        lines += [
            f"  {one.path}: {fault}" for one in results.documents if one.verdict == "differs" for fault in one.faults
        ]
    if results.posteriors:
        lines += ["", "saved posteriors:"]
        lines += [f"  {one.path}: {one.verdict or 'not compared'}: {one.reason}" for one in results.posteriors]
    if wanted := list(_wanted(results)):
        lines += ["", "files wanted (--data NAME=PATH gives one):", *wanted]
    found = answer(results)
    lines += ["", *results.remarks, found.said, *filter(None, [found.closing]), sentence(results), badge(results)]
    return "\n".join(map(printable, lines))


def _listed(differing: list[tuple[DocumentResult, CellResult, Judged]], limit: int | None) -> Iterator[str]:
    for one, cell, found in differing[:limit]:
        now = found.new.text if found.new else "nothing"
        yield f"  {one.path} cell {cell.number}: {found.place}: {found.old.text} then, {now} now ({found.reason})"
    if limit is not None and len(differing) > limit:
        yield f"  ... and {len(differing) - limit} more (--all shows them)"


def _table(results: Results) -> list[str]:
    rows: list[tuple[str, ...]] = [HEADS]
    for one in results.documents:
        cells = f"{one.done} of {len(one.cells)}" if one.cells else "-"
        rows.append((one.path, cells, *(str(one.counts[v]) for v in VERDICTS), f"{one.seconds:.0f}"))
    widths = [max(len(printable(row[i])) for row in rows) for i in range(len(HEADS))]
    return [
        "  ".join(
            f"{printable(one):<{width}}" if i == 0 else f"{one:>{width}}"
            for i, (one, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]


def _written_for(results: Results) -> Iterator[str]:
    """Yield which releases documents were written for; documents alike stand together."""
    groups: dict[str, list[str]] = {}
    for one in results.documents:
        if known := told(one.releases):
            why = one.releases["pymc3"].evidence if "pymc3" in one.releases else ""
            emulated = f"; emulate={one.emulates}" if one.emulates else ""
            groups.setdefault(f"written for {known}{f' (pymc3: {why})' if why else ''}{emulated}", []).append(one.path)
    for known, paths in groups.items():
        yield f"{paths[0] if len(paths) == 1 else f'{len(paths)} documents'}: {known}"


def _repeated(results: Results) -> Iterator[str]:
    """Yield how many runs a document had, how many numbers they judge, and what they could see of these."""
    for one in results.documents:
        if one.runs < 2:
            continue
        judged = [found for cell in one.cells for found in cell.judged if found.counts and isfinite(found.sees)]
        if not judged:
            yield f"  {one.path}: {one.runs} runs, which show no shift of its numbers"
            continue
        best, worst = (pick(found.sees for found in judged) for pick in (min, max))
        sees = f"{best:.1f}" if f"{best:.1f}" == f"{worst:.1f}" else f"{best:.1f} to {worst:.1f}"
        yield (
            f"  {one.path}: {one.runs} runs judge {count(len(judged), 'number')}; the smallest shift that they show is "
            f"{sees} times their spread"
        )


def _failures(results: Results, all_: bool) -> Iterator[str]:
    """Yield a line for each first cause, with how many cells fail alike or need what it would have made.

    all_: a line for each cell.
    """
    failed = [(one, cell) for one in results.documents for cell in one.cells if cell.failed]
    alike: dict[tuple[str, str], list[tuple[str, int]]] = {}
    needing: Counter[tuple[str, int]] = Counter()
    for one, cell in failed:
        if cell.first == cell.number:
            alike.setdefault(_error(cell), []).append((one.path, cell.number))
        elif cell.first:
            needing[one.path, cell.first] += 1
    for one, cell in failed:
        same = alike.get(_error(cell), [])
        if all_ or not cell.first:
            yield f"  {one.path} {failure(cell)}"
        elif same and same[0] == (one.path, cell.number):
            yield f"  {one.path} {failure(cell)}{_more(same, sum(needing[each] for each in same))}"
    yield from (f"  {one.path}: {one.stopped}" for one in results.documents if one.stopped)


def _wanted(results: Results) -> Iterator[str]:
    """Yield the files that cells did not find, each with the first cell of each document that names it."""
    wanted: dict[str, dict[str, str]] = {}
    for one in results.documents:
        for cell in one.cells:
            if cell.cause == DATA and (file := missing(cell.failed.partition(": ")[2])):
                found = f"; {cell.found}" * bool(cell.found)
                wanted.setdefault(file, {}).setdefault(one.path, f"{one.path} cell {cell.number}{found}")
    yield from (f"  {file} ({', '.join(places.values())})" for file, places in wanted.items())


def _error(cell: CellResult) -> tuple[str, str]:
    return " ".join(cell.failed.split()), cell.cause


def _more(same: list[tuple[str, int]], needing: int) -> str:
    documents = len({path for path, _ in same})
    told = [f"{count(len(same) - 1, 'more cell')} fail{'s' * (len(same) == 2)} alike"] if len(same) > 1 else []
    if documents > 1:
        told[0] += f", in {count(documents, 'document')}"
    if needing:
        made = f"what {'these' if told else 'it'} would have made"
        told.append(f"{count(needing, 'later cell')} need{'s' * (needing == 1)} {made}")
    return "".join(f"; {one}" for one in told)


def failure(cell: CellResult) -> str:
    """Return what is said of a cell that failed: `cell 3: KeyError: 'x' (its own; it failed then, too)`."""
    more = [cell.cause, "it failed then, too" * bool(cell.then), cell.found]
    if 0 < cell.first != cell.number:
        more[0] += f", {cell.first}"
    return f"cell {cell.number}: {' '.join(cell.failed.split())[:200]} ({'; '.join(filter(None, more))})"
