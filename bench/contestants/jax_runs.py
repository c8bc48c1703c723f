"""Runs of a model in one process: the first; for radon a second, and one with new data. `python -m
bench.contestants.jax_runs NAME SAMPLER`, JSON on the last line."""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Any

from bench import workload

RUNS = {
    "draws": 5,
    "tune": 5,
    "chains": 4,
    "max_treedepth": 3,
    "progressbar": False,
    "return_inferencedata": False,
    "compute_convergence_checks": False,
}


def main(name: str, sampler: str) -> dict[str, float]:
    start = time.perf_counter()
    import compat

    compat.install()
    import pymc3 as pm
    import theano

    from theano_compat.infer.jax import program as jax_program
    from theano_compat.settings import config

    logging.getLogger("pymc3").setLevel(logging.CRITICAL)
    work = workload.load(name)
    data = work.data(work.NAMED)
    held = {key: theano.shared(data[key]) for key in ("floor", "radon") if name == "radon"}
    model = work.legacy(pm, {**data, **held})
    sampling: list[float] = []
    advance = jax_program.OneProgram.advance

    def timed(self: Any, iterations: int) -> None:
        began = time.perf_counter()
        advance(self, iterations)
        sampling.append(time.perf_counter() - began)

    jax_program.OneProgram.advance = timed  # type: ignore[method-assign]
    compiled: list[str] = []

    def run(seed: int) -> tuple[float, float, int]:
        sampling.clear()
        compiled.clear()
        began = time.perf_counter()
        with model, config.change_flags(sampler=sampler):
            pm.sample(random_seed=seed, cores=1, **RUNS)
        spent = time.perf_counter() - began
        return spent, (spent - sum(sampling)) * 1e3, len(compiled)

    first, _, _ = run(1)
    found = {"process to draws, s": time.perf_counter() - start, "first run, s": first}
    if held:
        import jax

        jax.monitoring.register_event_duration_secs_listener(
            lambda event, seconds, **about: compiled.append(event) if "backend_compile" in event else None
        )
        for seed, about in ((2, "second run"), (3, "new data")):
            _, found[f"{about}: ms beyond sampling"], found[f"{about}: compilations"] = run(seed)
            held["floor"].set_value(1 - data["floor"])
    return found


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
