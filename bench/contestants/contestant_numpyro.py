"""One workload written for NumPyro: from the start of the process to draws in memory. JSON on standard output."""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import Any

STARTED = time.time()


def trace(name: str) -> dict[str, Any]:
    import jax
    import numpyro
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)
    model = importlib.import_module(f"bench.works.{name}").numpyro()
    mcmc = MCMC(NUTS(model), num_warmup=1000, num_samples=1000, num_chains=4, chain_method="vectorized",
                progress_bar=False)
    mcmc.run(jax.random.PRNGKey(1))
    jax.block_until_ready(mcmc.get_samples())
    return {"version": numpyro.__version__, "seconds": time.time() - STARTED}


if __name__ == "__main__":
    print(json.dumps(trace(sys.argv[1])))
