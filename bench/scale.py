"""`python -m bench.scale [FITS]`: many fits of a model with 3 parameters and 30 rows, beside a loop of pm.sample.

Each line is a process of its own. Prints the table of docs/scale.md.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
import tempfile
import time

import numpy as np

import compat as theano
import compat.pymc3 as pm

X = np.linspace(-1, 1, 30)
SETTINGS = {
    "1 chain, 500 + 500": {"chains": 1, "tune": 500, "draws": 500},
    "1 chain, 1000 + 1000": {"chains": 1, "tune": 1000, "draws": 1000},
    "2 chains, 1000 + 1000": {"chains": 2, "tune": 1000, "draws": 1000},
}
LOOPED = 200  # fits of the loop, of which each takes as long


def most_resident() -> float:
    """Return the most memory that was resident, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def data_of(number: int) -> dict[str, np.ndarray]:
    """Return the data of a fit."""
    return {"y": 1 + 2 * X + np.random.default_rng(number).normal(0, 0.5, len(X))}


def line() -> pm.Model:
    """Return the model."""
    with pm.Model() as model:
        y = pm.Data("y", data_of(0)["y"])
        a, b, sigma = pm.Normal("a", 0, 10), pm.Normal("b", 0, 10), pm.HalfNormal("sigma", 5)
        pm.Normal("obs", a + b * X, sigma, observed=y)
    return model


def mapped(fits: int, setting: str, kept: bool) -> None:
    model = line()
    theano.map_models(model, [data_of(0)], random_seed=1, progressbar=False, draws=10, tune=10)  # compiled
    before, began, processor = most_resident(), time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        found = theano.map_models(
            model,
            (data_of(k) for k in range(fits)),
            random_seed=1,
            progressbar=False,
            checkpoint=f"{folder}/fits" if kept else None,
            **SETTINGS[setting],
        )
        seconds, processor = time.perf_counter() - began, time.process_time() - processor
        assert not found.failure.values.any()
        grown = most_resident() - before
        print(
            f"| {setting}{', checkpoint' if kept else ''} | {fits:,} | {seconds:.1f} | {1e3 * processor / fits:.2f} | "
            f"{grown:.0f} | {found.nbytes / 2**20:.0f} |"
        )


def looped(setting: str, sampler: str) -> None:
    logging.disable(logging.ERROR)
    theano.config.sampler = sampler
    given = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False, "cores": 1}
    with line():
        pm.sample(random_seed=1, **given, **SETTINGS[setting])
        began, processor = time.perf_counter(), time.process_time()
        for k in range(LOOPED):
            pm.set_data(data_of(k))
            pm.sample(random_seed=k, **given, **SETTINGS[setting])
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    print(f"| {setting}, a loop, {sampler} | {LOOPED} | {seconds:.1f} | {1e3 * processor / LOOPED:.2f} | - | - |")


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["one"]:
        kind, fits, setting, which = arguments[1:]
        if kind == "loop":
            looped(setting, which)
        else:
            mapped(int(fits), setting, which == "kept")
        return
    fits = arguments[0] if arguments else "10000"
    print("| fits | number | seconds | processor, ms a fit | memory grown, MiB | draws, MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    runs = [("map", setting, "memory") for setting in SETTINGS] + [("map", "1 chain, 1000 + 1000", "kept")]
    runs += [("loop", "1 chain, 500 + 500", sampler) for sampler in ("nutpie", "pymc3")]
    for kind, setting, which in runs:
        sys.stdout.flush()
        subprocess.run([sys.executable, "-m", "bench.scale", "one", kind, fits, setting, which], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
