"""`python -m bench.posteriordb [NAME ...]`: the posteriors of posteriordb in legacy code, beside Stan.

What is measured is kept in docs/posteriordb.json as it comes, so that a run can be broken off and goes on;
docs/posteriordb.md is written from it at the end.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.posteriordb import database, models_here, table

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "docs" / "posteriordb.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """0: all that is written agrees with Stan. 1: not so. 2: posteriordb is not here."""
    parser = argparse.ArgumentParser(prog="python -m bench.posteriordb", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="posteriors, or models (default: all)")
    parser.add_argument("--parts", nargs="+", choices=table.PARTS, default=list(table.PARTS))
    parser.add_argument("--again", action="store_true", help="measure what is kept, too")
    parser.add_argument("--limit", type=int, default=9000, help="seconds for one part of a posterior")
    parser.add_argument("--table", action="store_true", help="only write docs/posteriordb.md")
    parser.add_argument("--one", nargs=2, metavar=("PART", "NAME"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        print(json.dumps(_measured(*given.one)))
        return 0
    try:
        posteriors = database.posteriors()
    except database.NotHere as missing:
        print(missing, file=sys.stderr)
        return 2
    chosen = [p for p in posteriors.values() if not given.names or p.name in given.names or p.model in given.names]
    for posterior in [] if given.table else chosen:
        if posterior.name in table.NOT_HERE and not database.data_are_here(posterior):
            continue
        for part in given.parts:
            known = part in _kept().get(posterior.name, ())
            if (known and not given.again) or posterior.model not in models_here.files():
                continue
            measured = _in_a_process(part, posterior.name, given.limit)
            print(f"{posterior.name} {part}: {table.words(measured)}", flush=True)
            _keep(posterior, part, measured)
    kept = _kept()
    table.write(kept, posteriors)
    return int(any(table.wrong(row) for row in kept.values()))


def _kept() -> dict[str, Any]:
    return json.loads(RESULTS.read_text()) if RESULTS.exists() else {}


def _keep(posterior: database.Posterior, part: str, measured: dict[str, Any]) -> None:
    """Add it to the file as it is now: another run may have measured other parts meanwhile."""
    kept = _kept()
    row = kept.setdefault(posterior.name, {"model": posterior.model})
    row[part] = measured
    row["date"] = datetime.date.today().isoformat()
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def _in_a_process(part: str, name: str, limit: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.posteriordb", "--one", part, name]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return {"failed": f"took longer than {limit} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:300]}
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _measured(part: str, name: str) -> dict[str, Any]:
    posterior = database.posterior(name)
    if part == "fidelity":
        from bench.posteriordb import fidelity

        return dataclasses.asdict(fidelity.compare(posterior))
    if part == "gradients":
        from bench.posteriordb import gradients

        return gradients.measure(posterior)
    if part == "sampling":
        from bench.posteriordb import sampling

        return sampling.measure(posterior)
    from bench.posteriordb import moments

    return moments.measure(posterior, "jitter+adapt_full" if part == "low_rank" else "auto")


if __name__ == "__main__":
    sys.exit(main())
