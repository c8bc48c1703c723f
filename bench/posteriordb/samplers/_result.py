"""What a sampling process hands back: a line of JSON, and the draws in a file."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping

import numpy as np

CHAINS, TUNE, DRAWS, CORES = 4, 1000, 1000, 2
OTHER_SEED = "BENCH_OTHER_SEED"  # an environment variable: by how much the seed is another
SEED = 20261125 + int(os.environ.get(OTHER_SEED, "0"))
STARTED = "BENCH_STARTED"  # an environment variable: when the process was started, seconds since 1970


def seconds_so_far() -> float:
    """Return the seconds since the process was started, by the wall's clock."""
    return time.time() - float(os.environ[STARTED])


def hand_back(
    target: str,
    draws: Mapping[str, np.ndarray],
    *,
    sampling: float,
    tuning: float | None,
    drawing: float,
    divergences: int,
) -> None:
    """Write draws, name -> (chains, draws, ...), and print the rest.

    sampling: seconds of the whole sampling; tuning, drawing: how many gradients each phase took, over all chains
    (tuning None: not known). What passed before the sampling, compiling included, is "ready_s".
    """
    total = seconds_so_far()
    np.savez(target, **draws)  # type: ignore[arg-type]
    found = {"ready_s": total - sampling, "sampling_s": sampling, "tuning": tuning, "drawing": drawing}
    print(json.dumps({**found, "divergences": divergences}))
    sys.stdout.flush()
