"""Varying intercepts of 2,000 groups over 20,000 rows, half of which are in one group; for the suite of JAX alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 20_000, "groups": 2_000}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(4)
    n, groups = sizes["n"], sizes["groups"]
    group = np.where(rng.random(n) < 0.5, 0, rng.integers(groups, size=n))
    return {"group": group, "groups": groups, "y": 1 + rng.normal(size=groups)[group] + 0.5 * rng.normal(size=n)}


def legacy(pm: Any, d: Data) -> Any:
    sd = sd_of(pm)
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0.0, **{sd: 10.0})
        tau = pm.HalfNormal("tau", **{sd: 1.0})
        a = pm.Normal("a", mu=0.0, **{sd: 1.0}, shape=d["groups"])
        sigma = pm.HalfNormal("sigma", **{sd: 1.0})
        pm.Normal("y", mu=mu + tau * a[d["group"]], **{sd: sigma}, observed=d["y"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("mu", 1), ("tau_log__", 1), ("a", d["groups"]), ("sigma_log__", 1)]


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.stats import norm

    def logp(x: Any) -> Any:
        mu, log_tau, a, log_sigma = x[0], x[1], x[2:-1], x[-1]
        tau, sigma = jnp.exp(log_tau), jnp.exp(log_sigma)
        return (
            norm.logpdf(mu, 0, 10)
            + norm.logpdf(a).sum()
            + 2 * jnp.log(2)
            + norm.logpdf(tau)
            + log_tau
            + norm.logpdf(sigma)
            + log_sigma
            + norm.logpdf(d["y"], mu + tau * a[d["group"]], sigma).sum()
        )

    return logp
