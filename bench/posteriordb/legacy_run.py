"""`pm.sample` of a posterior's legacy model, as all that is measured of our draws runs it."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.posteriordb import database, models_here
from bench.posteriordb.samplers._result import CHAINS, CORES, DRAWS, TUNE


@dataclass(frozen=True)
class Run:
    """model: the legacy model. trace: its draws after tuning. tuning, drawing: how many gradients each phase took, over
    all chains. divergences: after tuning. seconds: of `pm.sample`, on the wall, its compiling counted. sampling_s:
    without that."""

    model: Any
    trace: Any
    tuning: float
    drawing: float
    divergences: int
    seconds: float
    sampling_s: float

    def values(self, name: str) -> np.ndarray:
        """Return the draws of a variable, (chains, draws, *shape)."""
        return np.stack(self.trace.get_values(name, combine=False))


def sample(posterior: database.Posterior, init: str, seed: int) -> Run:
    """Draw from a posterior."""
    import compat

    compat.install()
    import pymc3 as pm

    with models_here.model(posterior) as model, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        began = time.perf_counter()
        trace = pm.sample(
            DRAWS,
            tune=TUNE,
            chains=CHAINS,
            cores=CORES,
            random_seed=seed,
            init=init,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
            discard_tuned_samples=False,
        )
        seconds = time.perf_counter() - began
    steps, diverging = (
        np.array(trace.get_sampler_stats(name, combine=False), dtype=float) for name in ("tree_size", "diverging")
    )
    return Run(
        model,
        trace[TUNE:],
        tuning=float(steps[:, :TUNE].sum()),
        drawing=float(steps[:, TUNE:].sum()),
        divergences=int(diverging[:, TUNE:].sum()),
        seconds=seconds,
        sampling_s=trace.report.t_sampling,
    )
