"""PyMC 6 and nutpie: `python -m bench.posteriordb.samplers.pymc NAME FILE.npz PORTS`."""

from __future__ import annotations

import sys
import time
import warnings

import numpy as np

from bench.posteriordb import database
from bench.posteriordb.samplers import _ports
from bench.posteriordb.samplers._result import CHAINS, CORES, DRAWS, SEED, TUNE, hand_back


def main(name: str, target: str, ports: str) -> None:
    import nutpie

    warnings.simplefilter("ignore")
    model = _ports.model(database.posterior(name), ports)
    compiled = nutpie.compile_pymc_model(model)
    began = time.time()
    found = nutpie.sample(
        compiled, draws=DRAWS, tune=TUNE, chains=CHAINS, cores=CORES, seed=SEED, progress_bar=False, save_warmup=True
    )
    seconds = time.time() - began
    hand_back(
        target,
        {v.name: np.asarray(found.posterior[v.name]) for v in model.free_RVs},
        sampling=seconds,
        tuning=float(np.sum(found.warmup_sample_stats["n_steps"])),
        drawing=float(np.sum(found.sample_stats["n_steps"])),
        divergences=int(np.sum(found.sample_stats["diverging"])),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
