"""Expected failures: `file::test  reason`, the reason from a short closed list, strict both ways."""

from __future__ import annotations

from pathlib import Path

REASONS = {
    "internal": "looks into the old optimiser, linkers, in-place Ops or generated C",
    "numpy": "holds for the NumPy of its time: a removed name, an error text, a rule of promotion",
    "scipy": "holds for the SciPy or pandas of its time",
    "gpu": "needs the old GPU code",
    "c-code": "runs C code written in an Op",
    "pickle": "reads pickles that hold compiled functions of the old library",
    "time": "takes longer than the limit on a small machine",
    "chance": "statistical, without a seed: it does not always pass on the real library either",
    "machine": "asks for digits that a number has not, so that it passes where the machine's last bits fall well",
    "different": "we differ on purpose; docs/differences.md says why",
    "not yet": "not written yet",
}
EITHER_WAY = {"chance", "machine"}  # reasons of tests that may pass, too


def read(path: Path) -> dict[str, str]:
    """Test -> reason; ValueError for a line that is not of that form or has another reason."""
    expected: dict[str, str] = {}
    for number, line in enumerate(path.read_text().splitlines() if path.exists() else [], 1):
        if not line.strip() or line.startswith("#"):
            continue
        test, _, reason = line.rpartition("  ")
        if reason not in REASONS or not test.strip():
            raise ValueError(
                f"{path.name}:{number}: `{line}` does not end with two blanks and one of {', '.join(REASONS)}"
            )
        expected[test.strip()] = reason
    return expected


def write(path: Path, expected: dict[str, str]) -> None:
    head = [
        "# Tests of the real library's suite that pass there and fail here: `file::test  reason`.",
        *(f"#   {name}: {meaning}" for name, meaning in REASONS.items()),
    ]
    path.write_text("\n".join([*head, *(f"{test}  {reason}" for test, reason in sorted(expected.items())), ""]))
