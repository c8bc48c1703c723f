"""`python -m bench [NAME ...] [--contestants ours hand ...]`: contestants side by side, the ratios, and the goals.

Without a name: all workloads, then what concerns whole processes (start, sampling, memory, imports,
large graphs).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench import (
    cold_suite,
    comparison,
    doors_suite,
    environments,
    goals,
    inference_suite,
    jax_suite,
    picture,
    processes,
    spellings_suite,
    workload,
)
from bench.posteriordb import __main__ as posteriordb

RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"{', '.join(workload.ALL)}; {', '.join(processes.ALL)}; jax; doors; inference; "
        "spellings; cold; or models, raw, processes; posteriordb alone: docs/posteriordb.md",
    )
    parser.add_argument(
        "--contestants", nargs="+", choices=environments.CONTESTANTS, default=list(environments.CONTESTANTS)
    )
    parser.add_argument("--draws", type=int, default=2, help="how often sizes are drawn near the named ones")
    parser.add_argument("--rounds", type=int, default=comparison.ROUNDS, help="turns of each contestant")
    parser.add_argument("--keep", action="store_true", help="add to the results that are there, and judge them all")
    parser.add_argument(
        "--plot",
        nargs="?",
        const=str(RESULTS.with_suffix(".svg")),
        metavar="FILE",
        help="draw the results (of this run, or with --keep of all)",
    )
    given = parser.parse_args()
    if given.names == ["posteriordb"]:
        sys.exit(posteriordb.main([]))
    groups = {
        "models": workload.EVERY_MODEL,
        "raw": workload.RAW,
        "processes": processes.ALL,
        "jax": tuple(jax_suite.ALL_BY_NAME),
    }
    every = ("models", "raw", "processes", "jax", "doors", "inference", "spellings", "cold")
    names = [n for name in given.names or every for n in groups.get(name, (name,))]
    whole = {
        **processes.ALL_BY_NAME,
        **jax_suite.ALL_BY_NAME,
        **doors_suite.ALL_BY_NAME,
        **inference_suite.ALL_BY_NAME,
        **spellings_suite.ALL_BY_NAME,
        **cold_suite.ALL_BY_NAME,
    }
    unknown = [n for n in names if n not in workload.ALL and n not in whole]
    if unknown:
        parser.error(f"no workload is called {', '.join(unknown)}.")
    results = json.loads(RESULTS.read_text()) if given.keep and RESULTS.exists() else {}
    for name in names:
        if name in whole:
            results[name] = whole[name]()
            print(goals.process_lines(name, results[name]), flush=True)
        else:
            results[name] = one(name, given.contestants, given.draws, given.rounds)
            print(goals.work_lines(results[name]), flush=True)
        RESULTS.write_text(json.dumps(results, indent=1) + "\n")  # what was measured stays, should a later one fail
    print()
    print(goals.judged(results))
    if given.plot:
        print(f"drawn: {picture.drawn(results, given.plot)}")


def one(name: str, contestants: list[str], draws: int, rounds: int) -> dict[str, object]:
    """All that is measured of one workload."""
    work = workload.load(name)
    raw = not workload.is_model(work)
    result = comparison.measured(name, work.NAMED, contestants, rounds=rounds)
    ours, other = ("ours python", "jax python") if raw else ("ours pointer", "hand pointer")
    if {ours.split()[0], other.split()[0]} <= set(contestants):
        result["worst"] = comparison.worst_near(name, ours, other, draws)
    if raw and {"ours", "jax"} <= set(contestants):
        result["two threads"] = comparison.measured(name, work.NAMED, ["ours", "jax"], threads=2, rounds=rounds)
    if "ours" in result["facts"]:
        result["compile"] = comparison.compile_times(name)
    return result


if __name__ == "__main__":
    main()
