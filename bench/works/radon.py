"""Radon, varying intercepts and slopes, non-centred: 919 observations, 85 counties, 175 free values."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

NAME = "radon"
ORDER = ("mu_a", "sigma_a_log__", "mu_b", "sigma_b_log__", "a_offset", "b_offset", "sigma_y_log__")
SIZES = (1, 1, 1, 1, 85, 85, 1)
_FILE = Path(__file__).parents[2] / "fixtures" / "legacy_models" / "radon" / "data" / "radon.csv"


@lru_cache(maxsize=1)
def columns() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """County number, floor, log radon of each house."""
    with _FILE.open() as file:
        rows = list(csv.DictReader(file))
    return (np.array([int(r["county_code"]) for r in rows]), np.array([float(r["floor"]) for r in rows]),
            np.array([float(r["log_radon"]) for r in rows]))


def data() -> tuple[list[np.ndarray], list[int]]:
    county, floor, radon = columns()
    return [radon, floor, county.astype(np.int64)], [len(radon), 85]


def _model(pm: Any, sd: str) -> Any:
    county, floor, radon = columns()
    with pm.Model() as model:
        mu_a = pm.Normal("mu_a", mu=0.0, **{sd: 10.0})
        sigma_a = pm.HalfNormal("sigma_a", **{sd: 1.0})
        mu_b = pm.Normal("mu_b", mu=0.0, **{sd: 10.0})
        sigma_b = pm.HalfNormal("sigma_b", **{sd: 1.0})
        a_offset = pm.Normal("a_offset", mu=0, **{sd: 1}, shape=85)
        b_offset = pm.Normal("b_offset", mu=0, **{sd: 1}, shape=85)
        a = mu_a + sigma_a * a_offset
        b = mu_b + sigma_b * b_offset
        sigma_y = pm.HalfCauchy("sigma_y", beta=5)
        pm.Normal("y", mu=a[county] + b[county] * floor, **{sd: sigma_y}, observed=radon)
    return model


def legacy(pm: Any) -> Any:
    return _model(pm, "sd")


def present(pm: Any) -> Any:
    return _model(pm, "sigma")


def numpyro() -> Any:
    return None
