"""The real PyMC3 3.11.5 and Theano-PyMC 1.1.2, whose functions are C too; on Python 3.8."""

from __future__ import annotations

import numpy as np

from bench import timing, workload
from bench.contestants import theano_work
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    import theano
    import theano.tensor

    work = workload.load(name)
    data = work.data(sizes)
    if not workload.is_model(work):
        return theano_work.prepare(work, data, theano, theano.tensor)
    import pymc3

    model = work.legacy(pymc3, data)
    watch = timing.Stopwatch()
    function = model.logp_dlogp_function()
    function.set_extra_values({})
    start = function.dict_to_array(model.test_point)
    raw = function._theano_function
    raw(start)
    facts = watch.facts()
    places = workload.order(work, data, {part.var: part.slc.start for part in function._ordering.vmap})
    x = np.empty_like(start)
    x[places] = workload.point(work, data)
    value, gradient = raw(x)
    return Prepared(
        {**facts, "version": pymc3.__version__},
        {"value": np.array(value), "gradient": np.asarray(gradient)[places]},
        {"python": lambda seconds: timing.from_python(lambda: raw(x), seconds)},
        [function],
    )


if __name__ == "__main__":
    main(prepare)
