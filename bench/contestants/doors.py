"""One model through each door that users take: microseconds a call, beside the pointer that samplers take."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from bench import timing, workload

ROUNDS = 5
SECONDS = 0.06  # of one turn of one door


def doors(model: Any, x: np.ndarray) -> dict[str, tuple[str, Callable[[], Any]]]:
    """Door -> (what it takes, a call of it)."""
    vector = model.logp_dlogp_function()
    vector.set_extra_values({})
    point = vector.array_to_dict(x)
    functions = {
        "fastlogp": model.fastlogp,
        "logp": model.logp,
        "fastdlogp": model.fastdlogp(),
        "dlogp": model.dlogp(),
        "logp_nojac": model.logp_nojac,
    }
    found: dict[str, tuple[str, Callable[[], Any]]] = {"logp_dlogp_function": ("array", lambda: vector(x))}
    return found | {name: ("dict", lambda f=f: f(point)) for name, f in functions.items()}  # type: ignore[misc]


def main(name: str) -> None:
    import compat

    compat.install()
    import pymc3 as pm

    from theano_compat.models.modelling.density import log_density

    work = workload.load(name)
    data = work.data(work.NAMED)
    model = work.legacy(pm, data)
    density = log_density(model)
    places = workload.order(work, data, {part.name: part.start for part in density.parts})
    x = np.empty(density.dimension)
    x[places] = workload.point(work, data)
    density.logp_grad(x)
    entry = density.c()
    assert entry is not None
    calls = doors(model, x)
    turns: dict[str, list[float]] = {door: [] for door in ("pointer", *calls)}
    for _ in range(ROUNDS):  # in turn: the machine is not the same all the time
        turns["pointer"].append(timing.through_pointer(entry.logp_address, entry.user_data_address, x, SECONDS))
        for door, (_, call) in calls.items():
            turns[door].append(timing.from_python(call, SECONDS))
    us = {door: min(values) for door, values in turns.items()}
    takes = {door: kind for door, (kind, _) in calls.items()}
    print(json.dumps({"us": us, "takes": takes}))


if __name__ == "__main__":
    main(sys.argv[1])
