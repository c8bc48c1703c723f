"""PyMC 6 in the peers' environment: the same model code; from Python as PyMC calls it, and the address that nutpie
calls. Raw works run on its PyTensor. Both compile with Numba."""

from __future__ import annotations

import numpy as np

from bench import timing, workload
from bench.contestants import theano_work
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    work = workload.load(name)
    data = work.data(sizes)
    if not workload.is_model(work):
        import pytensor
        import pytensor.tensor

        return theano_work.prepare(work, data, pytensor, pytensor.tensor)
    import nutpie
    import pymc

    model = work.legacy(pymc, data)
    watch = timing.Stopwatch()
    function = model.logp_dlogp_function(ravel_inputs=True)
    function.set_extra_values({})
    raw = function._pytensor_function
    raw.trust_input = True
    start = model.initial_point()
    names = [v.name for v in model.continuous_value_vars]
    sizes_of = [int(np.prod(np.shape(start[n]), dtype=int)) for n in names]
    starts = dict(zip(names, np.cumsum([0, *sizes_of[:-1]]), strict=True))
    x = np.empty(sum(sizes_of))
    raw(np.concatenate([np.ravel(start[n]) for n in names]).astype(float))
    facts = watch.facts()
    places = workload.order(work, data, {k: int(v) for k, v in starts.items()})
    x[places] = workload.point(work, data)
    value, gradient = raw(x)
    measures = {"python": lambda seconds: timing.from_python(lambda: raw(x), seconds)}
    compiled = nutpie.compile_pymc_model(model)
    parts = dict(zip(compiled.shape_info[0], compiled.shape_info[1], strict=True))
    there = np.empty_like(x)
    there[workload.order(work, data, {k: int(v.start) for k, v in parts.items()})] = workload.point(work, data)
    user, kept = compiled.user_data, compiled.compiled_logp_func
    address = kept.address
    measures["pointer"] = lambda seconds: timing.through_pointer(address, user.ctypes.data, there, seconds)
    return Prepared(
        {**facts, "version": pymc.__version__},
        {"value": np.array(value), "gradient": np.asarray(gradient)[places]},
        measures,
        [function, compiled, kept, user],
    )


if __name__ == "__main__":
    main(prepare)
