"""Time of a log density with its gradient: ours and Stan's through their pointers, in turns in one process."""

from __future__ import annotations

import statistics
import time
from typing import Any

from bench import timing
from bench.posteriordb import database, models_here
from bench.posteriordb.fidelity import pairing, points
from bench.posteriordb.stan_model import StanModel

ROUNDS = 5
SECONDS = 0.1  # a turn


def measure(posterior: database.Posterior) -> dict[str, Any]:
    """Return {"ours_us", "stan_us", "ratio": Stan's over ours, the median of turns, "compile_s"} at one point.

    compile_s: from the model to the compiled function, which the cache may have.
    """
    import compat

    compat.install()
    from theano_compat.models.modelling.density import log_density

    model = models_here.model(posterior)
    began = time.perf_counter()
    density = log_density(model)
    density.logp_grad(density.initial)
    seconds = time.perf_counter() - began
    entry = density.c()
    if entry is None:
        raise RuntimeError("there is no C form.")
    stan = StanModel(posterior)
    paired = pairing(stan, density.parts, models_here.module(posterior.model))
    y, _, _ = next(points(stan, paired, density.parts, posterior))
    x, _ = paired.ours(y)
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
