"""What a workload is: one module in bench/works, and its C, Stan and drawn sizes.

A model's module has
    NAMED                the sizes that the goals speak of
    data(sizes)          seeded data of any sizes
    legacy(pm, data)     the model, for PyMC3 and for PyMC 6 alike
    layout(data)         (free variable, size) in the order of x, for all that is written by hand
    hand(data)           (arrays, numbers, macros) for the C file beside it: `prepare(user)` once, then `logp`
    by_jax(data)         x -> log density, in jax.numpy
    numpyro()            where it is sampled there
A raw work's module has NAMED, data, and
    legacy(theano, T, data)  (function, arguments, names of its outputs, shared variables that it updates by name)
    hand(data)               (inputs, outputs and state by name, numbers, macros): `prepare(user)`, `work(in, out)`
    by_jax(data)             (step, arguments, state): step(state, *arguments) -> (outputs by name, state)
Outputs and state after the first call must agree.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Dict  # noqa: UP035

import numpy as np

Sizes = Dict[str, int]  # noqa: UP006  (the real library runs on Python 3.8)
Data = Dict[str, Any]  # noqa: UP006
Module = Any

FOLDER = Path(__file__).parent / "works"
MODELS = ("eight_schools", "radon", "logistic", "stochastic_volatility", "gp_marginal", "mixture", "poisson_additive")
MODELS_OF_FIXTURES = ("lkj", "hierarchical_logistic", "hmm_scan", "bradley_terry", "volatility_cumsum")
RAW = (
    "small_call",
    "elementwise_chain",
    "logsumexp_rows",
    "softmax_sgd",
    "mlp_step",
    "scalar_scan",
    "rnn_scan",
    "convnet",
)
EVERY_MODEL = (*MODELS, *MODELS_OF_FIXTURES)
ALL = (*EVERY_MODEL, *RAW)
SMALL_BODIES = ("scalar_scan",)  # scans whose steps are cheap


def load(name: str) -> Any:
    return importlib.import_module(f"bench.works.{name}")


def is_model(work: Module) -> bool:
    return hasattr(work, "layout")


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
    return np.concatenate(
        [
            np.arange(size) + (starts[name] if name in starts else starts[renamed[name]])
            for name, size in work.layout(data)
        ]
    )


def loops_of(pm: Any) -> tuple[Any, Any]:
    """(the library under `pm`, its tensor module): Theano, ours or PyTensor."""
    name = "theano" if is_legacy(pm) else "pytensor"
    library = importlib.import_module(name)
    return library, importlib.import_module(f"{name}.tensor")


def log_density_of(pm: Any, distribution: Any, value: Any) -> Any:
    """Elementwise log density, as both libraries spell it."""
    return distribution.logp(value) if is_legacy(pm) else pm.logp(distribution, value)


def softmax_of(tensor: Any) -> Any:
    """Softmax over rows, as Theano and PyTensor spell it."""
    return tensor.nnet.softmax if hasattr(tensor, "nnet") else lambda x: tensor.special.softmax(x, axis=1)
