"""Mixture of three normals, 1,000 observations; 8 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 1000, "components": 3}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(383561)
    component = rng.integers(sizes["components"], size=sizes["n"])
    return {"x": rng.normal(2.5 * component, 0.6), "components": sizes["components"]}


def legacy(pm: Any, d: Data) -> Any:
    sd, K = sd_of(pm), d["components"]
    with pm.Model() as model:
        w = pm.Dirichlet("w", np.ones(K), shape=K)
        mu = pm.Normal("mu", mu=0.0, **{sd: 10.0}, shape=K)
        sigma = pm.HalfNormal("sigma", **{sd: 3.0}, shape=K)
        pm.NormalMixture("x", w, mu, **{"sigma": sigma}, observed=d["x"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("w_stickbreaking__", d["components"] - 1), ("mu", d["components"]), ("sigma_log__", d["components"])]


RENAMED = {"w_stickbreaking__": "w_simplex__"}  # the same map under PyMC 6's name


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["x"]], [len(d["x"])], {"K": d["components"]}


STAN_HAS_OWN_X = True  # its map of the simplex is another: its point is another one


def stan(d: Data) -> Data:
    return {"n": len(d["x"]), "K": d["components"], "x": d["x"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.nn import log_softmax
    from jax.scipy.special import gammaln, logsumexp
    from jax.scipy.stats import norm

    data, K = jnp.asarray(d["x"]), d["components"]

    def logp(x: Any) -> Any:
        logits, mu, log_sigma = x[: K - 1], x[K - 1 : 2 * K - 1], x[2 * K - 1 :]
        log_w = log_softmax(jnp.append(logits, -logits.sum()))
        sigma = jnp.exp(log_sigma)
        terms = log_w + norm.logpdf(data[:, None], mu, sigma)
        return (
            gammaln(float(K))
            + jnp.log(K)
            + log_w.sum()
            + norm.logpdf(mu, 0, 10).sum()
            + (jnp.log(2) + norm.logpdf(sigma, 0, 3) + log_sigma).sum()
            + logsumexp(terms, axis=1).sum()
        )

    return logp
