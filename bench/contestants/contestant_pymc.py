"""One workload on present PyMC, in the peers' environment: JSON on standard output.

Run as `python contestant_pymc.py NAME evaluate|trace`, with the folder above bench on PYTHONPATH.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

STARTED = time.time()


def evaluate(name: str) -> dict[str, Any]:
    import numpy as np
    import pymc as pm

    from bench import timing

    work = importlib.import_module(f"bench.works.{name}")
    model = work.present(pm)
    start = time.perf_counter()
    function = model.logp_dlogp_function(ravel_inputs=True)
    function.set_extra_values({})
    size = sum(int(np.prod(v.shape)) for v in model.initial_point().values())
    x = np.full(size, 0.1)
    raw = function._pytensor_function
    raw.trust_input = True
    raw(x)
    compile_seconds = time.perf_counter() - start
    return {"version": pm.__version__, "compile_s": compile_seconds, "python_us": timing.per_call(raw, x)}


def trace(name: str) -> dict[str, Any]:
    """From the start of the process to draws in memory, 4 chains of 1000 + 1000 by nutpie."""
    import nutpie
    import pymc as pm

    work = importlib.import_module(f"bench.works.{name}")
    model = work.present(pm)
    compiled = nutpie.compile_pymc_model(model)
    nutpie.sample(compiled, draws=1000, tune=1000, chains=4, cores=2, seed=1, progress_bar=False)
    return {"version": nutpie.__version__, "seconds": time.time() - STARTED}


if __name__ == "__main__":
    print(json.dumps({"evaluate": evaluate, "trace": trace}[sys.argv[2]](sys.argv[1])))
