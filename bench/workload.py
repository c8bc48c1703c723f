"""What a workload is: one module in bench/works, and its C, Stan and drawn sizes.

A model's module has
    NAMED                the sizes that the goals speak of
    data(sizes)          seeded data of any sizes
    legacy(pm, data)     the model, for PyMC3 and for PyMC 6 alike
    layout(data)         (free variable, size) in the order of x, for all that is written by hand
    hand(data)           (arrays, numbers, macros) for the C file beside it: `prepare(user)` once, then `logp`
    by_jax(data)         x -> log density, in jax.numpy
    numpyro()            where it is sampled there
A raw work's module has, in the place of layout, legacy, hand and by_jax, those that `raw.py` describes.
"""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

Sizes = dict[str, int]
Data = dict[str, Any]

MODELS = ("eight_schools", "radon", "logistic", "stochastic_volatility", "gp_marginal", "mixture", "poisson_additive")


def load(name: str) -> Any:
    return importlib.import_module(f"bench.works.{name}")


def is_legacy(pm: Any) -> bool:
    """Whether `pm` is PyMC3 (the real one or ours), not its successor."""
    return pm.__name__ != "pymc"


def sd_of(pm: Any) -> str:
    """How the standard deviation is spelled."""
    return "sd" if is_legacy(pm) else "sigma"


def point(work: Any, data: Data) -> np.ndarray:
    """Where a model is evaluated: x in the order of `layout`."""
    size = sum(n for _, n in work.layout(data))
    return 0.3 * np.random.default_rng(7).normal(size=size)


def order(work: Any, data: Data, starts: dict[str, int]) -> np.ndarray:
    """Positions, in an x whose variables start at `starts`, of the values of `layout`'s x.

    A variable may have the name that RENAMED gives it there.
    """
    renamed = getattr(work, "RENAMED", {})
    return np.concatenate([np.arange(size) + (starts[name] if name in starts else starts[renamed[name]])
                           for name, size in work.layout(data)])
