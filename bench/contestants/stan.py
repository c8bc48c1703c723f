"""Stan: the .stan file of a model, compiled at --O1, -O3 -march=native, called through the pointer."""

from __future__ import annotations

import ctypes
import json
import tempfile
import time
from pathlib import Path

import numpy as np

from bench import stan_kit, timing, workload
from bench.contestants.serve import Prepared, main


def prepare(name: str, sizes: dict[str, int]) -> Prepared:
    work, root = workload.load(name), stan_kit.folder()
    if root is None:
        raise RuntimeError("Stan is not there: its compiler comes with the wheel of httpstan.")
    data = work.data(sizes)
    start = time.perf_counter()
    path = stan_kit.library(root, timing.WORKS / f"{name}.stan", Path(stan_kit.__file__).with_name("stan_shim.cpp"))
    seconds = time.perf_counter() - start
    library = ctypes.CDLL(str(path))
    given = Path(tempfile.mkdtemp(prefix="bench-")) / "data.json"
    given.write_text(json.dumps({k: np.asarray(v).tolist() for k, v in work.stan(data).items()}))
    dimension = library.prepare(str(given).encode())
    own = getattr(work, "STAN_HAS_OWN_X", False)
    x = 0.3 * np.random.default_rng(7).normal(size=dimension) if own else workload.point(work, data)
    values = {}
    if not own:
        library.whole.argtypes = [ctypes.c_size_t] + [ctypes.c_void_p] * 4
        value, gradient = ctypes.c_double(), np.empty_like(x)
        if library.whole(len(x), x.ctypes.data, gradient.ctypes.data, ctypes.addressof(value), None):
            raise ArithmeticError(f"{name}.stan has no value at the point of the bench.")
        values = {"value": np.array(value.value), "gradient": gradient}
    address = ctypes.cast(library.logp, ctypes.c_void_p).value or 0
    return Prepared(
        {"compile_s": seconds},
        values,
        {"pointer": lambda seconds: timing.through_pointer(address, 0, x, seconds)},
        [library],
    )


if __name__ == "__main__":
    main(prepare)
