"""Marginal likelihood of a Gaussian process at 100 points; 3 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, is_legacy

NAMED: Sizes = {"n": 100}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 10, size=sizes["n"]))
    return {"x": x, "y": 3 * np.sin(x) * np.exp(-0.1 * x) + 0.4 * rng.normal(size=sizes["n"])}


def legacy(pm: Any, d: Data) -> Any:
    with pm.Model() as model:
        length = pm.Gamma("l", alpha=2, beta=1)
        eta = pm.HalfCauchy("eta", beta=5)
        gp = pm.gp.Marginal(cov_func=eta**2 * pm.gp.cov.ExpQuad(1, length))
        sigma = pm.HalfCauchy("sigma", beta=5)
        gp.marginal_likelihood("y", X=d["x"][:, None], y=d["y"], **{"noise" if is_legacy(pm) else "sigma": sigma})
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("l_log__", 1), ("eta_log__", 1), ("sigma_log__", 1)]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["x"], d["y"]], [len(d["x"])], {}


def stan(d: Data) -> Data:
    return {"n": len(d["x"]), "x": d["x"], "y": d["y"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.linalg import solve_triangular
    from jax.scipy.stats import cauchy, gamma

    half_distance2 = jnp.asarray((d["x"][:, None] - d["x"]) ** 2 / 2)
    y, n = jnp.asarray(d["y"]), len(d["y"])

    def logp(x: Any) -> Any:
        length, eta, sigma = jnp.exp(x)
        K = eta**2 * jnp.exp(-half_distance2 / length**2) + sigma**2 * jnp.eye(n)
        L = jnp.linalg.cholesky(K)
        z = solve_triangular(L, y, lower=True)
        prior = gamma.logpdf(length, 2) + 2 * jnp.log(2) + cauchy.logpdf(eta, 0, 5) + cauchy.logpdf(sigma, 0, 5)
        return prior + x.sum() - z @ z / 2 - jnp.log(jnp.diag(L)).sum() - n / 2 * jnp.log(2 * jnp.pi)

    return logp
