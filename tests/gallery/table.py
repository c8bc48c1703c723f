"""docs/gallery.md, made of what is kept of each notebook's last run in `results/`."""

from __future__ import annotations

import json
import platform
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.clients import revision
from theano_migrate.reproduce.judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, NOT_SETTLED, SAME
from theano_migrate.reproduce.rows import counted as count

HERE = Path(__file__).resolve().parent
FILE = HERE.parents[1] / "docs" / "gallery.md"
COLUMNS = (
    "collection, documents, ran, excluded, failed, judged, numbers, same, agree, explained, cannot tell, "
    "not settled, differ, unexplained, stand, rows that agree"
).split(", ")
HEAD = """\
# Gallery

Public notebooks of others, unchanged, run to their end in a Jupyter kernel by what `migrate-reproduce` stands on, their
figures drawn ([reproduce](reproduce.md)); older results are of IPython alone. `make gallery` runs those that no result
is kept of, and writes this file; `python -m tests.gallery NAME --again` runs a collection again. "Rows": parameters of
summaries that both the notebook and our run printed, and how many of our means agree with its within the Monte Carlo
error of both (in older results: within four standard errors). "Numbers": all that the notebooks printed, of those
that migrate-reproduce has judged ("judged"): the same to the digits printed, within the Monte Carlo error of both,
explained by a known change, of no known error (cannot tell), of chains that settled on neither side (not settled),
or another. "Stand": the same and those that agree, of these and of those that differ. "Unexplained":
numbers that differ, in notebooks of which nothing is said below. Only documents that ran to their end are counted here:
what follows a cell that failed is of other data.
"s, then": the times that the notebook printed of its own work, in messages or progress bars, on its author's machine;
"s": the whole notebook here in seconds of the processor, imports, plots and compiling included. Of Theano's documents
and of the scripts of deeplearning.net both columns are ours and Theano 1.0.5's, run here; a row is an example, or a
line with numbers. "Runs": how often it was run, up to 20 times while that tells something and takes no more than five
times what the first run took; empty in older results, whose numbers one run judged. "Commit": of ours, that ran it.

"""


