"""Log densities through the doors that users take, beside the pointer that samplers take. Figures by name."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from bench import workload
from bench.processes import run

ADDED = {"array": 1.0, "dict": 3.0}  # microseconds that a door may add to the pointer


def doors() -> dict[str, Any]:
    """What each door of each model takes, and takes beyond what it may add, over the pointer."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
        for name in workload.EVERY_MODEL:
            lines, _, _ = run(
                sys.executable,
                ["-W", "ignore", "-m", "bench.contestants.doors", name],
                THEANO_FLAGS=f"cache_dir={cache}",
                OMP_NUM_THREADS="1",
            )
            got = json.loads(lines[-1])
            pointer = got["us"].pop("pointer")
            found[f"    us, {name}, pointer"] = pointer
            for door, us in got["us"].items():
                found[f"    us, {name}, {door}"] = us
                found[f"{name}, {door}: beyond over the pointer"] = (us - ADDED[got["takes"][door]]) / pointer
    return found


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {"doors": doors}
