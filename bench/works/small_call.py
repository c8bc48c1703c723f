"""A small call: three scalars in, one out."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {}


def data(sizes: Sizes) -> Data:
    return {"a": 1.5, "b": -0.25, "c": 0.75}


def legacy(theano: Any, T: Any, d: Data) -> Any:
    a, b, c = T.dscalar("a"), T.dscalar("b"), T.dscalar("c")
    return theano.function([a, b, c], [a * b + T.tanh(c) / (1 + a**2)]), (d["a"], d["b"], d["c"]), ("value",), {}


def by_jax(d: Data) -> Any:
    import jax.numpy as jnp

    def step(state: Any, a: Any, b: Any, c: Any) -> Any:
        return {"value": a * b + jnp.tanh(c) / (1 + a**2)}, state

    return step, (d["a"], d["b"], d["c"]), {}


def hand(d: Data) -> Any:
    return [np.array([d["a"]]), np.array([d["b"]]), np.array([d["c"]])], {"value": np.zeros(())}, [], {}
