"""Stochastic volatility: a Gaussian random walk of 400 log scales under Student's t; 402 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, is_legacy, sd_of

NAMED: Sizes = {"n": 400}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(2008)
    scale = np.exp(-1.0 + np.cumsum(rng.normal(0, 0.05, size=sizes["n"])))
    return {"returns": scale * rng.standard_t(8, size=sizes["n"])}


def legacy(pm: Any, d: Data) -> Any:
    sd, n = sd_of(pm), len(d["returns"])
    init = {"init" if is_legacy(pm) else "init_dist": pm.Normal.dist(0.0, 1.0)}
    with pm.Model() as model:
        step = pm.Exponential("step", 10.0)
        s = pm.GaussianRandomWalk("s", **{sd: step}, **init, shape=n)
        nu = pm.Exponential("nu", 0.1)
        pm.StudentT("returns", nu=nu, lam=pm.math.exp(-2 * s), observed=d["returns"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("step_log__", 1), ("s", len(d["returns"])), ("nu_log__", 1)]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    n = len(d["returns"])
    return [d["returns"]], [n], {"N": n}


def stan(d: Data) -> Data:
    return {"n": len(d["returns"]), "returns": d["returns"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.stats import expon, norm, t

    returns = jnp.asarray(d["returns"])

    def logp(x: Any) -> Any:
        log_step, s, log_nu = x[0], x[1:-1], x[-1]
        step, nu = jnp.exp(log_step), jnp.exp(log_nu)
        return (
            expon.logpdf(step, scale=0.1)
            + log_step
            + expon.logpdf(nu, scale=10.0)
            + log_nu
            + norm.logpdf(s[0])
            + norm.logpdf(s[1:], s[:-1], step).sum()
            + t.logpdf(returns, nu, scale=jnp.exp(s)).sum()
        )

    return logp
