"""Stochastic volatility written with a running sum of 2,000 standard normal steps; 2,002 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, is_legacy

NAMED: Sizes = {"n": 2000}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(2009)
    scale = np.exp(-1.0 + np.cumsum(rng.normal(0, 0.02, size=sizes["n"])))
    return {"returns": scale * rng.standard_t(8, size=sizes["n"])}


def legacy(pm: Any, d: Data) -> Any:
    if is_legacy(pm):
        import theano.tensor as tt
    else:
        import pytensor.tensor as tt
    with pm.Model() as model:
        step = pm.Exponential("step", 10.0)
        z = pm.Normal("z", 0.0, 1.0, shape=len(d["returns"]))
        nu = pm.Exponential("nu", 0.1)
        pm.StudentT("returns", nu=nu, lam=pm.math.exp(-2 * tt.cumsum(step * z)), observed=d["returns"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("step_log__", 1), ("z", len(d["returns"])), ("nu_log__", 1)]


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
        log_step, z, log_nu = x[0], x[1:-1], x[-1]
        step, nu = jnp.exp(log_step), jnp.exp(log_nu)
        return (
            expon.logpdf(step, scale=0.1)
            + log_step
            + expon.logpdf(nu, scale=10.0)
            + log_nu
            + norm.logpdf(z).sum()
            + t.logpdf(returns, nu, scale=jnp.exp(jnp.cumsum(step * z))).sum()
        )

    return logp
