"""Log of the sum of exponentials of each row, 2,000 x 500."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"rows": 2000, "columns": 500}


def data(sizes: Sizes) -> Data:
    return {"x": np.random.default_rng(3).normal(0, 3, size=(sizes["rows"], sizes["columns"]))}


def legacy(theano: Any, T: Any, d: Data) -> Any:
    x = T.dmatrix("x")
    top = T.max(x, axis=1, keepdims=True)
    y = T.log(T.sum(T.exp(x - top), axis=1)) + top[:, 0]
    return theano.function([x], [y]), (d["x"],), ("y",), {}


def by_jax(d: Data) -> Any:
    from jax.scipy.special import logsumexp

    def step(state: Any, x: Any) -> Any:
        return {"y": logsumexp(x, axis=1)}, state

    return step, (d["x"],), {}


def hand(d: Data) -> Any:
    return [d["x"]], {"y": np.empty(len(d["x"])), "": np.empty(len(d["x"]))}, list(d["x"].shape), {}
