"""Draws by `pm.sample` of a posterior's legacy model: their moments beside the reference draws, and what they cost."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from bench.posteriordb import database, models_here
from common.statistics import ess_bulk, mcse_mean, mcse_sd

SEED = 20261124
CHAINS, DRAWS, TUNE = 4, 1000, 1000


def measure(posterior: database.Posterior, init: str = "auto") -> dict[str, Any]:
    """Return what a run of four chains gave.

    "z_mean", "z_sd": the largest distance of a mean and of a standard deviation from those of the reference draws, in
    Monte Carlo standard errors of both (None without reference draws), "compared": how many parameters; "worst": the
    one that z_mean is of. "ess": the smallest bulk effective sample size, "gradients": how many evaluations it took in
    all, "divergences", "seconds": of the sampling, on the wall.
    """
    import compat

    compat.install()
    import pymc3 as pm

    model = models_here.model(posterior)
    with model, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        began = time.perf_counter()
        trace = pm.sample(
            DRAWS,
            tune=TUNE,
            chains=CHAINS,
            cores=2,
            random_seed=SEED,
            init=init,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
            discard_tuned_samples=False,
        )
        seconds = time.perf_counter() - began
    steps = np.sum(trace.get_sampler_stats("tree_size", combine=False))
    diverging = np.array(trace.get_sampler_stats("diverging", combine=False))[:, TUNE:]
    trace = trace[TUNE:]
    reference = database.reference_draws(posterior)
    found = list(_distances(trace, reference))
    effective = [
        ess_bulk(column)
        for v in model.free_RVs
        for column in np.moveaxis(_chains(trace, v.name).reshape(CHAINS, DRAWS, -1), -1, 0)
    ]
    return {
        "z_mean": max((z for _, z, _ in found), default=None),
        "z_sd": max((z for _, _, z in found), default=None),
        "worst": max(found, key=lambda row: row[1])[0] if found else "",
        "compared": len(found),
        "ess": float(np.nanmin(effective)),
        "gradients": float(steps),
        "divergences": int(diverging.sum()),
        "seconds": seconds,
    }


def _chains(trace: Any, name: str) -> np.ndarray:
    """(chains, draws, *shape)."""
    return np.stack(trace.get_values(name, combine=False))


def _distances(trace: Any, reference: dict[str, np.ndarray]) -> Iterator[tuple[str, float, float]]:
    """(parameter, distance of means, of standard deviations) of what both have, and what does vary."""
    values = {name: _chains(trace, name) for name in trace.varnames}
    for name, theirs in reference.items():
        matched = re.fullmatch(r"(\w+)(?:\[([\d,]+)\])?", name)
        if matched is None or matched[1] not in values:
            continue
        index: tuple[Any, ...] = tuple(int(i) - 1 for i in matched[2].split(",")) if matched[2] else ()
        ours = values[matched[1]]
        if ours.ndim - 2 != len(index):
            continue
        ours = ours[(slice(None), slice(None), *index)]
        if np.ptp(theirs) == 0:  # the first entry of a factor, say
            continue
        means = abs(ours.mean() - theirs.mean()) / np.hypot(mcse_mean(ours), mcse_mean(theirs))
        sds = abs(ours.std() - theirs.std()) / np.hypot(mcse_sd(ours), mcse_sd(theirs))
        yield name, float(means), float(sds)
