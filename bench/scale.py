"""`python -m bench.scale [FITS]`: many fits of a model with 3 parameters and 30 rows, beside a loop of pm.sample.

Each line is a process of its own. Prints the table of docs/scale.md. `python -m bench.scale draws [GIGABYTES]`: a chain
that is kept in a folder, and the memory it takes; the folder, in the present one, is removed. `python -m bench.scale
samplers`: effective draws a second of nutpie, and of PyMC3's NUTS, which draws where there is a checkpoint.
"""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

import numpy as np

import compat as theano
import compat.pymc3 as pm
from theano_common.statistics import ess_bulk, per_scalar

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
        assert not (found.failure.values != "").any()  # NumPy 1 has no any() of strings
        grown = most_resident() - before
        print(
            f"| {setting}{', checkpoint' if kept else ''} | {fits:,} | {seconds:.1f} | {1e3 * processor / fits:.2f} | "
            f"{grown:.0f} | {found.nbytes / 2**20:.0f} |"
        )


class Resident:
    """The most memory of each kind that was resident within a `with`, in MiB, looked at every 20 milliseconds.

    `anonymous` is the process's own; `file` is of mapped files, which the system takes back when it needs memory.
    """

    KINDS = {"RssAnon": "anonymous", "RssFile": "file"}

    def __enter__(self) -> Resident:
        self.anonymous = self.file = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def _look(self) -> None:
        while not self._ended.wait(0.02):
            for line in Path("/proc/self/status").read_text().splitlines():
                kind = self.KINDS.get(line.partition(":")[0])
                if kind is not None:
                    setattr(self, kind, max(getattr(self, kind), int(line.split()[1]) / 1024))

    def __exit__(self, *exception: object) -> None:
        self._ended.set()
        self._thread.join()


WIDE = 1_000_000  # numbers of a draw


def kept_draws(gigabytes: float) -> None:
    """Draw a chain of so many gigabytes into a folder, and read all of it."""
    draws = max(100, round(gigabytes * 1e9 / (8 * WIDE)))
    with pm.Model():
        x = pm.Normal("x")
        pm.Deterministic("field", x * np.ones(WIDE))
        with tempfile.TemporaryDirectory(dir=".") as folder, Resident() as most:
            began, processor = time.perf_counter(), time.process_time()
            given = {"chains": 1, "tune": 20, "random_seed": 1, "progressbar": False, "return_inferencedata": False}
            trace = pm.sample(draws, checkpoint=f"{folder}/run", **given)
            seconds, processor = time.perf_counter() - began, time.process_time() - processor
            [field] = trace.get_values("field", combine=False, squeeze=False)  # chains together would be a copy
            sums = [float(field[k : k + 10].sum()) for k in range(0, draws, 10)]
            assert np.isclose(sum(sums), WIDE * trace["x"].sum())
            written = sum(one.stat().st_blocks * 512 for one in Path(folder).rglob("*") if one.is_file())
    print(
        f"| {draws:,} draws | {field.nbytes / 1e9:.1f} | {written / 1e9:.1f} | {seconds:.0f} | {processor:.0f} | "
        f"{most.anonymous:.0f} | {most.file:.0f} |"
    )


# of the fixtures whose variables are all continuous, as their scripts made them
COMPARED = (
    "bioassay",
    "bradley_terry",
    "eight_schools",
    "glm_formula",
    "gp_marginal",
    "hierarchical_logistic",
    "item_response",
    "lkj",
    "ordered_regression",
    "radon",
    "robust_regression",
    "stochastic_volatility",
)


def compared() -> None:
    """Print a line for each model: the fewest effective draws of a number, for each second of processor time."""
    from tools.fixture_table.fixtures import model_of

    logging.disable(logging.ERROR)
    warnings.simplefilter("ignore")
    print("| model | numbers | nutpie | PyMC3's NUTS | ratio |")
    print("|---|---:|---:|---:|---:|")
    for name in COMPARED:
        with model_of(name) as model:
            rates = [_rate(sampler) for sampler in ("nutpie", "pymc3")]
        print(
            f"| {name} | {model.ndim} | {_short(rates[0])} | {_short(rates[1])} | {rates[1] / rates[0]:.2f} |",
            flush=True,
        )


def _short(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"


def _rate(sampler: str) -> float:
    given = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False, "cores": 1}
    pm.sample(10, tune=10, chains=1, nuts_sampler=sampler, **given)  # compiled
    processor = time.process_time()
    trace = pm.sample(1000, tune=1000, chains=4, nuts_sampler=sampler, random_seed=1, **given)
    processor = time.process_time() - processor
    stacked = [np.stack(trace.get_values(v.name, combine=False)) for v in pm.modelcontext(None).free_RVs]
    return min(per_scalar(ess_bulk, one).min() for one in stacked) / processor


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
    if arguments[:1] == ["draws"]:
        print(
            "| a chain | GB of draws | GB on disk | seconds | processor, s | own memory, MiB | of mapped files, MiB |"
        )
        print("|---|---:|---:|---:|---:|---:|---:|")
        kept_draws(float(arguments[1]) if len(arguments) > 1 else 20)
        return
    if arguments[:1] == ["samplers"]:
        compared()
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
