"""Correlated intercepts and slopes of cafes under an LKJ prior; 46 free values at 20 cafes of 10 visits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, is_legacy, sd_of

NAMED: Sizes = {"cafes": 20, "visits": 10}


def data(sizes: Sizes) -> Data:
    cafes, visits = sizes["cafes"], sizes["visits"]
    rng = np.random.default_rng(42)
    ab = np.array([3.5, -1.0]) + rng.normal(size=(cafes, 2)) @ np.linalg.cholesky([[1.0, -0.35], [-0.35, 0.25]]).T
    cafe = np.repeat(np.arange(cafes), visits)
    afternoon = (np.arange(cafes * visits) % 2).astype(float)
    return {
        "cafes": cafes,
        "visits": visits,
        "cafe": cafe,
        "afternoon": afternoon,
        "wait": rng.normal(ab[cafe, 0] + ab[cafe, 1] * afternoon, 0.5),
    }


def legacy(pm: Any, d: Data) -> Any:
    sd, cafe = sd_of(pm), d["cafe"]
    more = {} if is_legacy(pm) else {"compute_corr": False}
    with pm.Model() as model:
        sd_dist = pm.HalfCauchy.dist(beta=2) if is_legacy(pm) else pm.HalfCauchy.dist(beta=2, shape=2)
        packed = pm.LKJCholeskyCov("chol_cov", eta=2, n=2, sd_dist=sd_dist, **more)
        chol = pm.expand_packed_triangular(2, packed, lower=True)
        mean = pm.Normal("ab_mean", mu=0, **{sd: 5}, shape=2)
        ab = pm.MvNormal("ab_cafe", mu=mean, chol=chol, shape=(d["cafes"], 2))
        mu = ab[:, 0][cafe] + ab[:, 1][cafe] * d["afternoon"]
        sigma = pm.HalfCauchy("sigma", beta=2)
        pm.Normal("wait", mu=mu, **{sd: sigma}, observed=d["wait"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("chol_cov_cholesky-cov-packed__", 3), ("ab_mean", 2), ("ab_cafe", 2 * d["cafes"]), ("sigma_log__", 1)]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["wait"], d["afternoon"]], [d["visits"]], {"C": d["cafes"]}


STAN_HAS_OWN_X = True  # its map of the covariance is another: its point is another one


def stan(d: Data) -> Data:
    return {"C": d["cafes"], "n": len(d["wait"]), "cafe": d["cafe"] + 1, "afternoon": d["afternoon"], "wait": d["wait"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.special import gammaln
    from jax.scipy.stats import cauchy, norm

    wait, cafe, afternoon, cafes = (d[k] for k in ("wait", "cafe", "afternoon", "cafes"))
    normaliser = float(gammaln(2.0) - gammaln(2.5) + 0.5 * jnp.log(jnp.pi))

    def logp(x: Any) -> Any:
        a, b, c = jnp.exp(x[0]), x[1], jnp.exp(x[2])
        mean, ab, sigma = x[3:5], x[5:-1].reshape(cafes, 2), jnp.exp(x[-1])
        sds = jnp.array([a, jnp.sqrt(b**2 + c**2)])
        log_c = x[2] - jnp.log(sds[1])  # of the correlation's own factor
        prior = normaliser + 2 * log_c + (jnp.log(2) + cauchy.logpdf(sds, 0, 2)).sum() + log_c - jnp.log(sds[1])
        z0 = (ab[:, 0] - mean[0]) / a
        z1 = (ab[:, 1] - mean[1] - b * z0) / c
        return (
            prior
            + x[0]
            + x[2]
            + norm.logpdf(mean, 0, 5).sum()
            + norm.logpdf(z0).sum()
            + norm.logpdf(z1).sum()
            - cafes * (x[0] + x[2])
            + jnp.log(2)
            + cauchy.logpdf(sigma, 0, 2)
            + x[-1]
            + norm.logpdf(wait, ab[cafe, 0] + ab[cafe, 1] * afternoon, sigma).sum()
        )

    return logp
