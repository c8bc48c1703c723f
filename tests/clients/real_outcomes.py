"""What is kept of a client's run on the real library: `<name>/real.txt.xz`, a line for each test."""

from __future__ import annotations

import lzma

from tests.clients.recipes import HERE

STOPPED = "stopped"  # in the place of an outcome, of a line that says when the run was


def read(name: str) -> dict[str, str]:
    """Return test -> what it did on the real library; nothing where the client was not run there."""
    path = HERE / name / "real.txt.xz"
    if not path.exists():
        return {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = (line.rstrip("\n").split(" ", 1) for line in file)
        return {test: outcome for outcome, test in rows}


def write(name: str, outcomes: dict[str, str]) -> None:
    """Keep them."""
    text = "".join(f"{outcome} {test}\n" for test, outcome in sorted(outcomes.items()))
    with lzma.open(HERE / name / "real.txt.xz", "wt", encoding="utf-8") as file:
        file.write(text)


def share(outcomes: dict[str, str]) -> str:
    """Return how many passed of those that ran, "9 of 10", "2 of 2 (after 900 s)"; nothing for none."""
    ran = [o for o in outcomes.values() if o not in ("skipped", "xfailed", STOPPED)]
    stopped = "".join(f" ({when})" for when, outcome in outcomes.items() if outcome == STOPPED)
    return f"{sum(o == 'passed' for o in ran)} of {len(ran)}{stopped}" if ran else ""
