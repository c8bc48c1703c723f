"""This project: the legacy code of the workload, compiled to C."""

from __future__ import annotations

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

    from compat.pymc3_api.density import log_density

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
            entry.logp_address, entry.user_data_address, x, seconds)
    return Prepared({**facts, "dimension": density.dimension},
                    {"value": np.array(value), "gradient": np.asarray(gradient)[places]}, measures, [density, entry])


if __name__ == "__main__":
    main(prepare)
