"""`python -m tools.firing`: counts in which models each rule and pass fires, measures what leaving it out costs, and
writes docs/passes.md. What is kept in docs/passes.json is not measured again.

--only WORD          models whose collection and name have WORD in them
--names NAME ...     measure these in every model in which they fire, instead of each in a few
--again              count and measure what is kept, too
--constant NAME=VALUE  only print what that value of a constant of rules/thresholds.py costs, model by model
--table              only write the page
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import compat
from tools.firing import measuring, table
from tools.firing.models import SOURCES, Source, sources

MEASURED = 4  # families in which the cost of one rule is measured
LIMIT = 900  # seconds for one model


def main(given: Sequence[str] | None = None) -> int:
    """0: all was counted. 1: a model could not be compiled."""
    parser = argparse.ArgumentParser(prog="python -m tools.firing", usage=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--names", nargs="*", default=[])
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--constant", default="")
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args(given)
    if options.one:
        return _one(*options.one)
    if options.constant:
        return _constant(options.constant, options.only)
    failed = False
    if not options.table:
        failed = _count(options.only, options.again)
        failed |= _measure(options.only, options.names, options.again)
    table.write(MEASURED)
    return int(failed)


def _constant(given: str, only: str) -> int:
    compat.install(environment=False)
    warnings.simplefilter("ignore")
    name, _, value = given.partition("=")
    for key, source in [(f"{c}/{s.name}", s) for c in SOURCES for s in sources(c)]:
        if only in key:
            try:
                ratio = measuring.cost_of_constant(source, name, ast.literal_eval(value))
            except NotImplementedError:  # it has no gradient
                continue
            if ratio is not None:
                print(f"{key}: {ratio:.2f}", flush=True)
    return 0


def _count(only: str, again: bool) -> bool:
    compat.install(environment=False)
    failed = False
    for key in [f"{c}/{s.name}" for c in SOURCES for s in sources(c)]:
        if only in key and (again or key not in table.kept()):
            failed |= _in_a_process(key)
    return failed


def _measure(only: str, names: Sequence[str], again: bool) -> bool:
    """Measure in each model what fires there and has been measured in few families yet, the rare first."""
    rows = table.kept()
    families: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        for name in row["fired"]:
            families[name].add(row["family"])
    done: dict[str, set[str]] = defaultdict(set)
    if not again:
        for row in rows.values():
            for name in row["costs"]:
                done[name].add(row["family"])
    failed = False
    for key, row in rows.items():
        known = () if again else row["costs"]
        chosen = [n for n in names if n in row["fired"] and n not in known] or [
            name
            for name in sorted(row["fired"])
            if not names and len(done[name]) < MEASURED and row["family"] not in done[name]
        ]
        if key.partition("/")[0] in SOURCES and only in key and chosen:
            for name in chosen:
                done[name].add(row["family"])
            failed |= _in_a_process(key, *chosen)
    return failed


def _in_a_process(key: str, *names: str) -> bool:
    """Count or measure one model; True where that fails."""
    command = [sys.executable, "-m", "tools.firing", "--one", key, *names]
    try:
        done = subprocess.run(command, cwd=table.ROOT, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        print(f"{key}: took longer than {LIMIT} s", flush=True)
        return True
    said = (done.stderr.strip().splitlines() or ["failed"])[-1] if done.returncode else done.stdout.strip()
    print(f"{key}: {said}"[:300], flush=True)
    return bool(done.returncode)


def _one(key: str, *names: str) -> int:
    compat.install(environment=False)
    warnings.simplefilter("ignore")
    collection, _, name = key.partition("/")
    source: Source = next(s for s in sources(collection) if s.name == name)
    rows: dict[str, Any] = table.kept()
    if names:
        found = measuring.costs(source, names)
        rows = table.kept()
        rows[key]["costs"].update(found)
        print(", ".join(f"{n} {ratio and round(ratio, 2)}" for n, ratio in found.items()))
    else:
        try:
            fired = measuring.fired(source)
        except NotImplementedError as reason:
            print(f"not counted: {reason}")
            return 0
        rows[key] = {"family": source.family, "fired": sorted(fired), "costs": {}}
        print(f"{len(rows[key]['fired'])} rules and passes")
    table.keep(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
