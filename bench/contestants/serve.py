"""The contestants' side of the conversation with `python -m bench`: JSON, one line each way."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np


@dataclass
class Prepared:
    """A workload that can be measured.

    facts: single figures (compile_s, ...).    values: what it computes, to be compared with the others.
    measures: kind -> (seconds to spend -> microseconds per call).    keep: what must stay alive.
    """

    facts: dict[str, Any]
    values: dict[str, np.ndarray]
    measures: dict[str, Callable[[float], float]]
    keep: list[Any] = field(default_factory=list)


def main(prepare: Callable[[str, dict[str, int]], Prepared]) -> None:
    """Prepare the workload named by the arguments; then answer each line `KIND SECONDS` until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("work")
    parser.add_argument("sizes", type=json.loads)
    parser.add_argument("values", help="where the computed values go, as .npz")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, set(cores[-int(os.environ.get("BENCH_THREADS", "1")) :]))
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what libraries print
    prepared = prepare(given.work, given.sizes)
    np.savez(given.values, **prepared.values)  # type: ignore[arg-type]
    print(json.dumps({"facts": prepared.facts, "measures": list(prepared.measures)}), file=answers)
    for line in sys.stdin:
        kind, seconds = line.split()
        print(json.dumps(prepared.measures[kind](float(seconds))), file=answers)
