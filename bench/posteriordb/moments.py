"""Draws by `pm.sample` of a posterior's legacy model: their moments beside the reference draws, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from bench.posteriordb import database
from bench.posteriordb.effective_size import smallest_ess
from bench.posteriordb.legacy_run import Run, sample
from theano_common.statistics import mcse_mean, mcse_sd

SEED = 20261124


def measure(posterior: database.Posterior, init: str = "auto") -> dict[str, Any]:
    """Return what a run of four chains gave.

    "z_mean", "z_sd": the largest distance of a mean and of a standard deviation from those of the reference draws, in
    Monte Carlo standard errors of both (None without reference draws), "compared": how many parameters; "worst": the
    one that z_mean is of. "ess": the smallest bulk effective sample size, "gradients": how many evaluations it took in
    all, "divergences", "seconds": of the sampling, on the wall.
    """
    run = sample(posterior, init, SEED)
    found = list(_distances(run, database.reference_draws(posterior)))
    return {
        "z_mean": max((z for _, z, _ in found), default=None),
        "z_sd": max((z for _, _, z in found), default=None),
        "worst": max(found, key=lambda row: row[1])[0] if found else "",
        "compared": len(found),
        "ess": smallest_ess({v.name: run.values(v.name) for v in run.model.free_RVs}),
        "gradients": run.tuning + run.drawing,
        "divergences": run.divergences,
        "seconds": run.seconds,
    }


def _distances(run: Run, reference: dict[str, np.ndarray]) -> Iterator[tuple[str, float, float]]:
    """(parameter, distance of means, of standard deviations) of what both have, and what does vary."""
    values = {name: run.values(name) for name in run.trace.varnames}
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
