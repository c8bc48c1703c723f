"""Every inference algorithm beside real PyMC3 3.11.5 and PyMC 6, the same work in each. Figures by name."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from bench import environments
from bench.contestants.inference import WORKS
from bench.processes import run

GOALS = (  # first words of a work, times faster than PyMC3, than PyMC 6
    ("Metropolis", 20, 20),
    ("change point", 20, 20),
    ("Gibbs", 20, 20),
    ("slice", 8, 8),
    ("elliptical", 8, 8),
    ("DE-Metropolis", 8, 8),
    ("NUTS", 20, 3),
    ("SMC", 10, 5),
    ("ADVI", 10, 12),
    ("full-rank", 10, 12),
    ("minibatch", 10, 12),
    ("posterior predictive", 5, 3),
    ("prior predictive", 5, 3),
    ("find_MAP", 10, 3),
)
PEERS = ("PyMC3 3.11.5", "PyMC 6")


def inference() -> dict[str, Any]:
    """Processor seconds of each work (chosen by BENCH_ONLY's words, where given) and how many times those of ours."""
    found: dict[str, Any] = {}
    only = [word for word in os.environ.get("BENCH_ONLY", "").split(",") if word]
    for name in WORKS:
        if only and not any(word in name for word in only):
            continue
        with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
            seconds = {
                who: _seconds(who, name, python, {**flags, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
                for who, python, flags in _contestants(cache)
            }
        for who, value in seconds.items():
            if value is not None:
                found[f"    s, {name}, {who}"] = value
                if who != "ours" and seconds["ours"]:
                    found[f"{name}, {who} over ours"] = value / seconds["ours"]
        print(
            "    "
            + name
            + ": "
            + ", ".join(f"{who} {'none' if s is None else f'{s:.4g} s'}" for who, s in seconds.items()),
            flush=True,
        )
    return found


def _contestants(cache: str) -> list[tuple[str, str, dict[str, str]]]:
    """(name, Python, environment): each on a compile cache of its own that is empty."""
    found = [("ours", sys.executable, {"BENCH_OURS": "1", "THEANO_FLAGS": f"cache_dir={cache}/ours"})]
    if (real := environments.legacy()) is not None:
        found.append((PEERS[0], real[0], {"THEANO_FLAGS": f"blas__ldflags=,base_compiledir={cache}/theano"}))
    if (peers := environments.peers_python()) is not None:
        found.append((PEERS[1], peers, {"PYTENSOR_FLAGS": f"base_compiledir={cache}/pytensor"}))
    return found


def _seconds(who: str, name: str, python: str, environment: dict[str, str]) -> float | None:
    try:
        lines, _, _ = run(python, ["-W", "ignore", "-m", "bench.contestants.inference", name], **environment)
    except RuntimeError as error:
        print(f"{name}: {who} cannot run: {str(error).splitlines()[-1]}", file=sys.stderr)
        return None
    found = json.loads(lines[-1])["s"]
    return statistics.median(found) if found else None


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {"inference": inference}
