"""The first run of ten models in a new cache, over their second: what a user waits for. Figures by name.

BENCH_BESIDE names the Python of another environment, for instance that of a work tree of an older commit: both run in
turns. Models of posteriordb are left out where it is not here.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.contestants.first_run import MODELS
from bench.posteriordb import database
from bench.processes import run

PROGRAM = Path(__file__).parent / "contestants" / "first_run.py"
OF_POSTERIORDB = (
    "diamonds-diamonds",
    "garch-garch11",
    "hmm_example-hmm_example",
    "irt_2pl-irt_2pl",
    "low_dim_gauss_mix-low_dim_gauss_mix",
)
ROUNDS = 3
HERE, BESIDE = "", " (beside)"


def cold() -> dict[str, Any]:
    """Seconds of the first run and the second, and processor seconds of the compiler, by model."""
    pythons = {HERE: sys.executable}
    if other := os.environ.get("BENCH_BESIDE"):
        pythons[BESIDE] = other
    found: dict[str, Any] = {}
    for python in pythons.values():
        _run(python, next(iter(MODELS)))  # as installed, with bytecode: not counted
    for name in (*MODELS, *_of_posteriordb()):
        turns: dict[str, list[dict[str, float]]] = {which: [] for which in pythons}
        for _ in range(ROUNDS):
            for which, python in pythons.items():
                turns[which].append(_run(python, name))
        for which, runs in turns.items():
            for kind in ("first", "second", "compiler"):
                found[f"{name}, {kind}{which}, s"] = statistics.median(one[kind] for one in runs)
        if BESIDE in turns:
            ratios = [one["first"] / two["first"] for one, two in zip(turns[HERE], turns[BESIDE], strict=True)]
            found[f"    first run over the one beside, {name}"] = statistics.median(ratios)
    return found


def _of_posteriordb() -> list[str]:
    try:
        return [name for name in OF_POSTERIORDB if database.data_are_here(database.posterior(name))]
    except database.NotHere as error:
        print(f"cold: without posteriordb: {error}", file=sys.stderr)
        return []


def _run(python: str, name: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
        with_bytecode = {"PYTHONDONTWRITEBYTECODE": ""}
        lines, _, _ = run(python, [str(PROGRAM), name], THEANO_FLAGS=f"cache_dir={cache}", **with_bytecode)
    return json.loads(lines[-1])


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {"cold": cold}
