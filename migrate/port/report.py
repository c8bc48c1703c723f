"""The report of a run: for each file the open decisions and intentional changes, as text or JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from theano_common.printing import json_text

from .every_file import Ported
from .names import current_api

FORMAT = 1
WORDS = {
    "translated": "translated without a mark",
    "marks": "translated with marks",
    "refused": "refused",
    "nothing to do": "nothing to do",
}


def text(done: Sequence[Ported], written: Sequence[str]) -> str:
    """Return the report for people: marks with what to do, notes, and a line of totals."""
    lines: list[str] = []
    for one in done:
        for note in one.notes:
            lines.append(f"{place(one.path, note.line, note.cell)}: note: {note.message}")
        for mark in one.marks:
            lines.append(f"{place(one.path, mark.line, mark.cell)}: {mark.code} {mark.message}")
            lines.append(f"    {mark.todo}")
        if one.error:
            lines.append(f"{one.path}: refused: {one.error}")
    lines += [f"{path}: written" for path in written]
    counts = Counter(one.outcome for one in done)
    outcomes = [f"{counts[outcome]} {words}" for outcome, words in WORDS.items() if counts[outcome]]
    marks, notes = sum(len(one.marks) for one in done), sum(len(one.notes) for one in done)
    files = f"{len(done)} file{'s' * (len(done) != 1)}"
    if marks:
        codes = sorted({mark.code for one in done for mark in one.marks})
        lines.append(f"What a code means: {', '.join(f'migrate-port --explain {code}' for code in codes)}")
    lines.append(f"{files}: {', '.join(outcomes)}; {_count(marks, 'mark')}, {_count(notes, 'note')}.")
    return "\n".join(lines)


def json(done: Sequence[Ported], written: Sequence[str]) -> str:
    """Return the report for programs."""
    document: dict[str, Any] = {
        "format": FORMAT,
        "for": current_api.releases(),
        "written": list(written),
        "files": [
            {
                "path": one.path,
                "outcome": one.outcome,
                "from_python_2": one.from_python_2,
                "error": one.error or None,
                "marks": [
                    {"code": m.code, "line": m.line, "cell": m.cell, "message": m.message, "todo": m.todo}
                    for m in one.marks
                ],
                "notes": [{"line": n.line, "cell": n.cell, "message": n.message} for n in one.notes],
            }
            for one in done
        ],
    }
    return json_text(document)


def place(path: str, line: int, cell: int | None) -> str:
    """Return `model.py:12` or `notebook.ipynb:cell 3:12`."""
    return f"{path}:{line}" if cell is None else f"{path}:cell {cell}:{line}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"
