"""Sampling by this project: `python -m bench.contestants.sample_ours NAME FILE.npz`, JSON on the last line."""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from bench import workload


def main(name: str, target: str) -> None:
    import compat

    compat.install()
    import pymc3 as pm

    work = workload.load(name)
    given = {
        "chains": 4,
        "cores": 2,
        "progressbar": False,
        "return_inferencedata": False,
        "compute_convergence_checks": False,
    }
    with work.legacy(pm, work.data(work.NAMED)) as model:
        pm.sample(10, tune=10, random_seed=2, **given)  # compiles
        start = time.process_time()
        trace = pm.sample(1000, tune=1000, random_seed=1, **given)
        spent = time.process_time() - start
    draws = {v.name: np.stack(trace.get_values(v.name, combine=False)) for v in model.free_RVs}
    np.savez(target, **draws)  # type: ignore[arg-type]
    print(json.dumps({"processor_s": spent}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
