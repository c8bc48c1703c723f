"""`pm.sample` of the legacy model: `python -m bench.posteriordb.samplers.ours NAME FILE.npz INIT`."""

from __future__ import annotations

import sys
import warnings

import numpy as np

from bench.posteriordb import database, models_here
from bench.posteriordb.samplers._result import CHAINS, CORES, DRAWS, SEED, TUNE, hand_back


def main(name: str, target: str, init: str) -> None:
    import compat

    compat.install()
    import pymc3 as pm

    warnings.simplefilter("ignore")
    with models_here.model(database.posteriors()[name]) as model:
        trace = pm.sample(
            DRAWS,
            tune=TUNE,
            chains=CHAINS,
            cores=CORES,
            random_seed=SEED,
            init=init,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
            discard_tuned_samples=False,
        )
    steps = np.array(trace.get_sampler_stats("tree_size", combine=False))
    diverging = np.array(trace.get_sampler_stats("diverging", combine=False))
    drawn = trace[TUNE:]
    hand_back(
        target,
        {v.name: np.stack(drawn.get_values(v.name, combine=False)) for v in model.free_RVs},
        sampling=trace.report.t_sampling,
        tuning=float(steps[:, :TUNE].sum()),
        drawing=float(steps[:, TUNE:].sum()),
        divergences=int(diverging[:, TUNE:].sum()),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
