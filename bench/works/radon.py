"""Radon, varying intercepts and slopes, non-centred: 919 observations, 85 counties, 175 free values."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from bench.workload import Data, Sizes, sd_of

NAMED: Sizes = {"n": 919, "counties": 85}
_FILE = Path(__file__).parents[2] / "fixtures" / "legacy_models" / "radon" / "data" / "radon.csv"


def data(sizes: Sizes) -> Data:
    """The real houses; of other sizes, houses and counties drawn from them, in the order of counties as there."""
    with _FILE.open() as file:
        rows = list(csv.DictReader(file))
    county = np.array([int(r["county_code"]) for r in rows])
    floor, radon = np.array([float(r["floor"]) for r in rows]), np.array([float(r["log_radon"]) for r in rows])
    if sizes != NAMED:
        rng = np.random.default_rng(sizes["n"])
        chosen = rng.integers(len(rows), size=sizes["n"])
        floor, radon = floor[chosen], radon[chosen]
        county = np.sort(county[chosen] * sizes["counties"] // NAMED["counties"])
    return {"county": county, "floor": floor, "radon": radon, "counties": sizes["counties"]}


def legacy(pm: Any, d: Data) -> Any:
    sd, counties, county = sd_of(pm), d["counties"], d["county"]
    with pm.Model() as model:
        mu_a = pm.Normal("mu_a", mu=0.0, **{sd: 10.0})
        sigma_a = pm.HalfNormal("sigma_a", **{sd: 1.0})
        mu_b = pm.Normal("mu_b", mu=0.0, **{sd: 10.0})
        sigma_b = pm.HalfNormal("sigma_b", **{sd: 1.0})
        a_offset = pm.Normal("a_offset", mu=0, **{sd: 1}, shape=counties)
        b_offset = pm.Normal("b_offset", mu=0, **{sd: 1}, shape=counties)
        a = mu_a + sigma_a * a_offset
        b = mu_b + sigma_b * b_offset
        sigma_y = pm.HalfCauchy("sigma_y", beta=5)
        pm.Normal("y", mu=a[county] + b[county] * d["floor"], **{sd: sigma_y}, observed=d["radon"])
    return model


def layout(d: Data) -> list[tuple[str, int]]:
    return [
        ("mu_a", 1),
        ("sigma_a_log__", 1),
        ("mu_b", 1),
        ("sigma_b_log__", 1),
        ("a_offset", d["counties"]),
        ("b_offset", d["counties"]),
        ("sigma_y_log__", 1),
    ]


def hand(d: Data) -> tuple[list[np.ndarray], list[int], Sizes]:
    return [d["radon"], d["floor"], d["county"].astype(np.int64)], [len(d["radon"])], {"C": d["counties"]}


def stan(d: Data) -> Data:
    return {
        "n": len(d["radon"]),
        "C": d["counties"],
        "county": d["county"] + 1,
        "floor_": d["floor"],
        "radon": d["radon"],
    }


def by_jax(d: Data) -> Callable[[Any], Any]:
    import jax.numpy as jnp
    from jax.scipy.stats import cauchy, norm

    C, county = d["counties"], d["county"]

    def half_normal(log_x: Any) -> Any:
        return jnp.log(2) + norm.logpdf(jnp.exp(log_x)) + log_x

    def logp(x: Any) -> Any:
        mu_a, log_a, mu_b, log_b, log_y = x[0], x[1], x[2], x[3], x[-1]
        off_a, off_b = x[4 : 4 + C], x[4 + C : 4 + 2 * C]
        a, b = mu_a + jnp.exp(log_a) * off_a, mu_b + jnp.exp(log_b) * off_b
        return (
            norm.logpdf(mu_a, 0, 10)
            + norm.logpdf(mu_b, 0, 10)
            + half_normal(log_a)
            + half_normal(log_b)
            + norm.logpdf(off_a).sum()
            + norm.logpdf(off_b).sum()
            + jnp.log(2)
            + cauchy.logpdf(jnp.exp(log_y), 0, 5)
            + log_y
            + norm.logpdf(d["radon"], a[county] + b[county] * d["floor"], jnp.exp(log_y)).sum()
        )

    return logp
