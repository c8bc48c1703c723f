"""`python -m tests.fidelity.resume_program CASE FOLDER OUT [WRITE]`: a run that is kept in FOLDER, its numbers in OUT.

WRITE: the process kills itself within its write of that number, when half of the file is there.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import compat as theano
import compat.pymc3 as pm
from theano_compat.infer.chains import processes
from theano_compat.infer.keeping import checkpoint

EVERY = 0.05  # seconds between two writes, in place of 0.8
Y = np.random.default_rng(1).normal(0.4, 1.3, 40)


def continuous() -> Any:
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 2, shape=40)
        sigma = pm.HalfNormal("sigma", 1)
        pm.Normal("y", mu, sigma + 0.5, observed=Y)
    return model


def discrete() -> Any:
    with pm.Model() as model:
        k = pm.Poisson("k", 3, shape=5)
        c = pm.Categorical("c", np.array([0.2, 0.3, 0.5]), shape=4)
        pm.Normal("y", k.sum() * 0.1 + c.sum(), pm.HalfNormal("sigma", 1), observed=Y)
    return model


@dataclass(frozen=True)
class Case:
    """A run that takes some seconds."""

    model: Callable[[], Any]
    run: Callable[..., Mapping[str, np.ndarray]]
    options: Mapping[str, Any]
    sampler: str = "pymc3"
    step: Callable[[], Any] | None = None


def sampled(case: Case, folder: Path) -> Mapping[str, np.ndarray]:
    given = {
        "tune": 500,
        "chains": 4,
        "cores": 1,
        "random_seed": 3,
        "progressbar": False,
        "compute_convergence_checks": False,
        "return_inferencedata": False,
        "discard_tuned_samples": False,
        **case.options,
    }
    if case.step is not None:
        given["step"] = case.step()
    trace = pm.sample(checkpoint=folder, **given)
    return {name: trace.get_values(name) for name in trace.varnames}


def populations(case: Case, folder: Path) -> Mapping[str, np.ndarray]:
    trace = pm.sample_smc(chains=2, random_seed=4, checkpoint=folder, **case.options)
    evidence = {"evidence": trace.report.log_marginal_likelihood}
    return {**{name: trace.get_values(name) for name in trace.varnames}, **evidence}


def fitted(case: Case, folder: Path) -> Mapping[str, np.ndarray]:
    approx = pm.fit(random_seed=3, progressbar=False, checkpoint=folder, **case.options)
    return {"losses": approx.hist, **{f"{k}": p.get_value() for k, p in enumerate(approx.params)}}


CASES = {
    "NUTS": Case(continuous, sampled, {"draws": 20_000}),
    "NUTS in processes": Case(continuous, sampled, {"draws": 20_000, "cores": 2}),
    "Slice": Case(continuous, sampled, {"draws": 20_000}, step=lambda: pm.Slice()),
    "Metropolis and Gibbs": Case(discrete, sampled, {"draws": 60_000}),
    "DEMetropolisZ": Case(continuous, sampled, {"draws": 5_000}, step=lambda: pm.DEMetropolisZ()),
    "DEMetropolis": Case(continuous, sampled, {"draws": 5_000, "chains": 45}, step=lambda: pm.DEMetropolis()),
    "SMC": Case(continuous, populations, {"draws": 4000, "n_steps": 30, "p_acc_rate": 0.999999}),
    "ADVI": Case(continuous, fitted, {"n": 400_000}),
    "SVGD": Case(continuous, fitted, {"n": 2000, "method": "svgd"}),
    "NumPyro": Case(continuous, sampled, {"draws": 4_000}, "numpyro"),
    "NumPyro, vectorized": Case(continuous, sampled, {"draws": 2_000, "chain_method": "vectorized"}, "numpyro"),
    "TFP": Case(continuous, sampled, {"draws": 2_000}, "tfp"),
}


def _die_within(number: int) -> None:
    write, written = checkpoint.write_whole, [0]

    def dying(path: Path, data: bytes, *args: Any, **options: Any) -> None:
        written[0] += 1
        if written[0] == number:
            (path.parent / f".{path.name}.half.partial").write_bytes(data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        write(path, data, *args, **options)

    checkpoint.write_whole = dying  # type: ignore[assignment]


def main(name: str, folder: str, out: str, write: str = "0") -> None:
    case = CASES[name]
    checkpoint.SECONDS = processes.SECONDS = EVERY
    _die_within(int(write))
    np.random.seed(1)  # SVGD takes its first particles from the global generator, as in PyMC3
    with theano.change_flags(sampler=case.sampler), case.model():
        print("begun", flush=True)
        found = case.run(case, Path(folder))
    np.savez(out, **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
