"""Rows of docs/reproduced.md, one for each report: `python -m tools.reproduced report.json ...`.

A report is what `migrate-reproduce --format json` wrote of a clone of OWNER+NAME/repo, which is asked for its commit.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from theano_migrate.reproduce.judging import VERDICTS

COLUMNS = (
    *("documents", "to the end", "numbers"),
    *("same", "agree", "explained", "cannot tell", "not settled", "differ"),  # as `VERDICTS`
    "minutes",
)
HEAD = f"| repository | commit | {' | '.join(COLUMNS)} |\n|---|---|{'---:|' * len(COLUMNS)}"


def row(file: Path) -> str:
    """Return the row of a report."""
    report = json.loads(file.read_text(encoding="utf-8"))
    documents, counts = report["documents"], report["counts"]
    reached = sum(one["ran"] for one in documents)
    minutes = sum(one["seconds"] for one in documents) / 60
    found = [counts[name] for name in VERDICTS]
    cells = [*_repository(Path(report["path"])), len(documents), reached, sum(found), *found]
    return f"| {' | '.join(f'{one:,}' if isinstance(one, int) else one for one in cells)} | {minutes:.1f} |"


def _repository(path: Path) -> tuple[str, str]:
    """Return "owner/name", with the folder that was run, and the commit."""
    folder = path if path.is_dir() else path.parent
    root = Path(_git(folder, "rev-parse", "--show-toplevel"))
    source = re.search(r"([^/+]+)\+([^/]+)/repo", _git(folder, "remote", "get-url", "origin"))
    name = f"{source[1]}/{source[2]}" if source else root.name
    below = path.resolve().relative_to(root.resolve())
    return (name if below == Path() else f"{name}, {below}"), _git(folder, "rev-parse", "--short=7", "HEAD")


def _git(folder: Path, *command: str) -> str:
    return subprocess.run(["git", "-C", folder, *command], capture_output=True, text=True, check=True).stdout.strip()


def main(files: list[str]) -> int:
    """Print the table."""
    print(HEAD, *(row(Path(file)) for file in files), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
