"""`python -m bench.accelerator [FILE [MODEL ...]]`: samplers over JAX on its accelerator, and our C beside them.

For each model: how far JAX's log density and gradient are from C's in float64, and the time of a gradient in both. For
each sampler: seconds to 400 effective draws of the worst scalar, compiling included. NumPyro's NUTS and SNAPER-HMC of
a thousand chains run on the accelerator, nutpie over C on the same machine. One part of one model is a process with a
limit of its own, so that the whole takes at most 8 minutes: what no time is left for is not begun.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

WHOLE = 480  # seconds
LIMIT = 120  # seconds for one part of one model
EFFECTIVE = 400
POINTS = 5
CALLS = 20


@dataclass(frozen=True)
class Run:
    """A sampler, with chains, draws of each, and as many or `tune` before them."""

    sampler: str
    chains: int
    draws: int
    tune: int
    cores: int = 4


@dataclass(frozen=True)
class Model:
    """A model of `bench.works`, its sizes, and the runs by the name of each."""

    work: str
    runs: dict[str, Run]
    sizes: dict[str, int] = field(default_factory=dict)


MODELS = {
    "eight schools": Model(
        "eight_schools",
        {
            "snaper, 1,000 chains": Run("snaper", 1000, 1000, 500),
            "nutpie, 1,000 chains": Run("nutpie", 1000, 1000, 1000, cores=16),
        },
    ),
    "radon": Model(
        "radon",
        {
            "NumPyro, 4 chains": Run("numpyro", 4, 500, 500),
            "nutpie, 4 chains": Run("nutpie", 4, 500, 500),
            "snaper, 1,000 chains": Run("snaper", 1000, 100, 500),
            "nutpie, 1,000 chains": Run("nutpie", 1000, 100, 500, cores=16),
        },
    ),
    "logistic 1e6 x 30": Model(
        "logistic",
        {"NumPyro, 4 chains": Run("numpyro", 4, 200, 200), "nutpie, 4 chains": Run("nutpie", 4, 200, 200)},
        {"n": 1_000_000, "columns": 30},
    ),
    "Gaussian process of 1,500 points": Model(
        "gp_marginal",
        {"NumPyro, 1 chain": Run("numpyro", 1, 100, 100), "nutpie, 1 chain": Run("nutpie", 1, 100, 100)},
        {"n": 1500},
    ),
}


def main() -> int:
    """0: all was measured. 1: something failed, or JAX and C differ by more than 1e-10."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    names = sys.argv[2:] or list(MODELS)
    rows: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in names}
    ends = time.monotonic() + WHOLE
    parts = [(name, "values") for name in names] + [(name, run) for name in names for run in MODELS[name].runs]
    for name, part in parts:
        rows[name][part] = _in_a_process(name, part, min(LIMIT, ends - time.monotonic()))
        print(f"{name}, {part}: {rows[name][part]}", flush=True)
        if out is not None:
            out.write_text(json.dumps(rows, indent=1) + "\n")
    return int(any("failed" in part for row in rows.values() for part in row.values()))


def _in_a_process(name: str, part: str, limit: float) -> dict[str, Any]:
    if limit <= 0:
        return {"failed": "no time was left"}
    command = [sys.executable, "-W", "ignore", "-m", "bench.accelerator", "--one", name, part]
    own = {"JAX_PLATFORMS": "cpu"} if part.startswith("nutpie") else {"XLA_PYTHON_CLIENT_PREALLOCATE": "false"}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, env=os.environ | own)
    except subprocess.TimeoutExpired:
        return {"failed": f"took longer than {limit:.0f} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:300]}
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _model(name: str) -> Any:
    import compat

    compat.install(environment=False)
    import pymc3

    module = importlib.import_module(f"bench.works.{MODELS[name].work}")
    return module.legacy(pymc3, module.data(module.NAMED | MODELS[name].sizes))


def values(name: str) -> dict[str, Any]:
    """Compare the log density and its gradient in JAX and in C, and time both."""
    from theano_compat.backends.jax_package import import_jax, x64
    from theano_compat.models.modelling.density import log_density

    density = log_density(_model(name))
    rng = np.random.default_rng(0)
    points = [density.initial + 0.1 * rng.normal(size=len(density.initial)) for _ in range(POINTS)]
    jax, worst = import_jax(), 0.0
    with x64(jax):
        form = density.jax()
        both, data = jax.jit(jax.value_and_grad(form.logp)), jax.device_put(form.data)
        for x in points:
            for theirs, ours in zip(both(x, data), density.logp_grad(x), strict=True):
                scale = max(float(np.max(np.abs(ours))), 1.0)
                worst = max(worst, float(np.max(np.abs(np.asarray(theirs) - ours))) / scale)
        there = _seconds(lambda: jax.block_until_ready(both(points[0], data)))
    if worst > 1e-10:
        raise ValueError(f"JAX and C differ by {worst:.1e}")
    if density.c() is None:
        raise RuntimeError("there is no C form")
    here = _seconds(lambda: density.logp_grad(points[0]))  # by the wall clock, as JAX: large loops run on all cores
    return {
        "device": str(jax.devices()[0].device_kind),
        "relative difference": worst,
        "gradient in JAX, us": float(f"{1e6 * there:.3g}"),
        "gradient in C, us": float(f"{1e6 * here:.3g}"),
    }


def _seconds(call: Callable[[], Any]) -> float:
    call()
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS


def sampled(name: str, run: Run) -> dict[str, Any]:
    """Sample, and once more where that was quick: the program is compiled by then."""
    model = _model(name)
    import pymc3

    from theano_compat.settings import config

    seconds, traces = [], []
    for seed in (1, 2):
        began = time.perf_counter()
        with model, config.change_flags(sampler=run.sampler):
            traces.append(
                pymc3.sample(
                    run.draws, tune=run.tune, chains=run.chains, cores=run.cores, random_seed=seed, progressbar=False
                )
            )
        seconds.append(time.perf_counter() - began)
        if seconds[0] > LIMIT / 4:
            break
    effective = min(float(np.min(v)) for v in pymc3.ess(traces[0]).values())
    return {
        "seconds": round(seconds[0], 2),
        **({"seconds, compiled": round(seconds[1], 2)} if len(seconds) > 1 else {}),
        "effective draws": round(effective),
        f"seconds to {EFFECTIVE}": round(seconds[0] * EFFECTIVE / effective, 2),
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        warnings.simplefilter("ignore")
        of, what = sys.argv[2:]
        print(json.dumps(values(of) if what == "values" else sampled(of, MODELS[of].runs[what])))
    else:
        sys.exit(main())
