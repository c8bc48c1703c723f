"""`python -m tools.pythons [ROW ...]`: runs the fast tests in each environment, and writes docs/pythons.md.

A row that cannot be made here is skipped with a sentence, and keeps what was measured before.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

from tools.pythons.environments import ROOT, CannotMake, Environment, made
from tools.pythons.rows import ROWS, Row

RECORD, PAGE = ROOT / "docs" / "pythons.json", ROOT / "docs" / "pythons.md"
SHOWN = ("numpy", "scipy", "pandas", "jax", "numpyro", "nutpie", "tfp-nightly", "arviz")
VERSIONS = """
import importlib.metadata, json, platform, sys
found = {"python": platform.python_version()}
for name in sys.argv[1:]:
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""
HEAD = """# Pythons and releases

The fast tests (`make check`'s) in each environment; `make pythons` makes them and writes this page. Pythons that are
not installed come from a folder of Debian sid. Tests that need what a row lacks are skipped, and say so.

| environment | tests passed | failed | skipped | Python | {columns} | measured | |
|{dashes}|
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all if none is named")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--tests", nargs="*", default=["tests"], help="other tests than all")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.rows if name not in ROWS]:
        parser.error(f"there is no row {unknown[0]}: {', '.join(ROWS)}")
    failed = 0
    for name in options.rows or ROWS:
        try:
            found = measured(ROWS[name], options.workers, options.tests)
        except CannotMake as why:
            print(f"{name}: skipped. {why}")
            continue
        print(f"{name}: {found['passed']} passed, {found['failed']} failed, {found['skipped']} skipped")
        failed += found["failed"]
        if options.tests == ["tests"]:
            keep(name, found)
    return 1 if failed else 0


def measured(row: Row, workers: str, tests: list[str]) -> dict[str, object]:
    """Return how many tests passed, failed and were skipped, and the releases they ran with."""
    environment = made(row)
    report = f"pythons-{row.name}.xml"
    environment.run(
        *("-m", "pytest", "-q", "-n", workers, "-m", "not slow and not rest", f"--junitxml={report}", *tests)
    )
    counts = _counts(environment.root / report)
    return {**counts, "versions": _versions(environment), "on": datetime.date.today().isoformat()}


def _counts(report: Path) -> dict[str, int]:
    if not report.exists():
        raise CannotMake("pytest ended without a report; see what it printed")
    suite = re.search(r"<testsuite ([^>]*)>", report.read_text(encoding="utf-8"))
    report.unlink()
    assert suite is not None
    number = {name: int(value) for name, value in re.findall(r'(\w+)="(\d+)"', suite[1])}
    failed = number["failures"] + number["errors"]
    return {
        "passed": number["tests"] - failed - number["skipped"],
        "failed": failed,
        "skipped": number["skipped"],
    }


def _versions(environment: Environment) -> dict[str, str]:
    done = environment.run("-c", VERSIONS, *SHOWN, stdout=subprocess.PIPE, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def keep(name: str, found: dict[str, object]) -> None:
    """Keep what was measured, and write the page."""
    known = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    known[name] = found
    RECORD.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    PAGE.write_text(page(known), encoding="utf-8")


def page(known: dict[str, dict]) -> str:
    """Return the text of docs/pythons.md."""
    lines = [HEAD.format(columns=" | ".join(SHOWN), dashes="|".join(["---"] * (len(SHOWN) + 7)))]
    for name, row in ROWS.items():
        if name in known:
            one = known[name]
            versions = [one["versions"].get(package, "") for package in ("python", *SHOWN)]
            cells = [name, *map(str, (one["passed"], one["failed"], one["skipped"])), *versions, one["on"], row.about]
            lines.append(f"| {' | '.join(cells)} |\n")
    return "".join(lines)


if __name__ == "__main__":
    sys.exit(main())
