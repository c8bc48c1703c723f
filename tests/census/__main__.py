"""Run tests under the trace and write what they executed: `python -m tests.census [arguments of pytest]`.

Without arguments the whole suite runs, and executed.csv is written anew; with some, what is not in it yet is looked
for and added. `--report` runs nothing. Python 3.12 or newer: the trace is `sys.monitoring`. Exit status 1 if a row is
neither executed nor explained.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.census.rows import census, executed, explained, write_executed
from tests.census.state import modules_of, of, supported


def traced(arguments: list[str], known: dict[str, str]) -> dict[str, str]:
    """Run pytest under the trace of all rows but the known; label -> test."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pytest", "-p", "tests.census.trace_plugin", "-q", *arguments]
        subprocess.run(
            command,
            check=False,
            env={**os.environ, "COMPAT_CENSUS": folder, "COMPAT_CENSUS_KNOWN": json.dumps(list(known))},
        )
        found: dict[str, str] = {}
        for file in sorted(Path(folder).glob("found-*.json")):
            found = json.loads(file.read_text(encoding="utf-8")) | found
        return found


def report() -> int:
    """Print the counts and the rows that no test executes; 1 if one of them has no reason."""
    run, why = executed(), explained()
    for kind in ("name", "keyword", "method"):
        rows = [row for row in census().values() if row.kind == kind]
        have, ran = sum(supported(row) for row in rows), sum(row.label in run for row in rows)
        print(f"{kind}s used by 2 repositories or more: {len(rows)}, supported: {have}, executed: {ran}")
    left = [row for row in census().values() if row.label not in run]
    for row in sorted(left, key=lambda row: -row.repos):
        print(f"  {row.repos:3d}  {row.label}: {why.get(row.label, 'NOT EXPLAINED')}")
    return int(any(row.label not in why for row in left))


def main(arguments: list[str]) -> int:
    if arguments != ["--report"]:
        if not hasattr(sys, "monitoring"):
            print("The trace needs Python 3.12 or newer: /path/to/python3.12 -m tests.census")
            return 2
        found = traced(arguments, executed() if arguments else {})
        before = executed() if arguments else {}
        write_executed(modules_of(found | {label: test for label, test in before.items() if of(test)}))
    return report()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
