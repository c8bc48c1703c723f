"""Sampling by nutpie on PyMC 6: `python -m bench.contestants.sample_pymc NAME FILE.npz`, JSON on the last line."""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from bench import workload


def main(name: str, target: str) -> None:
    import nutpie
    import pymc

    work = workload.load(name)
    model = work.legacy(pymc, work.data(work.NAMED))
    compiled = nutpie.compile_pymc_model(model)
    given = {"chains": 4, "cores": 2, "progress_bar": False}
    nutpie.sample(compiled, draws=10, tune=10, seed=2, **given)
    start = time.process_time()
    trace = nutpie.sample(compiled, draws=1000, tune=1000, seed=1, **given)
    spent = time.process_time() - start
    names = [v.name for v in model.free_RVs]
    np.savez(target, **{n: np.asarray(trace.posterior[n]) for n in names})  # type: ignore[arg-type]
    print(json.dumps({"processor_s": spent}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
