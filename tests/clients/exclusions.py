"""What of a client does not count: `<name>/exclusions.txt`, lines `test  reason`, strict both ways.

A line that names no test of the client fails the run, and so does one whose test passes. `test` may end with `*`.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

REASONS = {
    "network": "fetches something",
    "gpu": "needs the old GPU code",
    "third party": "present releases of NumPy, SciPy or another library of others changed what it asks",
    "python": "holds for the Python of its time",
    "fails there": "fails on the real library too",
    "time": "takes longer than the limit on a small machine",
    "chance": "statistical, without a seed: it does not always pass on the real library either",
    "machine": "holds for the order of equal values, or the last bits, that NumPy has on some machines",
    "internal": "looks into the old optimiser, linkers or generated C",
    "different": "we differ on purpose; docs/differences.md says why",
    "not yet": "a miss of ours",
}
EITHER_WAY = {"chance", "machine"}  # tests that may pass, too
MISSES = {"different", "internal", "not yet"}  # these lower the score


def read(path: Path) -> dict[str, str]:
    """Pattern -> reason. ValueError for a line of another form, or with another reason."""
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        text = line.partition("  #")[0].rstrip()
        if not text or text.startswith("#"):
            continue
        test, _, reason = text.rpartition("  ")
        if reason not in REASONS or not test.strip():
            raise ValueError(f"{path}:{number}: `{line}` does not end with two blanks and one of {', '.join(REASONS)}")
        found[test.strip()] = reason
    return found


def misses(path: Path) -> list[tuple[str, str]]:
    """Return what lowers the score: a pattern, and the comment that its group of lines begins with."""
    excluded = read(path)
    found, comment, in_comment = [], "", False
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.startswith("#"):
            comment = f"{comment} {line[1:].strip()}" if in_comment else line[1:].strip()
        else:
            test = line.partition("  ")[0].strip()
            if excluded.get(test) in MISSES:
                found.append((test, comment))
        in_comment = line.startswith("#")
    return found


def matching(test: str, excluded: dict[str, str]) -> str | None:
    """Return the pattern that `test` falls under."""
    if test in excluded:
        return test
    return next((p for p in excluded if p.endswith("*") and fnmatchcase(test, p.replace("[", "[[]"))), None)
