"""Replay the kept units by two versions: `python -m tools.replay [--base main] [--show 3] [--coverage]`; exit 1 where
one differs."""

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

from tools.replay.recording import REFUSED, folder

ROOT = Path(__file__).resolve().parents[2]
FRONT = 12  # modules with most lines that no unit reaches


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.replay", description=__doc__)
    parser.add_argument("--base", default="main", help="the version to compare with (default: main)")
    parser.add_argument("--show", type=int, default=3, metavar="N", help="differences shown whole (default: 3)")
    parser.add_argument("--coverage", action="store_true", help="print the share of the emitter's lines reached")
    given = parser.parse_args()
    units = folder()
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
        print(f"{count} units, by {given.base} and by the working tree: {len(differing)} differ."
              + f" {refused} more could not be pickled." * bool(refused))
        if given.coverage:
            report(json.loads((after / "coverage.json").read_text()))
    return int(bool(differing))


@contextmanager
def checked_out(version: str) -> Iterator[Path]:
    """A work tree of `version`, with the extensions that are built here."""
    with tempfile.TemporaryDirectory(prefix="replay-base-") as made:
        tree = Path(made) / "tree"
        subprocess.run(["git", "worktree", "add", "--detach", "--quiet", tree, version], cwd=ROOT, check=True)
        try:
            for built in (ROOT / "compat/backends/c").glob("*.so"):
                shutil.copy(built, tree / "compat/backends/c")
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def emitting(tree: Path, units: Path, out: Path, coverage: bool) -> subprocess.Popen[bytes]:
    """The process that emits all units by the version in `tree`."""
    out.mkdir()
    script = ROOT / "tools/replay/emitting.py"
    return subprocess.Popen([sys.executable, script, units, out, *["--coverage"] * coverage], cwd=tree,
                            env={**os.environ, "PYTHONPATH": str(tree)})


def compared(before: Path, after: Path, show: int) -> list[str]:
    """The units whose texts differ, after printing the shortest differences and how often each kind of line changed."""
    found: list[tuple[int, str, list[str]]] = []
    for path in sorted(before.glob("*.c")):
        old, new = path.read_text(), (after / path.name).read_text()
        if old != new:
            diff = list(difflib.unified_diff(old.splitlines(), new.splitlines(), f"{path.stem} before", "after",
                                             lineterm="", n=1))
            found.append((len(diff), path.stem, diff))
    found.sort()
    for _, _, diff in found[:show]:
        print("\n".join(diff), end="\n\n")
    changed = Counter(line.strip() for _, _, diff in found for line in diff[2:] if line[:1] in "+-")
    for line, times in changed.most_common(10):
        print(f"{times:6}  {line[:100]}")
    return [name for _, name, _ in found]


def report(lines: dict[str, tuple[int, int]]) -> None:
    """The share of lines reached, and the modules that lack most."""
    total, reached = (sum(n[k] for n in lines.values()) for k in (0, 1))
    print(f"{100 * reached / total:.1f} % of {total} lines of compat/backends/c are reached; most are missing in:")
    for name, (n, found) in sorted(lines.items(), key=lambda one: one[1][1] - one[1][0])[:FRONT]:
        print(f"    {name}: {found} of {n}")


if __name__ == "__main__":
    sys.exit(main())
