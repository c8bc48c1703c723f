"""One step of stochastic gradient descent of a perceptron with one hidden layer: 128 x 784-500-10."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes, softmax_of

NAMED: Sizes = {"rows": 128, "columns": 784, "hidden": 500, "classes": 10}
RATE = 0.01


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(5)
    rows, columns, hidden, classes = (sizes[k] for k in NAMED)
    return {
        "x": rng.random((rows, columns)),
        "y": rng.integers(classes, size=rows).astype(np.int32),
        "W1": rng.normal(0, 0.03, size=(columns, hidden)),
        "b1": np.zeros(hidden),
        "W2": rng.normal(0, 0.03, size=(hidden, classes)),
        "b2": np.zeros(classes),
    }


STATE = ("W1", "b1", "W2", "b2")


def legacy(theano: Any, T: Any, d: Data) -> Any:
    x, y = T.dmatrix("x"), T.ivector("y")
    W1, b1, W2, b2 = weights = [theano.shared(d[k], name=k) for k in STATE]
    p = softmax_of(T)(T.dot(T.tanh(T.dot(x, W1) + b1), W2) + b2)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    updates = [(w, w - RATE * g) for w, g in zip(weights, T.grad(cost, weights))]  # noqa: B905  (legacy Python has no `strict`)
    return theano.function([x, y], [cost], updates=updates), (d["x"], d["y"]), ("cost",), {w.name: w for w in weights}


def by_jax(d: Data) -> Any:
    import jax
    import jax.numpy as jnp

    def cost(s: Any, x: Any, y: Any) -> Any:
        hidden = jnp.tanh(x @ s["W1"] + s["b1"])
        return -jax.nn.log_softmax(hidden @ s["W2"] + s["b2"])[jnp.arange(len(y)), y].mean()

    def step(state: Any, x: Any, y: Any) -> Any:
        value, g = jax.value_and_grad(cost)(state, x, y)
        return {"cost": value}, {k: state[k] - RATE * g[k] for k in state}

    return step, (d["x"], d["y"]), {k: d[k] for k in STATE}


def hand(d: Data) -> Any:
    from bench.blas import dgemm

    rows, columns = d["x"].shape
    return (
        [d["x"], d["y"].astype(np.int64)],
        {"cost": np.zeros(()), **{k: d[k].copy() for k in STATE}},
        [dgemm(), rows, columns],
        {"H": len(d["b1"]), "C": len(d["b2"])},
    )
