"""A chain of elementwise operations over 1,000,000 numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"n": 1_000_000}


def data(sizes: Sizes) -> Data:
    return {"x": np.random.default_rng(2).normal(size=sizes["n"])}


def legacy(theano: Any, T: Any, d: Data) -> Any:
    x = T.dvector("x")
    y = T.exp(-(x**2)) * T.log(1 + T.exp(x)) + T.tanh(x) / (1 + x**2)
    return theano.function([x], [y]), (d["x"],), ("y",), {}


def by_jax(d: Data) -> Any:
    import jax.numpy as jnp

    def step(state: Any, x: Any) -> Any:
        return {"y": jnp.exp(-(x**2)) * jnp.log(1 + jnp.exp(x)) + jnp.tanh(x) / (1 + x**2)}, state

    return step, (d["x"],), {}


def hand(d: Data) -> Any:
    return [d["x"]], {"y": np.empty_like(d["x"])}, [len(d["x"])], {}
