"""One workload on this project: JSON on standard output. Run as `python -m bench.contestant_ours NAME`."""

from __future__ import annotations

import ctypes
import importlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench import timing


def main(name: str) -> dict[str, Any]:
    import compat
    from compat.settings import config

    config.cache_dir = tempfile.mkdtemp(prefix="bench-cache-")  # cold
    compat.install()
    import pymc3 as pm

    from compat.pymc3_api.density import log_density

    work = importlib.import_module(f"bench.works.{name}")
    model = work.legacy(pm)
    start = time.perf_counter()
    density = log_density(model)
    rng = np.random.default_rng(1)
    x = density.initial + 0.1 * rng.normal(size=density.dimension)
    value, gradient = density.logp_grad(x)
    compile_seconds = time.perf_counter() - start
    entry = density.c()
    hand, hand_seconds = timing.compiled(Path(__file__).parent / "works" / f"{name}.c")
    arrays, numbers = work.data()
    user, kept = timing.user_of(arrays, numbers)
    permutation = hand_order(density, work)
    hand_x = x[permutation]
    hand.logp.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 4
    hand_value, hand_gradient = ctypes.c_double(), np.empty_like(x)
    hand.logp(len(x), hand_x.ctypes.data, hand_gradient.ctypes.data, ctypes.addressof(hand_value), user)
    address = ctypes.cast(hand.logp, ctypes.c_void_p).value
    assert address is not None
    result = {
        "dimension": density.dimension, "compile_s": compile_seconds,
        "python_us": timing.per_call(density.logp_grad, x),
        "pointer_us": None if entry is None else timing.through_pointer(entry.logp_address, entry.user_data_address, x),
        "hand_compile_s": hand_seconds, "hand_us": timing.through_pointer(address, user, hand_x),
        "value_difference": abs(value - hand_value.value) / abs(hand_value.value),
        "gradient_difference": float(
            np.max(np.abs(gradient[permutation] - hand_gradient)) / np.max(np.abs(hand_gradient))),
    }
    del kept
    return result


def hand_order(density: Any, work: Any) -> np.ndarray:
    """Positions in our x of the values as the hand-written C lays them out."""
    starts = {part.name: part.start for part in density.parts}
    return np.concatenate([np.arange(starts[n], starts[n] + size)
                           for n, size in zip(work.ORDER, work.SIZES, strict=True)])


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
