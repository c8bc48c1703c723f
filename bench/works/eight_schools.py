"""Eight schools, non-centred: 10 free values, 8 observations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"J": 8}
EFFECT = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
STDERR = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])


def data(sizes: Sizes) -> Data:
    J = sizes["J"]
    return {"J": J, "effect": np.resize(EFFECT, J), "stderr": np.resize(STDERR, J)}


def legacy(pm: Any, d: Data) -> Any:
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0, sigma=5)
        tau = pm.HalfCauchy("tau", beta=5)
        eta = pm.Normal("eta", mu=0, sigma=1, shape=d["J"])
        theta = pm.Deterministic("theta", mu + tau * eta)
        pm.Normal("obs", mu=theta, sigma=d["stderr"], observed=d["effect"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("mu", 1), ("tau_log__", 1), ("eta", d["J"])]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["effect"], d["stderr"]], [], {"J": d["J"]}


def stan(d: Data) -> Data:
    return {"J": d["J"], "effect": d["effect"], "stderr_": d["stderr"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.stats import cauchy, norm

    def logp(x: Any) -> Any:
        mu, log_tau, eta = x[0], x[1], x[2:]
        tau = jnp.exp(log_tau)
        return (
            norm.logpdf(mu, 0, 5)
            + jnp.log(2)
            + cauchy.logpdf(tau, 0, 5)
            + log_tau
            + norm.logpdf(eta).sum()
            + norm.logpdf(d["effect"], mu + tau * eta, d["stderr"]).sum()
        )

    return logp


def numpyro() -> Any:
    import numpyro as npr
    import numpyro.distributions as dist

    def model() -> None:
        mu = npr.sample("mu", dist.Normal(0, 5))
        tau = npr.sample("tau", dist.HalfCauchy(5))
        eta = npr.sample("eta", dist.Normal(0, 1).expand([8]))
        npr.sample("obs", dist.Normal(npr.deterministic("theta", mu + tau * eta), STDERR), obs=EFFECT)

    return model
