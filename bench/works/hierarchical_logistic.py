"""Logistic regression with pooled intercepts: 100,000 visits to 50 shops, 4 columns; 56 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 100_000, "shops": 50, "columns": 4}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(2020)
    n, shops, k = (sizes[name] for name in NAMED)
    shop, X = rng.integers(shops, size=n), rng.normal(size=(n, k))
    eta = rng.normal(-0.5, 0.7, size=shops)[shop] + X @ rng.normal(0, 0.3, size=k)
    return {"X": X, "shop": shop, "back": (rng.random(n) < 1 / (1 + np.exp(-eta))).astype(np.int64), "shops": shops}


def legacy(pm: Any, d: Data) -> Any:
    sd = sd_of(pm)
    with pm.Model() as model:
        x, seen = pm.Data("x", d["X"]), pm.Data("seen", d["back"])
        mu_a = pm.Normal("mu_a", mu=0.0, **{sd: 1.0})
        sigma_a = pm.HalfNormal("sigma_a", **{sd: 1.0})
        a = pm.Normal("a", mu=0.0, **{sd: 1.0}, shape=d["shops"])
        b = pm.Normal("b", mu=0.0, **{sd: 1.0}, shape=d["X"].shape[1])
        logit = mu_a + sigma_a * a[d["shop"]] + pm.math.dot(x, b)
        pm.Bernoulli("back", logit_p=logit, observed=seen)
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("mu_a", 1), ("sigma_a_log__", 1), ("a", d["shops"]), ("b", d["X"].shape[1])]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    n, columns = d["X"].shape
    return [d["X"], d["back"].astype(float), d["shop"].astype(np.int64)], [n], {"K": columns, "S": d["shops"]}


def stan(d: Data) -> Data:
    return {
        "n": len(d["X"]),
        "S": d["shops"],
        "K": d["X"].shape[1],
        "X": d["X"],
        "shop": d["shop"] + 1,
        "back": d["back"],
    }


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.nn import softplus
    from jax.scipy.stats import norm

    X, y, shop, shops = jnp.asarray(d["X"]), jnp.asarray(d["back"]), d["shop"], d["shops"]

    def logp(x: Any) -> Any:
        mu, log_s, a, b = x[0], x[1], x[2 : 2 + shops], x[2 + shops :]
        eta = mu + jnp.exp(log_s) * a[shop] + X @ b
        return (
            norm.logpdf(mu)
            + jnp.log(2)
            + norm.logpdf(jnp.exp(log_s))
            + log_s
            + norm.logpdf(a).sum()
            + norm.logpdf(b).sum()
            + (y * eta - softplus(eta)).sum()
        )

    return logp
