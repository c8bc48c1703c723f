"""NumPyro's NUTS on PyMC 6's JAX form: `python -m bench.posteriordb.samplers.numpyro NAME FILE.npz PORTS`."""

from __future__ import annotations

import sys
import warnings

import numpy as np

from bench.posteriordb import database
from bench.posteriordb.samplers import _ports
from bench.posteriordb.samplers._result import CHAINS, DRAWS, SEED, TUNE, hand_back


def main(name: str, target: str, ports: str) -> None:
    import numpyro

    numpyro.set_host_device_count(CHAINS)
    from pymc.sampling.jax import sample_numpyro_nuts

    warnings.simplefilter("ignore")
    model = _ports.model(database.posterior(name), ports)
    found = sample_numpyro_nuts(
        DRAWS,
        tune=TUNE,
        chains=CHAINS,
        random_seed=SEED,
        progressbar=False,
        model=model,
        compute_convergence_checks=False,
    )
    hand_back(
        target,
        {v.name: np.asarray(found.posterior[v.name]) for v in model.free_RVs},
        sampling=float(found.posterior.attrs["sampling_time"]),
        tuning=None,
        drawing=float(np.sum(found.sample_stats["n_steps"])),
        divergences=int(np.sum(found.sample_stats["diverging"])),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
