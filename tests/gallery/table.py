"""docs/gallery.md, made of what is kept of each notebook's last run in `results/`."""

from __future__ import annotations

import json
import platform
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.clients import revision

HERE = Path(__file__).resolve().parent
FILE = HERE.parents[1] / "docs" / "gallery.md"
HEAD = """\
# Gallery

Public notebooks of others, unchanged, run to their end in a Jupyter kernel by what `migrate-reproduce` stands on, their
figures drawn ([reproduce](reproduce.md)); older results are of IPython alone. `make gallery` runs those that no result
is kept of, and writes this file; `python -m tests.gallery NAME --again` runs a collection again. "Rows": parameters of
summaries that both the notebook and our run printed, and how many of our means agree with its within the Monte Carlo
error of both (in older results: within four standard errors).
"s, then": the times that the notebook printed of its own work, in messages or progress bars, on its author's machine;
"s": the whole notebook here in seconds of the processor, imports, plots and compiling included. Of Theano's documents
and of the scripts of deeplearning.net both columns are ours and Theano 1.0.5's, run here; a row is an example, or a
line with numbers. "Commit": of ours, that ran it.

"""


def write(collections: dict[str, Any]) -> None:
    """Write the table."""
    kept = {name: _absent(collections[name]) | _read(name, collections[name]) for name in collections}
    lines = ["| collection | notebooks | ran | excluded | failed | rows that agree |", "|---|---|---|---|---|---|"]
    for name, rows in kept.items():
        of, agree = list(rows.values()), sum(r["agree"] for r in rows.values())
        out = [r for r in of if "excluded" in r]
        failed = [r for r in of if r["failed"] and "excluded" not in r]
        ran = len(of) - len(out) - len(failed)
        lines.append(
            f"| {collections[name]['title']} ({_source(collections[name])}) | {len(of)} | {ran} | {len(out)} | "
            f"{len(failed)} | {agree} of {sum(r['rows'] for r in of)} |"
        )
    lines += [
        "",
        "| notebook | outcome | cells | figures | rows | s, then | s | date, commit |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, rows in kept.items():
        for path, row in sorted(rows.items()):
            outcome = f"excluded, {row['excluded']}: {row['why']}" if "excluded" in row else row["failed"] or "ran"
            found = f"{row['agree']} of {row['rows']}" if row["rows"] else ""
            columns = (f"{name}: {Path(path).with_suffix('')}", outcome.replace("|", "/"), row["cells"], row["figures"])
            columns += (found, row["printed"] or "", row["seconds"], revision.shown(row))
            lines.append(f"| {' | '.join(map(str, columns))} |")
    lines += ["", "Rows that do not agree, and why:", ""]
    for name, collection in collections.items():
        for path, why in collection.get("explained", ()):
            row = kept[name].get(path)
            if row is None or row["agree"] == row["rows"]:
                raise ValueError(f"collections.toml, {name}: {path} is explained, and all of its rows agree")
            lines.append(f"- {name}, {Path(path).with_suffix('')}: {why} ({'; '.join(row.get('missed', [])[:2])})")
    versions = ", ".join(f"{p} {version(p)}" for p in ("numpy", "scipy", "pandas", "matplotlib", "arviz"))
    FILE.write_text(
        HEAD + "\n".join(lines) + f"\n\nPython {platform.python_version()}, {versions}.\n", encoding="utf-8"
    )


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
