"""Memory of one run of NUTS over a logistic regression of 200,000 x 50: `python -m bench.contestants.jax_memory
ours|hand`, JSON on the last line: MB above what the process had with its data and its imports."""

from __future__ import annotations

import json
import logging
import sys

import numpy as np

from bench import workload
from bench.contestants.jax_model import nuts
from bench.contestants.memory_ours import forget_peak, now, peak

SIZES = {"n": 200_000, "columns": 50}
STEPS = 3


def main(who: str) -> dict[str, float]:
    import jax
    import numpyro.infer  # noqa: F401

    work = workload.load("logistic")
    small = {"n": 100, "columns": 2}
    if who == "ours":
        import compat

        compat.install()
        import pymc3 as pm

        from theano_compat.settings import config

        logging.getLogger("pymc3").setLevel(logging.CRITICAL)

        def run(data: workload.Data) -> None:
            with config.change_flags(sampler="numpyro"), work.legacy(pm, data):
                pm.sample(
                    STEPS,
                    tune=STEPS,
                    chains=1,
                    progressbar=False,
                    return_inferencedata=False,
                    compute_convergence_checks=False,
                    random_seed=1,
                    max_treedepth=3,
                )
    else:
        jax.config.update("jax_enable_x64", True)

        def run(data: workload.Data) -> None:
            size = sum(n for _, n in work.layout(data))
            jax.block_until_ready(
                nuts(work.by_jax(data), STEPS)(
                    jax.random.split(jax.random.PRNGKey(1), 1), np.zeros((1, size)), np.zeros((2 * STEPS, 1, size))
                )
            )

    run(work.data(small))
    data = work.data(SIZES)
    forget_peak()
    before = now()
    run(data)
    return {"MB of data": data["X"].nbytes / 2**20, "MB above": peak() - before}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
