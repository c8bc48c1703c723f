"""Replay the kept units by two versions: `python -m tools.replay [--base main] [--show 3] [--coverage]`; exit 1 where
one differs. `--folder` prints where units are kept."""

from __future__ import annotations

import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.replay.installed_names import by_installed_names
from tools.replay.recording import REFUSED, folder

ROOT = Path(__file__).resolve().parents[2]
NOT_READ = "not read: "  # what emitting.py says in place of a text
FRONT = 12  # modules with most lines that no unit reaches


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.replay", description=__doc__)
    parser.add_argument("--base", default="main", help="the version to compare with (default: main)")
    parser.add_argument("--show", type=int, default=3, metavar="N", help="differences shown whole (default: 3)")
    parser.add_argument("--coverage", action="store_true", help="print the share of the emitter's lines reached")
    parser.add_argument("--folder", action="store_true", help="print where units are kept")
    given = parser.parse_args()
    units = folder()
    if given.folder:
        print(units)
        return 0
    count, refused = (sum(1 for _ in units.rglob(f"*{ending}")) for ending in (".unit", REFUSED))
    if not count:
        print(f"No unit is kept in {units}: run `make test KEEP=1` first.")
        return 2
    with tempfile.TemporaryDirectory(prefix="replay-") as made, checked_out(given.base) as base:
        before, after = Path(made) / "before", Path(made) / "after"
        runs = [emitting(base, units, before, False), emitting(ROOT, units, after, given.coverage)]
        if any([run.wait() for run in runs]):
            return 1
        differing = compared(before, after, given.show)
        print(
            f"{count} units, by {given.base} and by the working tree: {len(differing)} differ."
            + f" {refused} more could not be pickled." * bool(refused)
        )
        if given.coverage:
            report(coverage_in(after))
    return int(bool(differing))


@contextmanager
def checked_out(version: str) -> Iterator[Path]:
    """A folder with the files of `version`, and with the extensions that are built here."""
    with tempfile.TemporaryDirectory(prefix="replay-base-") as made:
        tree = Path(made)
        with subprocess.Popen(["git", "archive", version], cwd=ROOT, stdout=subprocess.PIPE) as archive:
            subprocess.run(["tar", "-x", "-C", tree], stdin=archive.stdout, check=True)
        by_installed_names(tree)
        for built in (ROOT / "compat/backends/c").glob("*.so"):
            shutil.copy(built, tree / "compat/backends/c")
        yield tree


def emitting(tree: Path, units: Path, out: Path, coverage: bool, **environment: str) -> subprocess.Popen[bytes]:
    """The process that emits all units by the version in `tree`, whose checks are on."""
    out.mkdir()
    script = ROOT / "tools/replay/emitting.py"
    return subprocess.Popen(
        [sys.executable, script, units, out, *["--coverage"] * coverage],
        cwd=tree,
        env=without_keeping() | {"PYTHONPATH": str(tree), "COMPAT_CHECK": "1"} | environment,
    )


def without_keeping() -> dict[str, str]:
    """The environment, in which nobody keeps units."""
    return {name: value for name, value in os.environ.items() if name != "COMPAT_KEEP_UNITS"}


def compared(before: Path, after: Path, show: int) -> list[str]:
    """The units whose texts differ, after printing the shortest differences and how often each kind of line changed.

    What the version of `before` can't read, because of a class that is newer, differs in nothing.
    """
    found: list[tuple[int, str, list[str]]] = []
    unread = 0
    for path in sorted(before.glob("*.c")):
        old, new = path.read_text(), (after / path.name).read_text()
        unread += old.startswith(NOT_READ)
        if old != new and not old.startswith(NOT_READ):
            diff = list(
                difflib.unified_diff(
                    old.splitlines(), new.splitlines(), f"{path.stem} before", "after", lineterm="", n=1
                )
            )
            found.append((len(diff), path.stem, diff))
    found.sort()
    for _, _, diff in found[:show]:
        print("\n".join(diff), end="\n\n")
    changed = Counter(line.strip() for _, _, diff in found for line in diff[2:] if line[:1] in "+-")
    if unread:
        print(f"{unread} units hold classes that one of the versions does not have.")
    for line, times in changed.most_common(10):
        print(f"{times:6}  {line[:100]}")
    return [name for _, name, _ in found]


Lines = dict[str, tuple[int, int]]  # of each module of the emitter: how many there are, how many were reached


def coverage_in(out: Path) -> Lines:
    """What the process that emitted into `out` reached."""
    found: Lines = json.loads((out / "coverage.json").read_text())
    return found


def share(lines: Lines) -> str:
    """The share of lines that were reached, in words."""
    return f"{100 * reached(lines):.1f} % of {sum(n for n, _ in lines.values())} lines of compat/backends/c"


def reached(lines: Lines) -> float:
    return sum(found for _, found in lines.values()) / sum(n for n, _ in lines.values())


def report(lines: Lines) -> None:
    """Print the share of lines reached, and the modules that lack most."""
    print(f"{share(lines)} are reached; most are missing in:")
    for name, (n, found) in sorted(lines.items(), key=lambda one: one[1][1] - one[1][0])[:FRONT]:
        print(f"    {name}: {found} of {n}")


if __name__ == "__main__":
    sys.exit(main())
