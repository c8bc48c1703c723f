"""`python -m bench.compilers [NAME ...]`: a gradient as gcc and clang compile it, for AVX2 and for AVX-512.

For each model of `bench.works`, or those that are named, a row: microseconds of one log density with its gradient, on
one thread, the fewest of several turns. $COMPILERS names the compilers, by default gcc and clang.
"""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from typing import Any

import numpy as np

from bench import timing

COMPILERS = os.environ.get("COMPILERS", "gcc clang").split()
PROCESSORS = {"AVX2": "-march=x86-64-v3", "AVX-512": "-march=x86-64-v4"}
TURNS = 5
SECONDS = 0.1  # a turn
MODELS = (
    "eight_schools radon logistic stochastic_volatility gp_marginal mixture poisson_additive lkj hierarchical_logistic"
    " hmm_scan bradley_terry uneven_groups"
).split()


def main(names: list[str]) -> None:
    """Print the table."""
    for compiler in COMPILERS:
        if not shutil.which(compiler):
            print(f"{compiler} is not here; $COMPILERS gives other names", file=sys.stderr)
    ways = [(c, p) for p in PROCESSORS for c in COMPILERS if shutil.which(c)]
    print(f"| model | {' | '.join(f'{compiler}, {processor}' for compiler, processor in ways)} |")
    print(f"|---|{'---:|' * len(ways)}")
    for name in names or MODELS:
        processes = [_started(name, *way) for way in ways]
        turns = [[_turn(process) for process in processes] for _ in range(TURNS)]
        fewest = [min(found) for found in zip(*turns, strict=True)]
        print(f"| {name} | {' | '.join(f'{one:.3g}' for one in fewest)} |", flush=True)
        for process in processes:
            process.communicate()


def _started(name: str, compiler: str, processor: str) -> Any:
    settings = {"CC": compiler, "COMPAT_CFLAGS": PROCESSORS[processor], "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", "-m", "bench.compilers", "--one", name]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, env=os.environ | settings, **pipes)


def _turn(process: Any) -> float:
    if process.poll() is None:
        process.stdin.write("\n")
        process.stdin.flush()
    return float(process.stdout.readline() or "nan")  # nothing: it ended, and has said why


def one(name: str) -> None:
    """Print the time of a gradient for each line that comes in."""
    import compat

    compat.install(environment=False)
    import pymc3

    from theano_compat.models.modelling.density import log_density

    module = importlib.import_module(f"bench.works.{name}")
    density = log_density(module.legacy(pymc3, module.data(module.NAMED)))
    compiled = density.c()
    assert compiled is not None
    x = density.initial + 0.05 * np.random.default_rng(0).normal(size=len(density.initial))
    for _ in sys.stdin:
        print(timing.through_pointer(compiled.logp_address, compiled.user_data_address, x, SECONDS), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        main(sys.argv[1:])
