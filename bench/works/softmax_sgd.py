"""One step of stochastic gradient descent of a logistic regression: 600 x 784, 10 classes."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes, softmax_of

NAMED: Sizes = {"rows": 600, "columns": 784, "classes": 10}
RATE = 0.01


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(4)
    return {
        "x": rng.random((sizes["rows"], sizes["columns"])),
        "y": rng.integers(sizes["classes"], size=sizes["rows"]).astype(np.int32),
        "W": rng.normal(0, 0.01, size=(sizes["columns"], sizes["classes"])),
        "b": np.zeros(sizes["classes"]),
    }


def legacy(theano: Any, T: Any, d: Data) -> Any:
    x, y = T.dmatrix("x"), T.ivector("y")
    W, b = theano.shared(d["W"], name="W"), theano.shared(d["b"], name="b")
    p = softmax_of(T)(T.dot(x, W) + b)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    gW, gb = T.grad(cost, [W, b])
    step = theano.function([x, y], [cost], updates=[(W, W - RATE * gW), (b, b - RATE * gb)])
    return step, (d["x"], d["y"]), ("cost",), {"W": W, "b": b}


def by_jax(d: Data) -> Any:
    import jax
    import jax.numpy as jnp

    def cost(state: Any, x: Any, y: Any) -> Any:
        return -jax.nn.log_softmax(x @ state["W"] + state["b"])[jnp.arange(len(y)), y].mean()

    def step(state: Any, x: Any, y: Any) -> Any:
        value, g = jax.value_and_grad(cost)(state, x, y)
        return {"cost": value}, {k: state[k] - RATE * g[k] for k in state}

    return step, (d["x"], d["y"]), {"W": d["W"], "b": d["b"]}


def hand(d: Data) -> Any:
    from bench.blas import dgemm

    rows, columns = d["x"].shape
    return (
        [d["x"], d["y"].astype(np.int64)],
        {"cost": np.zeros(()), "W": d["W"].copy(), "b": d["b"].copy()},
        [dgemm(), rows, columns],
        {"C": len(d["b"])},
    )
