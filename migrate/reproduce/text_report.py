"""The results as text: a line for each document, what differs, what failed, and the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from theano_common.printing import printable

from .answer import answer, badge, sentence
from .judging import VERDICTS, Judged
from .releases import told
from .results import CellResult, DocumentResult, Results

MOST = 20  # numbers that are listed
HEADS = ("document", "cells", *VERDICTS, "s")


def text(results: Results, limit: int | None = MOST) -> str:
    """Return the report as text, with at most `limit` numbers that differ."""
    lines = _table(results)
    if written := list(_written_for(results)):
        lines += ["", *written]
    if failed := [line for one in results.documents for line in _failures(one)]:
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


def _failures(one: DocumentResult) -> Iterator[str]:
    for cell in one.cells:
        if cell.failed:
            yield f"  {one.path} {failure(cell)}"
    if one.stopped:
        yield f"  {one.path}: {one.stopped}"


def failure(cell: CellResult) -> str:
    """Return what is said of a cell that failed: `cell 3: KeyError: 'x' (its own; it failed then, too)`."""
    then = "; it failed then, too" if cell.then else ""
    message = " ".join(cell.failed.split())
    return f"cell {cell.number}: {message[:200]} ({cell.cause}{then})"
