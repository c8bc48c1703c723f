"""A row of docs/reproduced.md for each report: `python -m tools.reproduced report.json ...`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HEAD = (
    "| repository | documents | to the end | numbers | same | agree | explained | cannot tell | differ | minutes |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def row(file: Path) -> str:
    """Return the row of a report, which `migrate-reproduce --format json` wrote."""
    report = json.loads(file.read_text(encoding="utf-8"))
    documents, counts = report["documents"], report["counts"]
    reached = sum(one["ran"] for one in documents)
    minutes = sum(one["seconds"] for one in documents) / 60
    found = [counts[name] for name in ("same", "agrees", "explained", "cannot tell", "differs")]
    name = Path(report["path"]).name
    cells = [name, len(documents), reached, sum(found), *found, f"{minutes:.1f}"]
    return f"| {' | '.join(map(str, cells))} |"


def main(files: list[str]) -> int:
    """Print the table."""
    print(HEAD, *(row(Path(file)) for file in files), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
