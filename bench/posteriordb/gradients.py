"""Time of a log density with its gradient: ours and Stan's through their pointers, in turns in one process."""

from __future__ import annotations

import statistics
import time
from typing import Any

import numpy as np

from bench import timing
from bench.posteriordb import database, models_here
from bench.posteriordb.fidelity import SPREAD, pairing
from bench.posteriordb.stan_model import StanModel

ROUNDS = 5
SECONDS = 0.1  # a turn


def measure(posterior: database.Posterior) -> dict[str, Any]:
    """Return {"ours_us", "stan_us", "ratio": Stan's over ours, the median of turns, "compile_s"} at one point.

    compile_s: from the model to the compiled function, which the cache may have.
    """
    import compat

    compat.install()
    from compat.models.density import log_density

    model, module = models_here.model(posterior), models_here.module(posterior.model)
    began = time.perf_counter()
    density = log_density(model)
    density.logp_grad(density.initial)
    seconds = time.perf_counter() - began
    entry = density.c()
    if entry is None:
        raise RuntimeError("there is no C form.")
    stan = StanModel(posterior)
    y = _point(stan, module)
    x, _ = pairing(stan, density.parts, module).ours(y)
    turns = []
    for _ in range(ROUNDS):
        ours = timing.through_pointer(entry.logp_address, entry.user_data_address, x, SECONDS)
        turns.append((ours, timing.through_pointer(stan.address, 0, y, SECONDS)))
    return {
        "ours_us": statistics.median(a for a, _ in turns),
        "stan_us": statistics.median(b for _, b in turns),
        "ratio": statistics.median(b / a for a, b in turns),
        "compile_s": seconds,
    }


def _point(stan: StanModel, module: Any) -> np.ndarray:
    """A point where Stan has a density."""
    rng = np.random.default_rng(20)
    for _ in range(200):
        y = getattr(module, "SPREAD", SPREAD) * rng.normal(size=stan.dimension)
        try:
            value, gradient = stan.log_density(y)
        except ArithmeticError:
            continue
        if np.isfinite(value) and np.isfinite(gradient).all():
            return y
    raise ArithmeticError("Stan has no density at 200 points near the origin.")
