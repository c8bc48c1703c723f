"""`make fidelity SUITE=samplers`: every sampler against posteriors that are known.

Conjugate models, whose posterior has a closed form: mean to four digits, sd within its Monte Carlo error. Simulation-
based calibration (Talts, Betancourt, Simpson, Vehtari, Gelman 2018, arXiv:1804.06788): parameters drawn from the prior,
data from them, and the rank of the true value among posterior draws, which must be uniform.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_common.draws import Draws
from theano_common.saved.live_trace import draws_of
from theano_common.statistics import mcse_mean, mcse_sd

SAMPLERS = {  # name -> settings, and whether pm.sample_smc takes the place of pm.sample
    "nutpie, C": ({"sampler": "nutpie"}, False),
    "NumPyro, JAX": ({"sampler": "numpyro", "mode": "JAX"}, False),
    "TFP, JAX": ({"sampler": "tfp", "mode": "JAX"}, False),
    "the old NUTS, C": ({"sampler": "pymc3"}, False),
    "SMC, C": ({"sampler": "nutpie"}, True),
}
RANKS, BINS = 99, 10  # thinned draws among which a true value is ranked; bins of the ranks
LEAST_P = 1e-4  # of the chi-squared test, for each parameter of each sampler


@dataclass(frozen=True)
class Conjugate:
    """`build`: makes the model, in pymc3; `exact`: variable -> (mean, sd) of its posterior, scalars or arrays."""

    name: str
    build: Callable[[Any], None]
    exact: dict[str, tuple[Any, Any]]


def conjugates() -> list[Conjugate]:
    rng = np.random.default_rng(1)
    made = []

    y = rng.normal(2.0, 1.5, 4000)
    precision = 1 / 10**2 + len(y) / 1.5**2
    made.append(
        Conjugate(
            "normal mean",
            lambda pm: pm.Normal("y", pm.Normal("mu", 0, 10), 1.5, observed=y) and None,
            {"mu": (y.sum() / 1.5**2 / precision, precision**-0.5)},
        )
    )

    k, n = 6210, 9000
    a, b = 2 + k, 3 + n - k
    made.append(
        Conjugate(
            "beta and binomial",
            lambda pm: pm.Binomial("k", n, pm.Beta("p", 2, 3), observed=k) and None,
            {"p": (a / (a + b), np.sqrt(a * b / (a + b + 1)) / (a + b))},
        )
    )

    counts = rng.poisson(7.0, 2500)
    shape, rate = 2 + counts.sum(), 1 + len(counts)
    made.append(
        Conjugate(
            "gamma and Poisson",
            lambda pm: pm.Poisson("y", pm.Gamma("rate", 2, 1), observed=counts) and None,
            {"rate": (shape / rate, np.sqrt(shape) / rate)},
        )
    )

    seen = np.array([3000, 5000, 2000])
    alpha = 1.0 + seen
    mean = alpha / alpha.sum()
    made.append(
        Conjugate(
            "Dirichlet and multinomial",
            lambda pm: pm.Multinomial("y", int(seen.sum()), pm.Dirichlet("w", np.ones(3)), observed=seen) and None,
            {"w": (mean, np.sqrt(mean * (1 - mean) / (alpha.sum() + 1)))},
        )
    )

    x = np.column_stack([np.ones(3000), rng.normal(size=(3000, 2))])
    z = x @ np.array([5.0, -3.0, 4.0]) + rng.normal(size=3000)
    covariance = np.linalg.inv(x.T @ x + np.eye(3) / 100)
    made.append(
        Conjugate(
            "linear regression",
            lambda pm: pm.Normal("z", pm.math.dot(x, pm.Normal("b", 0, 10, shape=3)), 1.0, observed=z) and None,
            {"b": (covariance @ x.T @ z, np.sqrt(np.diag(covariance)))},
        )
    )
    return made


@contextmanager
def legacy(settings: dict[str, str]) -> Iterator[Any]:
    """`pymc3`, with these settings."""
    import compat
    from theano_compat.settings import config

    compat.install(environment=False)
    logger = logging.getLogger("pymc3")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with config.change_flags(**settings), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pymc3

            yield pymc3
    finally:
        logger.setLevel(level)
        compat.uninstall()


def sampled(pm: Any, smc: bool, model: Any, draws: int, tune: int, seed: int, chains: int = 4) -> Draws:
    with model:
        if smc:
            trace = pm.sample_smc(draws, chains=chains, cores=1, p_acc_rate=0.99, threshold=0.7, random_seed=seed)
        else:
            trace = pm.sample(
                draws,
                tune=tune,
                chains=chains,
                cores=1,
                random_seed=seed,
                progressbar=False,
                target_accept=0.9,
                return_inferencedata=False,
                compute_convergence_checks=False,
            )
    return draws_of(trace)


def closed_forms(name: str) -> list[tuple[str, str, float, float, bool]]:
    """(model, scalar, relative error of the mean, error of the sd in its standard errors, held) by one sampler."""
    settings, smc = SAMPLERS[name]
    found = []
    with legacy(settings) as pm:
        for case in conjugates():
            with pm.Model() as model:
                case.build(pm)
            draws = sampled(pm, smc, model, 5000, 1000, 1)
            for variable, (means, sds) in case.exact.items():
                stacked = draws.stacked(variable).reshape(len(draws.chains), len(draws), -1)
                for i, (mean, sd) in enumerate(zip(np.ravel(means), np.ravel(sds), strict=True)):
                    x = stacked[:, :, i]
                    off, spread = abs(x.mean() - mean), abs(x.std() - sd) / mcse_sd(x)
                    held = bool(off <= 4.5 * mcse_mean(x) and off <= 5e-4 * abs(mean) and spread <= 4.5)
                    found.append((case.name, f"{variable}[{i}]", off / abs(mean), float(spread), held))
    return found


PARAMETERS = ("mu", "sigma", "p")


def ranks(name: str, first: int, count: int) -> np.ndarray:
    """(count, parameters): ranks of true values among RANKS posterior draws, by one sampler."""
    settings, smc = SAMPLERS[name]
    found = []
    with legacy(settings) as pm:
        data = np.zeros(8)
        with pm.Model() as model:
            y, k = pm.Data("y_data", data), pm.Data("k_data", np.array(0))
            mu, sigma = pm.Normal("mu", 0.0, 1.0), pm.HalfNormal("sigma", 1.0)
            p = pm.Beta("p", 2.0, 2.0)
            pm.Normal("y", mu, sigma, observed=y)
            pm.Binomial("k", 10, p, observed=k)
        for number in range(first, first + count):
            rng = np.random.default_rng([7, number])
            truth = {"mu": rng.normal(), "sigma": abs(rng.normal()), "p": rng.beta(2, 2)}
            with model:
                pm.set_data(
                    {
                        "y_data": rng.normal(truth["mu"], truth["sigma"], 8),
                        "k_data": np.array(rng.binomial(10, truth["p"])),
                    }
                )
            draws = sampled(pm, smc, model, 1000, 600, number, chains=1)
            found.append([_rank(draws.concatenated(v), truth[v]) for v in PARAMETERS])
    return np.array(found)


def _rank(draws: np.ndarray, truth: float) -> int:
    at = np.linspace(0, len(draws) - 1, RANKS).astype(int)
    return int((draws[at] < truth).sum())


def uniform(found: np.ndarray) -> float:
    """p of the chi-squared test of uniform ranks (0 to RANKS), in BINS bins."""
    from scipy.stats import chisquare

    counts, _ = np.histogram(found, np.linspace(0, RANKS + 1, BINS + 1))
    return float(chisquare(counts).pvalue)


def main(simulations: int = 200, workers: int = 2) -> int:
    """Closed forms and calibration of every sampler; 1 where one does not hold."""
    wrong = []
    with ProcessPoolExecutor(workers) as pool:
        print(f"{'sampler':18}{'model':28}{'scalar':12}{'mean, relative':>16}{'sd, its errors':>16}")
        for name, found in zip(SAMPLERS, pool.map(closed_forms, SAMPLERS), strict=True):
            for model, scalar, off, spread, held in found:
                print(f"{name:18}{model:28}{scalar:12}{off:16.1e}{spread:16.1f}{'' if held else '  off'}", flush=True)
                wrong += [] if held else [f"{name}: {model}: {scalar}"]
        print(f"\n{'sampler':18}{'simulations':>12}" + "".join(f"{'p of ' + v:>12}" for v in PARAMETERS))
        for name in SAMPLERS:
            pieces = [(first, min(25, simulations - first)) for first in range(0, simulations, 25)]
            parts = pool.map(ranks, [name] * len(pieces), *zip(*pieces, strict=True))
            found_ranks = np.concatenate(list(parts))
            p = [uniform(found_ranks[:, j]) for j in range(len(PARAMETERS))]
            print(f"{name:18}{len(found_ranks):12}" + "".join(f"{one:12.3f}" for one in p), flush=True)
            wrong += [f"{name}: ranks of {v}" for v, one in zip(PARAMETERS, p, strict=True) if one < LEAST_P]
    print("\n".join(["", *wrong]) if wrong else "all hold")
    return int(bool(wrong))
