"""JAX by hand: the function `by_jax` of the workload, jitted, in 64 bits on the CPU."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from bench import timing, workload
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    import jax

    work = workload.load(name)
    data = work.data(sizes)
    if workload.is_model(work):
        x = jax.numpy.asarray(workload.point(work, data))
        watch = timing.Stopwatch()
        function = jax.jit(jax.value_and_grad(work.by_jax(data)))
        value, gradient = jax.block_until_ready(function(x))
        facts = watch.facts()
        return Prepared(
            {**facts, "version": jax.__version__},
            {"value": np.array(value), "gradient": np.array(gradient)},
            {"python": lambda seconds: timing.from_python(lambda: jax.block_until_ready(function(x)), seconds)},
        )
    step, arguments, state = work.by_jax(data)
    arguments = tuple(jax.numpy.asarray(a) for a in arguments)
    state = {k: jax.numpy.array(v) for k, v in state.items()}  # copies: they are given away
    watch = timing.Stopwatch()
    jitted = jax.jit(step, donate_argnums=0)
    outputs, state = jax.block_until_ready(jitted(state, *arguments))
    facts = watch.facts()
    values = {k: np.array(v) for k, v in {**outputs, **state}.items()}
    carried: dict[str, Any] = {"state": state}

    def call() -> None:
        outputs, carried["state"] = jitted(carried["state"], *arguments)
        jax.block_until_ready(outputs)
        jax.block_until_ready(carried["state"])

    return Prepared(
        {**facts, "version": jax.__version__}, values, {"python": lambda seconds: timing.from_python(call, seconds)}
    )


if __name__ == "__main__":
    os.environ.update(JAX_PLATFORMS="cpu", JAX_ENABLE_X64="1")
    main(prepare)
