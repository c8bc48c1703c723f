"""What tests compile is compiled again as it was written and compared: `observing` does it, this runs and reports."""

from __future__ import annotations

import fnmatch
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.fidelity import explained

ROOT = Path(__file__).resolve().parents[2]


def observe(
    files: Sequence[str], workers: int, options: Sequence[str] = ("-m", "not slow"), each_rule: bool = False
) -> tuple[list[dict[str, Any]], str]:
    """(what each process saw, what pytest said) of the tests of `files`."""
    with tempfile.TemporaryDirectory(prefix="compat-rewrites-") as folder:
        environment = {**os.environ, "COMPAT_OBSERVED": folder, "COMPAT_EACH_RULE": str(int(each_rule))}
        environment.pop("PYTEST_XDIST_WORKER", None)
        processes = ["-n", str(workers)] if workers > 1 else []
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "--no-header",
                "-p",
                "no:cacheprovider",
                "-p",
                "tests.fidelity.observing",
                *processes,
                *options,
                *files,
            ],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        return [json.loads(path.read_text()) for path in sorted(Path(folder).glob("*.json"))], done.stdout + done.stderr


def explanation(difference: dict[str, str]) -> tuple[str, str] | None:
    """The entry of `explained.DIFFERENT` that is about it."""
    return next(
        (
            (test, what)
            for test, what in explained.DIFFERENT
            if fnmatch.fnmatchcase(difference["test"], test)
            and fnmatch.fnmatchcase(f"{difference['how']}: {difference['what']}", what)
        ),
        None,
    )


def report(seen: Sequence[dict[str, Any]], every_test: bool) -> int:
    """Print counts and differences; how many are not explained, and explanations without a difference. every_test: all
    tests ran, so that each explanation must have its difference."""
    counts: Counter[str] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for one in seen:
        counts.update(one["counts"])
        for found in one["differences"]:
            entry = explanation(found)
            if entry is None:
                wrong += 1
                print(
                    f"{found['test']}: {found['how']}: {found['what']}\n    of {found['about']}\n"
                    f"    rules: {found['fired']}",
                    flush=True,
                )
            else:
                used[entry] += 1
    for what, number in sorted(counts.items()):
        print(f"  {number:8} {what}")
    for entry, number in sorted(used.items()):
        print(f"  {number:8} explained: {explained.DIFFERENT[entry]} ({entry[0]})")
    stale: list[Any] = []
    if every_test:
        stale = [
            *sorted(set(explained.DIFFERENT) - set(used)),
            *(p for p in explained.NOT_OBSERVED if not counts[f"not observed: {p}"]),
        ]
    for entry in stale:
        print(f"explains nothing: {entry}")
    print(
        f"rewrites: {counts['functions']} functions, {counts['calls']} calls, {counts['outputs']} outputs compared; "
        f"{wrong} unexplained differences, {sum(used.values())} explained"
    )
    return wrong + len(stale)


def main(workers: int = 2, files: Sequence[str] = (), each_rule: bool = True) -> int:
    """All fast tests, or those of `files`."""
    seen, said = observe(files or ("tests",), workers, each_rule=each_rule)
    lines = said.strip().splitlines()
    print("\n".join([line for line in lines if line.startswith(("FAILED", "ERROR"))] + lines[-1:]))
    failed = any(line.startswith(("FAILED", "ERROR")) for line in lines)
    return int(bool(report(seen, every_test=not files)) or failed or not seen)


if __name__ == "__main__":
    sys.exit(main(files=sys.argv[1:]))
