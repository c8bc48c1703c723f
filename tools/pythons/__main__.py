"""`python -m tools.pythons [ROW ...]`: runs the fast tests in each environment, and writes docs/pythons.md.

The row `arm64` runs programs instead, there and here.

A row that cannot be made here is skipped with a sentence, and keeps what was measured before.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.pythons import arm64
from tools.pythons.environments import ROOT, CannotMake, Environment, made
from tools.pythons.rows import ROWS, Row

ARM64 = "arm64"  # not the tests, but programs that are compared with this machine's
NAMES = (*ROWS, ARM64)
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
TITLE = """# Pythons and releases

`make pythons` makes the environments, and writes this page. Pythons that are not installed come from folders of Debian.
Those of 3.14t and musl were put together by hand, of PyPI's freeze-core (its interpreter and modules) and CPython's
standard library; FREE_THREADED and MUSL_PYTHON name them.
"""
HEAD = """
The fast tests (`make check`'s) in each environment; those that need what it lacks are skipped, and say so.

| environment | tests passed | failed | skipped | Python | {columns} | measured | |
|{dashes}|
"""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(NAMES)}; all if none is named")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--tests", nargs="*", default=["tests"], help="other tests than all")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.rows if name not in NAMES]:
        parser.error(f"there is no row {unknown[0]}: {', '.join(NAMES)}")
    failed = 0
    for name in options.rows or NAMES:
        try:
            found = arm64.measured() if name == ARM64 else measured(ROWS[name], options.workers, options.tests)
        except CannotMake as why:
            print(f"{name}: skipped. {why}")
            continue
        print(_said(name, found))
        failed += found["failed"]
        if options.tests == ["tests"]:
            keep(name, found)
    return 1 if failed else 0


def _said(name: str, found: Mapping[str, Any]) -> str:
    if name == ARM64:
        return arm64.section(found)
    return f"{name}: {found['passed']} passed, {found['failed']} failed, {found['skipped']} skipped"


def measured(row: Row, workers: str, tests: list[str]) -> dict[str, Any]:
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
    lines = []
    for name, row in ROWS.items():
        if name in known:
            one = known[name]
            versions = [one["versions"].get(package, "") for package in ("python", *SHOWN)]
            cells = [name, *map(str, (one["passed"], one["failed"], one["skipped"])), *versions, one["on"], row.about]
            lines.append(f"| {' | '.join(cells)} |\n")
    head = HEAD.format(columns=" | ".join(SHOWN), dashes="|".join(["---"] * (len(SHOWN) + 7)))
    return "".join([TITLE, *([head] if lines else []), *lines, arm64.section(known[ARM64]) if ARM64 in known else ""])


if __name__ == "__main__":
    sys.exit(main())
