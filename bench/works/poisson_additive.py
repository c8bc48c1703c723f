"""Poisson regression with a slope and two crossed groups, 5,000 counts; 64 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 5000, "first": 40, "second": 20}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(5)
    n, A, B = sizes["n"], sizes["first"], sizes["second"]
    i, j, t = rng.integers(A, size=n), rng.integers(B, size=n), rng.normal(size=n)
    rate = np.exp(0.5 + 0.3 * t + rng.normal(0, 0.4, size=A)[i] + rng.normal(0, 0.3, size=B)[j])
    return {"t": t, "y": rng.poisson(rate), "first": i, "second": j, "A": A, "B": B}


def legacy(pm: Any, d: Data) -> Any:
    sd = sd_of(pm)
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0.0, **{sd: 1.0})
        slope = pm.Normal("slope", mu=0.0, **{sd: 1.0})
        sigma_a = pm.HalfNormal("sigma_a", **{sd: 1.0})
        a = pm.Normal("a", mu=0.0, **{sd: 1.0}, shape=d["A"])
        sigma_b = pm.HalfNormal("sigma_b", **{sd: 1.0})
        b = pm.Normal("b", mu=0.0, **{sd: 1.0}, shape=d["B"])
        eta = mu + slope * d["t"] + sigma_a * a[d["first"]] + sigma_b * b[d["second"]]
        pm.Poisson("y", mu=pm.math.exp(eta), observed=d["y"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("mu", 1), ("slope", 1), ("sigma_a_log__", 1), ("a", d["A"]), ("sigma_b_log__", 1), ("b", d["B"])]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return (
        [d["t"], d["y"].astype(float), d["first"].astype(np.int64), d["second"].astype(np.int64)],
        [len(d["t"])],
        {"A": d["A"], "B": d["B"]},
    )


def stan(d: Data) -> Data:
    return {
        "n": len(d["t"]),
        "A": d["A"],
        "B": d["B"],
        "t": d["t"],
        "y": d["y"],
        "first": d["first"] + 1,
        "second": d["second"] + 1,
    }


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.special import gammaln
    from jax.scipy.stats import norm

    t, y, A = jnp.asarray(d["t"]), jnp.asarray(d["y"]), d["A"]
    constant = float(gammaln(y + 1.0).sum())

    def half_normal(log_x: Any) -> Any:
        return jnp.log(2) + norm.logpdf(jnp.exp(log_x)) + log_x

    def logp(x: Any) -> Any:
        mu, slope, log_a, a, log_b, b = x[0], x[1], x[2], x[3 : 3 + A], x[3 + A], x[4 + A :]
        eta = mu + slope * t + jnp.exp(log_a) * a[d["first"]] + jnp.exp(log_b) * b[d["second"]]
        return (
            norm.logpdf(mu)
            + norm.logpdf(slope)
            + half_normal(log_a)
            + half_normal(log_b)
            + norm.logpdf(a).sum()
            + norm.logpdf(b).sum()
            + (y * eta - jnp.exp(eta)).sum()
            - constant
        )

    return logp
