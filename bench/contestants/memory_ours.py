"""Memory of this project: a large logistic regression, and a thousand data sets through one model. JSON, last line."""

from __future__ import annotations

import gc
import json
import logging
import resource
from pathlib import Path

import numpy as np

from bench import workload


def peak() -> float:
    """MB, the most that the process has had since `forget_peak`."""
    high_water = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(high_water.split()[1]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def now() -> float:
    """MB that the process has now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20


def large() -> dict[str, float]:
    import pymc3 as pm

    from theano_compat.models.modelling.density import log_density

    work = workload.load("logistic")
    small = log_density(work.legacy(pm, work.data({"n": 1000, "columns": 50})))  # what compiling takes once
    small.logp_grad(small.initial)
    data = work.data({"n": 1_000_000, "columns": 50})
    size = data["X"].nbytes / 2**20
    found = {"logistic 1e6 x 50: MB of data": size}
    for kind, writeable in ((", data read-only", False), ("", True)):
        data["X"].setflags(write=writeable)
        forget_peak()
        before = now()
        density = log_density(work.legacy(pm, data))
        density.logp_grad(density.initial)
        found[f"logistic 1e6 x 50: peak over the data's size{kind}"] = (peak() - before) / size
        del density
        gc.collect()
    return found


def many(sets: int = 1000) -> dict[str, float]:
    import pymc3 as pm

    from theano_compat.settings import config

    logging.getLogger("pymc3").setLevel(logging.ERROR)
    rng = np.random.default_rng(1)
    cache, after_first, at_100 = Path(config.cache_dir), 0, 0.0
    with pm.Model():
        x, y = pm.Data("x", np.zeros(50)), pm.Data("y", np.zeros(50))
        a, b = pm.Normal("a", 0.0, 1.0), pm.Normal("b", 0.0, 1.0)
        sigma = pm.HalfNormal("sigma", 1.0)
        pm.Normal("obs", a + b * x, sigma, observed=y)
        for i in range(sets):
            n = int(rng.integers(30, 70))
            values = rng.normal(size=n)
            pm.set_data({"x": values, "y": values + rng.normal(size=n)})
            pm.sample(
                20,
                tune=50,
                chains=1,
                progressbar=False,
                return_inferencedata=False,
                random_seed=i,
                compute_convergence_checks=False,
            )
            if i == 0:
                after_first = len(list(cache.rglob("*.so")))
            if i == 99:
                at_100 = now()
    return {
        "1000 data sets: objects compiled after the first": len(list(cache.rglob("*.so"))) - after_first,
        "1000 data sets: MB grown over the last 900": now() - at_100,
    }


def main() -> None:
    import compat

    compat.install()
    print(json.dumps({**many(), **large()}))


if __name__ == "__main__":
    main()
