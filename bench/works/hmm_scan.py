"""Hidden Markov model of two states, 150 observations, by the forward algorithm in a scan; 5 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, log_density_of, loops_of, sd_of

NAMED: Sizes = {"n": 150}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(17)
    stay, states = np.array([0.95, 0.9]), [0]
    for u in rng.random(sizes["n"] - 1):
        states.append(states[-1] if u < stay[states[-1]] else 1 - states[-1])
    return {"y": rng.normal(np.array([-1.0, 1.5])[states], 0.8)}


def legacy(pm: Any, d: Data) -> Any:
    sd, (theano, tt) = sd_of(pm), loops_of(pm)
    with pm.Model() as model:
        stay = pm.Beta("stay", 8.0, 2.0, shape=2)
        mu = pm.Normal("mu", mu=np.array([-1.0, 1.0]), **{sd: 1.0}, shape=2)
        sigma = pm.HalfNormal("sigma", **{sd: 1.0})
        log_P = tt.log(tt.stack([tt.stack([stay[0], 1 - stay[0]]), tt.stack([1 - stay[1], stay[1]])]))
        log_emit = log_density_of(pm, pm.Normal.dist(mu=mu, **{sd: sigma}), tt.as_tensor_variable(d["y"])[:, None])

        def forward(log_e: Any, log_alpha: Any, log_P: Any) -> Any:
            return log_e + pm.math.logsumexp(log_alpha.dimshuffle(0, "x") + log_P, axis=0).flatten()

        log_alpha, _ = theano.scan(
            forward, sequences=[log_emit[1:]], outputs_info=[log_emit[0] - np.log(2.0)], non_sequences=[log_P]
        )
        pm.Potential("y", pm.math.logsumexp(log_alpha[-1]).sum())
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("stay_logodds__", 2), ("mu", 2), ("sigma_log__", 1)]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["y"]], [len(d["y"])], {}


def stan(d: Data) -> Data:
    return {"n": len(d["y"]), "y": d["y"]}


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax
    import jax.numpy as jnp
    from jax.scipy.special import logsumexp
    from jax.scipy.stats import norm

    y = jnp.asarray(d["y"])

    def logp(x: Any) -> Any:
        stay, mu, sigma = jax.nn.sigmoid(x[:2]), x[2:4], jnp.exp(x[4])
        log_P = jnp.log(jnp.array([[stay[0], 1 - stay[0]], [1 - stay[1], stay[1]]]))
        log_emit = norm.logpdf(y[:, None], mu, sigma)

        def step(log_alpha: Any, log_e: Any) -> Any:
            return log_e + logsumexp(log_alpha[:, None] + log_P, axis=0), None

        log_alpha, _ = jax.lax.scan(step, log_emit[0] - jnp.log(2.0), log_emit[1:])
        return (
            (jnp.log(72.0) + 8 * jnp.log(stay) + 2 * jnp.log1p(-stay)).sum()
            + norm.logpdf(mu, jnp.array([-1.0, 1.0])).sum()
            + jnp.log(2)
            + norm.logpdf(sigma)
            + x[4]
            + logsumexp(log_alpha)
        )

    return logp
