"""Bradley and Terry's model of 160,000 matches between 400 players: gather and scatter; 401 free values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"players": 400, "matches": 160_000}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(160)
    players, matches = sizes["players"], sizes["matches"]
    skill, first = rng.normal(size=players), rng.integers(players, size=matches)
    second = (first + rng.integers(1, players, size=matches)) % players
    won = (rng.random(matches) < 1 / (1 + np.exp(skill[second] - skill[first]))).astype(np.int64)
    return {"players": players, "first": first, "second": second, "won": won}


def legacy(pm: Any, d: Data) -> Any:
    sd = sd_of(pm)
    with pm.Model() as model:
        spread = pm.HalfNormal("spread", **{sd: 1.0})
        raw = pm.Normal("raw", mu=0.0, **{sd: 1.0}, shape=d["players"])
        strength = pm.Deterministic("strength", spread * raw)
        p = pm.math.sigmoid(strength[d["first"]] - strength[d["second"]])
        pm.Bernoulli("result", p=p, observed=d["won"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [("spread_log__", 1), ("raw", d["players"])]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    winner = np.asarray(np.where(d["won"] == 1, d["first"], d["second"]), dtype=np.int64)
    loser = np.asarray(np.where(d["won"] == 1, d["second"], d["first"]), dtype=np.int64)
    return [winner, loser], [len(winner)], {"N": d["players"]}


def stan(d: Data) -> Data:
    return {
        "N": d["players"],
        "n": len(d["first"]),
        "first": d["first"] + 1,
        "second": d["second"] + 1,
        "won": d["won"],
    }


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.nn import softplus
    from jax.scipy.stats import norm

    first, second, won = jnp.asarray(d["first"]), jnp.asarray(d["second"]), jnp.asarray(d["won"])

    def logp(x: Any) -> Any:
        strength = jnp.exp(x[0]) * x[1:]
        eta = strength[first] - strength[second]
        return (
            jnp.log(2)
            + norm.logpdf(jnp.exp(x[0]))
            + x[0]
            + norm.logpdf(x[1:]).sum()
            + (won * eta - softplus(eta)).sum()
        )

    return logp
