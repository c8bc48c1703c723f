"""Gradient of a recurrent network: 50 steps, batch 16, 64 hidden units, 64 inputs."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"steps": 50, "batch": 16, "hidden": 64, "inputs": 64}


def data(sizes: Sizes) -> Data:
    rng = np.random.default_rng(7)
    T, B, H, D = (sizes[k] for k in NAMED)
    return {
        "x": rng.normal(size=(T, B, D)),
        "W": rng.normal(0, 0.1, size=(D, H)),
        "U": rng.normal(0, 0.1, size=(H, H)),
        "b": np.zeros(H),
        "target": rng.normal(size=(B, H)),
    }


WEIGHTS = ("W", "U", "b")


def legacy(theano: Any, T: Any, d: Data) -> Any:
    x, target = T.dtensor3("x"), T.dmatrix("target")
    W, U, b = T.dmatrix("W"), T.dmatrix("U"), T.dvector("b")

    def step(x_t: Any, h: Any, W: Any, U: Any, b: Any) -> Any:
        return T.tanh(T.dot(x_t, W) + T.dot(h, U) + b)

    h, _ = theano.scan(step, sequences=[x], outputs_info=[T.zeros_like(target)], non_sequences=[W, U, b])
    cost = T.mean((h[-1] - target) ** 2)
    function = theano.function([x, target, W, U, b], [cost, *T.grad(cost, [W, U, b])])
    return function, tuple(d[k] for k in ("x", "target", *WEIGHTS)), ("cost", "gW", "gU", "gb"), {}


def by_jax(d: Data) -> Any:
    import jax
    import jax.numpy as jnp

    def cost(weights: Any, x: Any, target: Any) -> Any:
        W, U, b = weights
        h, _ = jax.lax.scan(lambda h, x_t: (jnp.tanh(x_t @ W + h @ U + b), None), jnp.zeros_like(target), x)
        return jnp.mean((h - target) ** 2)

    def work(state: Any, x: Any, target: Any, *weights: Any) -> Any:
        value, (gW, gU, gb) = jax.value_and_grad(cost)(weights, x, target)
        return {"cost": value, "gW": gW, "gU": gU, "gb": gb}, state

    return work, tuple(d[k] for k in ("x", "target", *WEIGHTS)), {}


def hand(d: Data) -> Any:
    from bench.blas import dgemm

    outputs = {
        "cost": np.zeros(()),
        "gW": np.empty_like(d["W"]),
        "gU": np.empty_like(d["U"]),
        "gb": np.empty_like(d["b"]),
    }
    T, B, D = d["x"].shape
    return [d[k] for k in ("x", "target", *WEIGHTS)], outputs, [dgemm(), T], {"B": B, "D": D, "H": len(d["b"])}
