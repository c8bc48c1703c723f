"""Stan's own NUTS, the program compiled beforehand: `python -m bench.posteriordb.samplers.stan NAME FILE.npz`."""

from __future__ import annotations

import ctypes
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from bench.posteriordb import database
from bench.posteriordb.samplers._result import CHAINS, CORES, DRAWS, SEED, TUNE, hand_back
from bench.posteriordb.stan_model import StanModel, sampler


def main(name: str, target: str) -> None:
    stan = StanModel(database.posterior(name))
    sample = sampler()
    shape = (CHAINS, TUNE + DRAWS)
    values, steps, divergent = np.empty((*shape, len(stan.names))), np.empty(shape), np.empty(shape)

    def chain(i: int) -> int:
        places = (array[i].ctypes.data_as(ctypes.c_void_p) for array in (values, steps, divergent))
        return sample(stan.base, SEED, i + 1, TUNE, DRAWS, len(stan.names), *places)  # type: ignore[no-any-return]

    began = time.time()
    with ThreadPoolExecutor(CORES) as pool:
        statuses = list(pool.map(chain, range(CHAINS)))
    seconds = time.time() - began
    if any(statuses):
        raise RuntimeError(f"Stan's sampler ended with {statuses}.")
    hand_back(
        target,
        {name: values[:, TUNE:, i] for i, name in enumerate(stan.names)},
        sampling=seconds,
        tuning=float(steps[:, :TUNE].sum()),
        drawing=float(steps[:, TUNE:].sum()),
        divergences=int(divergent[:, TUNE:].sum()),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
