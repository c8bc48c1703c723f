"""One RMSProp step of a small convolutional network: 20 pictures of 12 x 12, filters 4 x 3 x 3 and 6 x 4 x 2 x 2."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"batch": 20}
WITHOUT = ("pymc",)  # PyTensor has no pool_2d
STATE = ("W0", "b0", "W1", "b1", "W", "b")


def data(sizes: Sizes) -> Data:
    rng, batch = np.random.default_rng(23455), sizes["batch"]
    return {
        "x": rng.normal(0, 0.5, size=(batch, 1, 12, 12)),
        "y": rng.integers(2, size=batch).astype(np.int32),
        "W0": rng.uniform(-0.5, 0.5, size=(4, 1, 3, 3)),
        "b0": np.zeros(4),
        "W1": rng.uniform(-0.4, 0.4, size=(6, 4, 2, 2)),
        "b1": np.zeros(6),
        "W": rng.normal(0, 0.1, size=(24, 2)),
        "b": np.zeros(2),
    }


def legacy(theano: Any, T: Any, d: Data) -> Any:
    from theano.tensor.nnet import conv2d
    from theano.tensor.signal import pool

    x, y, batch = T.dtensor4("x"), T.ivector("y"), len(d["x"])
    W0, b0, W1, b1, W, b = weights = [theano.shared(d[k], name=k) for k in STATE]

    def layer(value: Any, W: Any, b: Any, shape: Any) -> Any:
        out = conv2d(input=value, filters=W, filter_shape=W.get_value().shape, input_shape=shape)
        return T.tanh(pool.pool_2d(input=out, ws=(2, 2), ignore_border=True) + b.dimshuffle("x", 0, "x", "x"))

    flat = layer(layer(x, W0, b0, (batch, 1, 12, 12)), W1, b1, (batch, 4, 5, 5)).flatten(2)
    p = T.nnet.softmax(T.dot(flat, W) + b)
    cost = -T.mean(T.log(p)[T.arange(y.shape[0]), y])
    updates, state = [], {}
    for w, g in zip(weights, T.grad(cost, weights)):  # noqa: B905  (legacy Python has no `strict`)
        kept = theano.shared(w.get_value() * 0)
        new = 0.9 * kept + 0.1 * g**2
        updates += [(kept, new), (w, w - 0.01 * g / T.sqrt(new + 1e-6))]
        state.update({w.name: w, f"{w.name} kept": kept})
    return theano.function([x, y], [cost], updates=updates), (d["x"], d["y"]), ("cost",), state


def by_jax(d: Data) -> Any:
    import jax
    import jax.numpy as jnp
    from jax import lax

    def layer(value: Any, W: Any, b: Any) -> Any:
        out = lax.conv(value, W[:, :, ::-1, ::-1], (1, 1), "VALID")
        out = lax.reduce_window(out, -jnp.inf, lax.max, (1, 1, 2, 2), (1, 1, 2, 2), "VALID")
        return jnp.tanh(out + b[:, None, None])

    def cost(s: Any, x: Any, y: Any) -> Any:
        flat = layer(layer(x, s["W0"], s["b0"]), s["W1"], s["b1"]).reshape(len(y), -1)
        return -jax.nn.log_softmax(flat @ s["W"] + s["b"])[jnp.arange(len(y)), y].mean()

    def step(state: Any, x: Any, y: Any) -> Any:
        value, g = jax.value_and_grad(cost)({k: state[k] for k in STATE}, x, y)
        kept = {k: 0.9 * state[f"{k} kept"] + 0.1 * g[k] ** 2 for k in STATE}
        new = {k: state[k] - 0.01 * g[k] / jnp.sqrt(kept[k] + 1e-6) for k in STATE}
        return {"cost": value}, {**new, **{f"{k} kept": kept[k] for k in STATE}}

    return step, (d["x"], d["y"]), {k: v for n in STATE for k, v in ((n, d[n]), (f"{n} kept", d[n] * 0))}


def hand(d: Data) -> Any:
    outputs = {"cost": np.zeros(()), **{k: d[k].copy() for k in STATE}, **{f"{k} kept": d[k] * 0 for k in STATE}}
    return [d["x"], d["y"].astype(np.int64)], outputs, [len(d["x"])], {}
