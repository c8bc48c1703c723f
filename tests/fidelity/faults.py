"""Everything that can go wrong while an object is built, kept or loaded, injected and counted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sweep:
    """A call of fault_driver.py. allowed: what may come of a load with the fault; a load without is always right."""

    kind: str
    state: str
    first: int = 1
    last: int = 200
    allowed: tuple[str, ...] = ("right", "done")

    def command(self, step: int = 1) -> list[str]:
        return [
            sys.executable,
            "-m",
            "tests.fidelity.fault_driver",
            self.kind,
            self.state,
            str(self.first),
            str(self.last),
            str(step),
        ]


STATES = ("cold", "warm", "damaged", "unrecorded")
SWEEPS = (
    *(Sweep("kill", state, allowed=("killed", "done")) for state in STATES),
    *(Sweep("full", state, allowed=("right", "refused", "done")) for state in STATES),
    *(Sweep("once", state, allowed=("right", "refused", "done")) for state in STATES),
    *(Sweep("short", state, 0, 16, ("right", "refused")) for state in STATES),
    *(Sweep("crowd", state, 0, 15) for state in STATES),
)


def run(sweep: Sweep, step: int = 1) -> tuple[Counter[str], list[str]]:
    """How often what came of it, and what should not have been."""
    done = subprocess.run(
        sweep.command(step),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    wrong = [] if done.returncode == 0 else [done.stderr[-2000:]]
    counts: Counter[str] = Counter()
    for line in done.stdout.splitlines():
        found = json.loads(line)
        counts[found["came"]] += 1
        if found["came"] not in sweep.allowed or found["after"] != ["right", 0, "right"] or found["left"] != []:
            wrong.append(f"{sweep.kind} {sweep.state}: {line}\n{done.stderr[-2000:]}")
    return counts, wrong


def main() -> int:
    """Print a table; 1 if anything crashed, was wrong or was not recovered from."""
    total, failures = 0, []
    for sweep in SWEEPS:
        counts, wrong = run(sweep)
        total += sum(n for what, n in counts.items() if what != "done")
        failures += wrong
        print(
            f"{sweep.kind:6} {sweep.state:11} " + ", ".join(f"{n} {what}" for what, n in sorted(counts.items())),
            flush=True,
        )
    print("\n".join(failures), end="\n" * bool(failures))
    print(f"faults: {total} injected, {len(failures)} not recovered from")
    return int(bool(failures))
