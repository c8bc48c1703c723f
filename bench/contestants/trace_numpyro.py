"""From the start of the process to draws in memory by NumPyro: `python -m bench.contestants.trace_numpyro NAME`."""

from __future__ import annotations

import sys

from bench import workload


def main(name: str) -> None:
    import jax
    from numpyro.infer import MCMC, NUTS

    jax.config.update("jax_enable_x64", True)
    sampler = MCMC(
        NUTS(workload.load(name).numpyro()),
        num_warmup=1000,
        num_samples=1000,
        num_chains=4,
        chain_method="vectorized",
        progress_bar=False,
    )
    sampler.run(jax.random.PRNGKey(1))
    jax.block_until_ready(sampler.get_samples())


if __name__ == "__main__":
    main(sys.argv[1])
