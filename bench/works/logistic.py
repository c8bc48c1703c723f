"""Logistic regression: 10,000 rows, 25 columns and an intercept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 10_000, "columns": 25}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(1)
    X = rng.normal(size=(sizes["n"], sizes["columns"]))
    p = 1 / (1 + np.exp(-0.5 - X @ rng.normal(0, 0.3, size=sizes["columns"])))
    return {"X": X, "y": (rng.random(sizes["n"]) < p).astype(np.int64)}


def legacy(pm: Any, d: Data) -> Any:
    sd = sd_of(pm)
    with pm.Model() as model:
        a = pm.Normal("a", mu=0.0, **{sd: 2.0})
        b = pm.Normal("b", mu=0.0, **{sd: 1.0}, shape=d["X"].shape[1])
        pm.Bernoulli("y", logit_p=a + pm.math.dot(d["X"], b), observed=d["y"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("a", 1), ("b", d["X"].shape[1])]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    n, columns = d["X"].shape
    return [d["X"], d["y"].astype(float)], [n], {"K": columns}


def stan(d: Data) -> Data:
    return {"n": len(d["X"]), "K": d["X"].shape[1], "X": d["X"], "y": d["y"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.nn import softplus
    from jax.scipy.stats import norm

    X, y = jnp.asarray(d["X"]), jnp.asarray(d["y"])

    def logp(x: Any) -> Any:
        eta = x[0] + X @ x[1:]
        return norm.logpdf(x[0], 0, 2) + norm.logpdf(x[1:]).sum() + (y * eta - softplus(eta)).sum()

    return logp
