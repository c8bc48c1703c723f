"""Times of single nodes, for profiles: a Program run node by node by NumPy."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.backends.array import Walk
from compat.compilation.profile import ProfileStats
from compat.graph.located import located


def timed(executable: Any, profile: ProfileStats) -> None:
    """Let `executable` tell `profile` what each node takes, where it runs in the Python backend."""
    main = executable.bound.main
    profile.backend, profile.nb_nodes = executable.backend, len(main.nodes)
    profile.apply_cimpl = {node: executable.backend == "c" for node in main.nodes}
    if executable.backend != "python" or not profile.flag_time_thunks:
        return
    walker = Walk(main, in_numpy=True)

    def run(values: Sequence[Any]) -> list[Any]:
        environment = {**walker.constants, **dict(zip(walker.inputs, values, strict=True))}
        for node, compute, read, written, dead in walker.steps:
            inputs = [environment[k] for k in read]
            began = time.perf_counter()
            try:
                outputs = compute(None, inputs)
            except Exception as error:
                raise located(error, node, inputs) from error.__cause__
            profile.node_took(node, time.perf_counter() - began)
            environment.update(zip(written, outputs, strict=True))
            for k in dead:
                del environment[k]
        return [np.asarray(environment[k], dtype=v.type.numpy_dtype) if hasattr(v.type, "numpy_dtype")
                else environment[k] for k, v in zip(walker.outputs, main.outputs, strict=True)]
    executable.run = run
