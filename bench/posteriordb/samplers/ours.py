"""`pm.sample` of the legacy model: `python -m bench.posteriordb.samplers.ours NAME FILE.npz INIT`."""

from __future__ import annotations

import sys

from bench.posteriordb import database
from bench.posteriordb.legacy_run import sample
from bench.posteriordb.samplers._result import SEED, hand_back


def main(name: str, target: str, init: str) -> None:
    run = sample(database.posterior(name), init, SEED)
    hand_back(
        target,
        {v.name: run.values(v.name) for v in run.model.free_RVs},
        sampling=run.sampling_s,
        tuning=run.tuning,
        drawing=run.drawing,
        divergences=run.divergences,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
