"""This project: the legacy code of the workload, compiled to C."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench import timing, workload
from bench.contestants import theano_work
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    import compat

    compat.install()
    work = workload.load(name)
    data = work.data(sizes)
    if not workload.is_model(work):
        import theano

        return theano_work.prepare(work, data, theano, theano.tensor)
    import pymc3 as pm

    from theano_compat.models.modelling.density import log_density

    model = work.legacy(pm, data)
    watch = timing.Stopwatch()
    density = log_density(model)
    density.logp_grad(density.initial)
    facts = watch.facts()
    places = workload.order(work, data, {part.name: part.start for part in density.parts})
    x = np.empty(density.dimension)
    x[places] = workload.point(work, data)
    value, gradient = density.logp_grad(x)
    measures = {"python": lambda seconds: timing.from_python(lambda: density.logp_grad(x), seconds)}
    entry = density.c()
    if entry is not None:
        measures["pointer"] = lambda seconds: timing.through_pointer(
            entry.logp_address, entry.user_data_address, x, seconds
        )
        measures["call"] = lambda seconds: _call_alone(density.logp_grad, x, seconds)
    return Prepared(
        {**facts, "dimension": density.dimension},
        {"value": np.array(value), "gradient": np.asarray(gradient)[places]},
        measures,
        [density, entry],
    )


def _call_alone(logp_grad: Any, x: np.ndarray, seconds: float) -> float:
    """Microseconds of a call from Python, shared data looked up and all, of an empty function for the compiled one.

    The difference of two times of a large function would tell where its arrays happen to lie.
    """
    from theano_compat.backends.c import _call

    density, nothing = logp_grad.__self__, timing.nothing()
    usual = density._fast
    density._fast = density._through_extension(lambda address, user, x, n: _call.logp_grad(nothing, user, x, n))
    try:
        return timing.from_python(lambda: density.logp_grad(x), seconds)
    finally:
        density._fast = usual


if __name__ == "__main__":
    main(prepare)
