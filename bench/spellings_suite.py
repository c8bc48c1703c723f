"""Twelve models in their usual spellings: each log density beside the fastest of its model. Figures by name."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

from bench.processes import run

OVER = " over the fastest"


def spellings() -> dict[str, Any]:
    """Microseconds of each spelling, and over the fastest of its model. BENCH_ONLY: models, with commas between."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
        chosen = [name for name in os.environ.get("BENCH_ONLY", "").split(",") if name]
        lines, _, _ = run(
            sys.executable,
            ["-W", "ignore", "-m", "bench.contestants.spellings", *chosen],
            THEANO_FLAGS=f"cache_dir={cache}",
        )
    for model, us in json.loads(lines[-1]).items():
        fastest = min(us.values())
        for spelling, value in us.items():
            found[f"    us, {model}, {spelling}"] = value
            found[f"{model}, {spelling}{OVER}"] = value / fastest
    return found


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {"spellings": spellings}