def write(collections: dict[str, Any]) -> None:
    """Write the table."""
    kept = {name: _absent(collections[name]) | _read(name, collections[name]) for name in collections}
    lines = [f"| {' | '.join(COLUMNS)} |", f"|---|{'---:|' * (len(COLUMNS) - 1)}"]
    whole: Counter[str] = Counter()
    for name, rows in kept.items():
        found = _counts(rows, {path for path, _ in collections[name].get("explained", ())})
        whole += found
        lines.append(_line(f"{collections[name]['title']} ({_source(collections[name])})", found))
    lines.append(_line("all", whole))
    lines += ["", *_open([row for rows in kept.values() for row in rows.values() if "runs" in row])]
    lines += [
        "",
        "| notebook | outcome | cells | figures | rows | s, then | s | runs | date, commit |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, rows in kept.items():
        for path, row in sorted(rows.items()):
            outcome = f"excluded, {row['excluded']}: {row['why']}" if "excluded" in row else row["failed"] or "ran"
            found = f"{row['agree']} of {row['rows']}" if row["rows"] else ""
            columns = (f"{name}: {Path(path).with_suffix('')}", outcome.replace("|", "/"), row["cells"], row["figures"])
            columns += (found, row["printed"] or "", row["seconds"], row.get("runs", ""), revision.shown(row))
            lines.append(f"| {' | '.join(map(str, columns))} |")
    lines += ["", "Rows that do not agree, and why:", ""]
    for name, collection in collections.items():
        for path, why in collection.get("explained", ()):
            row = kept[name].get(path)
            if row is None or (row["agree"] == row["rows"] and not _numbers(row)[DIFFERS]):
                raise ValueError(
                    f"collections.toml, {name}: {path} is explained, and all of its rows and numbers agree"
                )
            lines.append(f"- {name}, {Path(path).with_suffix('')}: {why} ({'; '.join(row.get('missed', [])[:2])})")
    versions = ", ".join(f"{p} {version(p)}" for p in ("numpy", "scipy", "pandas", "matplotlib", "arviz"))
    FILE.write_text(
        HEAD + "\n".join(lines) + f"\n\nPython {platform.python_version()}, {versions}.\n", encoding="utf-8"
    )


def _open(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield what could not be told of the notebooks that ran to their end up to 20 times, by reason."""
    ended = [row for row in rows if not row["failed"]]
    numbers = sum((_numbers(row) for row in ended), Counter())
    reasons = sum((Counter(row["open"]) for row in ended), Counter())
    if not numbers:
        return
    cannot, unsettled = (
        f"{numbers[v]:,} ({100 * numbers[v] / numbers.total():.1f} %)" for v in (CANNOT_TELL, NOT_SETTLED)
    )
    yield (
        f"Of {numbers.total():,} numbers of {count(len(ended), 'notebook')} that may be run again {unsettled} are not "
        f"settled, and {cannot} cannot be told:"
    )
    yield from ("", "| why | numbers |", "|---|---:|")
    yield from (f"| {why.replace('|', '/')} | {count:,} |" for why, count in reasons.most_common())


def unexplained(path: str, row: dict[str, Any], explained: set[str]) -> int:
    """Return how many numbers of a document differ, 0 where collections.toml says why."""
    return 0 if path in explained or row["failed"] else _numbers(row)[DIFFERS]


def _numbers(row: dict[str, Any]) -> Counter[str]:
    """Return how many printed numbers have each verdict; older results have none."""
    return Counter(row.get("numbers", {}))


def _counts(rows: dict[str, Any], explained: set[str]) -> Counter[str]:
    """Count what the head's table says of a collection."""
    found: Counter[str] = Counter()
    for path, row in rows.items():
        outcome = "excluded" if "excluded" in row else "failed" if row["failed"] else "ran"
        found.update({"documents": 1, outcome: 1})
        if outcome != "ran":  # what follows the cell that failed is of other data
            continue
        numbers = _numbers(row)
        found.update({"judged": int("numbers" in row), "numbers": numbers.total()})
        found.update(numbers)
        found.update(agree_rows=row["agree"], rows=row["rows"], unexplained=unexplained(path, row, explained))
    return found


def _line(title: str, found: Counter[str]) -> str:
    stand, judged = found[SAME] + found[AGREES], found[SAME] + found[AGREES] + found[DIFFERS]
    verdicts = [
        f"{found[name]:,}"
        for name in ("numbers", SAME, AGREES, EXPLAINED, CANNOT_TELL, NOT_SETTLED, DIFFERS, "unexplained")
    ]
    cells = [
        title,
        *(str(found[name]) for name in ("documents", "ran", "excluded", "failed", "judged")),
        *(verdicts if found["judged"] else [""] * len(verdicts)),
        f"{100 * stand / judged:.1f} %" if judged else "",
        f"{found['agree_rows']:,} of {found['rows']:,}" if found["rows"] else "",
    ]
    return f"| {' | '.join(cells)} |"


def _absent(collection: dict[str, Any]) -> dict[str, Any]:
    why = "of 4 MiB or more: in no snapshot that could be had"
    row = {"excluded": "network", "why": why, "failed": why, "missed": [], "agree": 0, "rows": 0, "cells": ""}
    row |= {"figures": "", "printed": "", "seconds": "", "date": ""}
    return {path: row for path in collection.get("absent", ()) if path.endswith(".ipynb")}


def _source(collection: dict[str, Any]) -> str:
    return collection.get("repository") or f"{collection['package']}, the source distribution"


def _read(name: str, collection: dict[str, Any]) -> dict[str, Any]:
    """What is kept of its notebooks, with what collections.toml says now of those that failed."""
    file = HERE / "results" / f"{name}.json"
    rows: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    for path, row in rows.items():
        for pattern, reason, why in collection.get("excluded", ()):
            if row["failed"] and fnmatchcase(path, pattern):
                row |= {"excluded": reason, "why": why}
    return rows
