"""`python -m bench.accelerator [FILE]`: NumPyro's NUTS by the legacy words on JAX's accelerator, beside our C.

For each model: how far JAX's log density and gradient are from C's in float64, the time of a gradient in both, and
seconds to 400 effective draws of the worst scalar, compiling included: NumPyro there, PyMC3's own NUTS over our C on
the processors of the same machine. One model a process, each with a limit, so that the whole takes at most 8 minutes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench import timing

LIMIT = 80  # seconds for one part of one model
EFFECTIVE = 400
# name -> (work, sizes, chains, draws of each after as many to tune)
MODELS: dict[str, tuple[str, dict[str, int], int, int]] = {
    "eight schools": ("eight_schools", {}, 4, 500),
    "radon": ("radon", {}, 4, 500),
    "logistic 1e6 x 30": ("logistic", {"n": 1_000_000, "columns": 30}, 2, 100),
    "Gaussian process of 1,500 points": ("gp_marginal", {"n": 1500}, 2, 100),
}
POINTS = 5
CALLS = 20


def main() -> int:
    """0: all was measured. 1: something failed, or JAX and C differ by more than 1e-10."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    rows: dict[str, dict[str, Any]] = {}
    for name in MODELS:
        rows[name] = {}
        for part in PARTS:
            rows[name][part] = _in_a_process(part, name)
            print(f"{name}, {part}: {rows[name][part]}", flush=True)
            if out is not None:
                out.write_text(json.dumps(rows, indent=1) + "\n")
    return int(any("failed" in part for row in rows.values() for part in row.values()))


def _in_a_process(part: str, name: str) -> dict[str, Any]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.accelerator", "--one", part, name]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, env=_environment(part))
    except subprocess.TimeoutExpired:
        return {"failed": f"took longer than {LIMIT} s"}
    if done.returncode:
        return {"failed": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:300]}
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def _environment(part: str) -> dict[str, str]:
    return os.environ | ({"JAX_PLATFORMS": "cpu"} if part == "c" else {"XLA_PYTHON_CLIENT_PREALLOCATE": "false"})


def _model(name: str) -> Any:
    import importlib

    import compat

    compat.install(environment=False)
    import pymc3

    work, sizes, _, _ = MODELS[name]
    module = importlib.import_module(f"bench.works.{work}")
    return module.legacy(pymc3, module.data(module.NAMED | sizes))


def values(name: str) -> dict[str, Any]:
    """Compare the log density and its gradient in JAX and in C, and time both."""
    from theano_compat.backends.jax_package import import_jax, x64
    from theano_compat.models.density import log_density

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
    compiled = density.c()
    if compiled is None:
        raise RuntimeError("there is no C form")
    here = timing.through_pointer(compiled.logp_address, compiled.user_data_address, points[0], 1.0)
    return {
        "device": str(jax.devices()[0].device_kind),
        "relative difference": worst,
        "gradient in JAX, us": round(1e6 * there, 1),
        "gradient in C, us": round(here, 1),
    }


def _seconds(call: Callable[[], Any]) -> float:
    call()
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS


def numpyro(name: str) -> dict[str, Any]:
    """Sample by NumPyro over JAX."""
    return _sampled(name, "numpyro")


def c(name: str) -> dict[str, Any]:
    """Sample by PyMC3's own NUTS over our C, a process a chain."""
    return _sampled(name, "pymc3")


def _sampled(name: str, sampler: str) -> dict[str, Any]:
    model = _model(name)
    import pymc3

    from theano_compat.settings import config

    _, _, chains, draws = MODELS[name]
    began = time.perf_counter()
    with model, config.change_flags(sampler=sampler):
        trace = pymc3.sample(draws, tune=draws, chains=chains, cores=chains, random_seed=1, progressbar=False)
    seconds = time.perf_counter() - began
    effective = min(float(np.min(v)) for v in pymc3.ess(trace).values())
    return {
        "seconds": round(seconds, 1),
        "effective draws": round(effective),
        f"seconds to {EFFECTIVE}": round(seconds * EFFECTIVE / effective, 1),
    }


PARTS: dict[str, Callable[[str], dict[str, Any]]] = {"values": values, "numpyro": numpyro, "c": c}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        warnings.simplefilter("ignore")
        print(json.dumps(PARTS[sys.argv[2]](sys.argv[3])))
    else:
        sys.exit(main())
