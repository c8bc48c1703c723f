"""A scalar recurrence of 2,000 steps with a small body, forward and gradient."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.workload import Data, Sizes

NAMED: Sizes = {"steps": 2000}
DT = 0.05


def data(sizes: Sizes) -> Data:
    return {"u": np.random.default_rng(6).normal(size=sizes["steps"]), "a": 0.7, "b": 0.3}


def legacy(theano: Any, T: Any, d: Data) -> Any:
    u, a, b = T.dvector("u"), T.dscalar("a"), T.dscalar("b")

    def step(u_t: Any, s: Any, a: Any, b: Any) -> Any:
        return s + DT * (u_t - a * s - b * s * s * s)

    states, _ = theano.scan(
        step, sequences=[u], outputs_info=[T.as_tensor_variable(np.float64(0.5))], non_sequences=[a, b]
    )
    cost = T.sum(states**2)
    gradients = T.grad(cost, [a, b])
    return theano.function([u, a, b], [cost, *gradients]), (d["u"], d["a"], d["b"]), ("cost", "ga", "gb"), {}


def by_jax(d: Data) -> Any:
    import jax
    import jax.numpy as jnp

    def cost(a: Any, b: Any, u: Any) -> Any:
        def step(s: Any, u_t: Any) -> Any:
            s = s + DT * (u_t - a * s - b * s * s * s)
            return s, s

        return jnp.sum(jax.lax.scan(step, jnp.asarray(0.5), u)[1] ** 2)

    def work(state: Any, u: Any, a: Any, b: Any) -> Any:
        value, (ga, gb) = jax.value_and_grad(cost, (0, 1))(a, b, u)
        return {"cost": value, "ga": ga, "gb": gb}, state

    return work, (d["u"], d["a"], d["b"]), {}


def hand(d: Data) -> Any:
    return ([d["u"], np.array([d["a"], d["b"]])], {k: np.zeros(()) for k in ("cost", "ga", "gb")}, [len(d["u"])], {})
