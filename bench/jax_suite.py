"""JAX in the default mode beside JAX and NumPyro by hand: gradients, NUTS, runs, memory. Figures by name."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from bench import workload
from bench.processes import run

MODELS = (*workload.EVERY_MODEL, "uneven_groups")
HOURS = 10
EIGHT = {"XLA_FLAGS": "--xla_force_host_platform_device_count=8"}


def models() -> dict[str, float]:
    """Gradients and NUTS of each model over the same by hand."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
        for name in MODELS:
            got = _result_of("jax_model", name, cache=cache)
            for kind, us in got.items():
                found[f"{name}, {kind} over by hand"] = us["ours"] / us["hand"]
                found[f"    us ours, {name}, {kind}"] = us["ours"]
                found[f"    us by hand, {name}, {kind}"] = us["hand"]
            print(f"    {name}: {got}", flush=True)
    return found


def runs() -> dict[str, Any]:
    """First runs, later ones, memory, devices, updates."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-cache-") as cache:
        for sampler in ("numpyro", "tfp"):
            for name in MODELS if sampler == "numpyro" else ("eight_schools", "radon"):
                for kind in ("cold", "warm"):
                    got = _result_of("jax_runs", name, sampler, cache=cache)
                    about, mark = f"{kind} cache, {name} by {sampler}, s", "" if kind == "warm" else "    "
                    found[f"{mark}first run, {about}"] = got.pop("first run, s")
                    found[f"    process to draws, {about}"] = got.pop("process to draws, s")
                found.update({f"{key}, by {sampler}": value for key, value in got.items()})
        memory = {
            who: statistics.median(_result_of("jax_memory", who, cache=cache)["MB above"] for _ in range(3))
            for who in ("ours", "hand")
        }
        found.update({f"    logistic 200,000 x 50, MB above the data, {who}": mb for who, mb in memory.items()})
        found["logistic 200,000 x 50, peak over by hand"] = memory["ours"] / memory["hand"]
        found.update(_result_of("jax_devices", cache=cache, **EIGHT))
        found.update(_result_of("jax_single", cache=cache))
    found.update(_updates())
    return found


def _result_of(contestant: str, *arguments: str, cache: str, **environment: str) -> dict[str, Any]:
    lines, _, _ = run(
        sys.executable,
        ["-W", "ignore", "-m", f"bench.contestants.{contestant}", *arguments],
        THEANO_FLAGS=f"cache_dir={cache}",
        JAX_PLATFORMS=os.environ.get("JAX_PLATFORMS", "cpu"),
        **environment,
    )
    return json.loads(lines[-1])


def _updates() -> dict[str, float]:
    """What an update of the progress bar costs, after 10 seconds of pieces and after 10 hours."""
    from theano_compat.infer.jax.chains import note
    from theano_compat.infer.jax.program import PIECE_SECONDS, Layout, OneProgram

    found = {}
    for kind, elapsed in (("10 s", 10.0), (f"{HOURS} h", HOURS * 3600.0)):
        pieces = int(elapsed / PIECE_SECONDS)
        program = OneProgram(None, (), 1 << 40, 0, Layout(4, (None,)))  # type: ignore[arg-type]
        program.pieces = [{} for _ in range(pieces)]
        program.done, program.divergences = pieces * 1000, pieces
        start = time.perf_counter()
        for _ in range(10_000):
            note([program], 0)
        found[f"an update after {kind}, us"] = (time.perf_counter() - start) * 100
    found["an update after 10 h over after 10 s"] = (
        found[f"an update after {HOURS} h, us"] / found["an update after 10 s, us"]
    )
    return found


ALL_BY_NAME: dict[str, Callable[[], dict[str, Any]]] = {"jax_models": models, "jax_runs": runs}
