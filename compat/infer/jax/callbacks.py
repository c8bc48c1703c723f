"""A LogDensity whose Python functions call JAX, for nutpie on a machine without a C compiler.

Processor time of `pm.sample`, two chains, compilation included, in JAX (in NumPy): eight schools 4.3 s (11.9), radon
with 200 draws 5 s (12), a scan of 150 steps with 50 draws 3 s (42), a logistic regression of 10,000 rows 23 s (18). A
`theano.function` of five Ops, called 2,000 times, takes 1.3 s (0.5), so functions stay in NumPy.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...backends.c.compilers import discovery
from ...backends.jax_executables import StoredFunction
from ...backends.jax_package import import_jax, x64
from ...compilation.densities.log_density import JaxDensity, LogDensity
from ...graph.fallbacks import fall_back_from_jax


def in_place_of_c(density: LogDensity) -> LogDensity:
    """Return the density in JAX if there is no C compiler and JAX takes it; otherwise the density as it is."""
    if not discovery.jax_in_place_of_c():
        return density
    try:
        if density.has_python_callbacks:
            raise NotImplementedError("it calls Ops of your own in Python")
        return _in_jax(density)
    except Exception as error:  # JAX refuses a graph, or does not start, with errors of any type
        fall_back_from_jax("the log density runs", error)
        return density


def _in_jax(density: LogDensity) -> LogDensity:
    """Return a density whose `logp_grad` and `expand` are compiled now."""
    jax = import_jax()
    with x64(jax):
        form = density.jax()
        data = jax.device_put(form.data)
        both, record = (function.of(density.initial, data) for function in _functions(form))
        jax.block_until_ready((both(density.initial, data), record(density.initial, data)))

    def logp_grad(x: np.ndarray) -> tuple[float, np.ndarray]:
        with x64(jax):
            value, gradient, wrong = both(x, data)
            if not wrong:
                return float(value), np.asarray(gradient)
        return density.logp_grad(x)  # raises, with the names of the model

    def expand(x: np.ndarray) -> dict[str, np.ndarray]:
        with x64(jax):
            values, wrong = record(x, data)
            if not wrong:
                return {name: np.asarray(value) for name, value in values.items()}
        return dict(density.expand(x))

    return LogDensity(
        parts=density.parts,
        initial=density.initial,
        logp_grad=logp_grad,
        expanded=density.expanded,
        expand=expand,
    )


def _functions(form: JaxDensity) -> tuple[StoredFunction, StoredFunction]:
    """Return (x, data) -> (log density, gradient, whether NumPy raises), and the same with the recorded values."""
    if "callbacks" not in form.programs:
        jax = import_jax()

        def wrong(x: Any, data: Any) -> Any:
            return False if form.wrong is None else form.wrong(x, data)

        def both(x: Any, data: Any) -> Any:
            return *jax.value_and_grad(form.logp)(x, data), wrong(x, data)

        def record(x: Any, data: Any) -> Any:
            return form.expand(x, data), wrong(x, data)

        keys = [None if form.key is None else f"{form.key} {name}" for name in ("both", "record")]
        form.programs["callbacks"] = StoredFunction(both, keys[0]), StoredFunction(record, keys[1])
    found: tuple[StoredFunction, StoredFunction] = form.programs["callbacks"]
    return found
