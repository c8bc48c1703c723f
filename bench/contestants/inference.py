"""One inference by one library: seconds of later runs, or from the model to the answer; for ours, PyMC3 and PyMC 6.

    python -m bench.contestants.inference WORK          one line of JSON: {"s": [seconds, ...], "version": ...}

It runs on Python 3.8 (the real PyMC3) too. Seconds are those of the process's processor, with one core.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from typing import Any, Callable, Dict, List, Tuple  # noqa: UP035

import numpy as np

from bench import workload
from bench.workload import is_legacy, sd_of

OURS = bool(os.environ.get("BENCH_OURS"))
ROUNDS = 3
Run = Callable[[int], Any]  # seed -> what it makes
Work = Callable[[Any], Any]  # pm -> a Run; None where the library has no such method
QUIET = {"progressbar": False}
DISASTERS = np.array(
    [
        4,
        5,
        4,
        0,
        1,
        4,
        3,
        4,
        0,
        6,
        3,
        3,
        4,
        0,
        2,
        6,
        3,
        3,
        5,
        4,
        5,
        3,
        1,
        4,
        4,
        1,
        5,
        5,
        3,
        4,
        2,
        5,
        2,
        2,
        3,
        4,
        2,
        1,
        3,
        2,
        2,
        1,
        1,
        1,
        1,
        3,
        0,
        0,
        1,
        0,
        1,
        1,
        0,
        0,
        3,
        1,
        0,
        3,
        2,
        2,
        0,
        1,
        1,
        1,
        0,
        1,
        0,
        1,
        0,
        0,
        0,
        2,
        1,
        0,
        0,
        0,
        1,
        1,
        0,
        2,
        3,
        3,
        1,
        1,
        2,
        1,
        1,
        1,
        1,
        2,
        4,
        2,
        0,
        0,
        1,
        4,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        1,
        0,
        0,
        1,
        0,
        1,
    ]
)


def one_chain(pm: Any) -> Dict[str, Any]:  # noqa: UP006
    given = {"chains": 1, "cores": 1, "compute_convergence_checks": False, **QUIET}
    return given if not is_legacy(pm) else {**given, "return_inferencedata": False}


def of_bench(name: str, **sizes: int) -> Callable[[Any], Any]:
    work = workload.load(name)
    return lambda pm: work.legacy(pm, work.data({**work.NAMED, **sizes}))


def change_point(pm: Any) -> Any:
    years = np.arange(1851, 1851 + len(DISASTERS))
    with pm.Model() as model:
        switchpoint = pm.DiscreteUniform("switchpoint", lower=years.min(), upper=years.max())
        early = pm.Exponential("early_rate", 1.0)
        late = pm.Exponential("late_rate", 1.0)
        rate = pm.math.switch(switchpoint >= years, early, late)
        pm.Poisson("disasters", rate, observed=DISASTERS)
    return model


def indicators(pm: Any) -> Any:
    rng = np.random.default_rng(3)
    y = rng.normal(3.0 * rng.integers(3, size=100), 0.7)
    with pm.Model() as model:
        mu = pm.Normal("mu", mu=0.0, **{sd_of(pm): 10.0}, shape=3)
        z = pm.Categorical("z", p=np.ones(3) / 3, shape=len(y))
        pm.Normal("y", mu=mu[z], **{sd_of(pm): 0.7}, observed=y)
    return model


def latent_process(pm: Any) -> Tuple[Any, np.ndarray]:  # noqa: UP006
    x = np.linspace(0, 1, 40)
    covariance = np.exp(-0.5 * ((x[:, None] - x) / 0.2) ** 2) + 1e-6 * np.eye(len(x))
    counts = np.random.default_rng(4).poisson(np.exp(1 + np.sin(6 * x)))
    with pm.Model() as model:
        f = pm.MvNormal("f", mu=np.zeros(len(x)), cov=covariance, shape=len(x))
        pm.Poisson("y", pm.math.exp(f), observed=counts)
    return model, covariance


def sampled(build: Callable[[Any], Any], step: Callable[[Any, Any], Any], draws: int, tune: int, **given: Any) -> Work:
    """pm.sample with the step methods that `step` makes."""

    def work(pm: Any) -> Run:
        model = build(pm)

        def run(seed: int) -> Any:
            with model:
                return pm.sample(draws, tune=tune, step=step(pm, model), random_seed=seed, **{**one_chain(pm), **given})

        return run

    return work


def variable(model: Any, name: str) -> Any:
    return model[name]


def gibbs(pm: Any, model: Any) -> Any:
    return [pm.CategoricalGibbsMetropolis([variable(model, "z")]), pm.Metropolis([variable(model, "mu")])]


def elliptical(pm: Any) -> Run | None:
    if not hasattr(pm, "EllipticalSlice"):
        return None
    model, covariance = latent_process(pm)

    def run(seed: int) -> Any:
        with model:
            return pm.sample(
                2000,
                tune=500,
                step=pm.EllipticalSlice([variable(model, "f")], prior_cov=covariance),
                random_seed=seed,
                **one_chain(pm),
            )

    return run


def own_nuts(pm: Any) -> Run:
    """The library's own NUTS: for us by the setting, for PyMC 6 by its word."""
    model = of_bench("radon")(pm)
    given = {**one_chain(pm), **({} if is_legacy(pm) else {"nuts_sampler": "pymc"})}
    if OURS:
        import theano

        theano.config.sampler = "pymc3"

    def run(seed: int) -> Any:
        with model:
            return pm.sample(500, tune=500, random_seed=seed, init="adapt_diag", **given)

    return run


def tempered(build: Callable[[Any], Any]) -> Work:
    def work(pm: Any) -> Run:
        model = build(pm)
        given: Dict[str, Any] = (  # noqa: UP006
            {"parallel": False}
            if is_legacy(pm)
            else {
                "cores": 1,
                "compute_convergence_checks": False,
                **QUIET,
            }
        )

        def run(seed: int) -> Any:
            with model:
                return pm.sample_smc(2000, chains=1, random_seed=seed, **given)

        return run

    return work


def fitted(build: Callable[[Any], Any], method: str, steps: int) -> Work:
    def work(pm: Any) -> Run:
        model = build(pm)

        def run(seed: int) -> Any:
            with model:
                return pm.fit(steps, method=method, random_seed=seed, **QUIET)

        return run

    return work


def in_minibatches(pm: Any) -> Any:
    d = workload.load("logistic").data({"n": 10_000, "columns": 10})
    X, y = (
        (pm.Minibatch(d["X"], 100), pm.Minibatch(d["y"], 100))
        if is_legacy(pm)
        else pm.Minibatch(d["X"], d["y"], batch_size=100)
    )
    with pm.Model() as model:
        a = pm.Normal("a", mu=0.0, **{sd_of(pm): 2.0})
        b = pm.Normal("b", mu=0.0, **{sd_of(pm): 1.0}, shape=10)
        pm.Bernoulli("y", logit_p=a + pm.math.dot(X, b), observed=y, total_size=10_000)
    return model


def posterior_predictive(name: str, draws: int) -> Work:
    def work(pm: Any) -> Run:
        model = of_bench(name)(pm)
        with model:
            trace = pm.sample(draws, tune=100, step=pm.Metropolis(), random_seed=1, **one_chain(pm))

        def run(seed: int) -> Any:
            with model:
                return pm.sample_posterior_predictive(trace, random_seed=seed, **QUIET)

        return run

    return work


def prior_predictive(name: str, draws: int) -> Work:
    def work(pm: Any) -> Run:
        model = of_bench(name)(pm)

        def run(seed: int) -> Any:
            with model:
                return pm.sample_prior_predictive(draws, random_seed=seed)

        return run

    return work


def highest(build: Callable[[Any], Any]) -> Work:
    """find_MAP from the model's first line on."""

    def work(pm: Any) -> Run:
        def run(seed: int) -> Any:
            with build(pm):
                return pm.find_MAP(**QUIET)

        return run

    return work


NOT_AGAIN = ("find_MAP",)  # of these the first run counts: nothing was compiled before
eight_schools, radon, logistic = of_bench("eight_schools"), of_bench("radon"), of_bench("logistic", n=1000, columns=10)
WORKS: Dict[str, Work] = {  # noqa: UP006
    "Metropolis, eight schools, 20,000 draws": sampled(eight_schools, lambda pm, m: pm.Metropolis(), 20_000, 500),
    "change point with a discrete variable, 2,000 draws": sampled(change_point, lambda pm, m: None, 2000, 1000),
    "Gibbs, mixture with 100 categorical indicators, 500 draws": sampled(indicators, gibbs, 500, 100),
    "slice, logistic 1,000 x 10, 500 draws": sampled(logistic, lambda pm, m: pm.Slice(), 500, 100),
    "elliptical slice, latent process, 2,000 draws": elliptical,
    "DE-Metropolis, eight chains, logistic 1,000 x 10, 1,000 draws": sampled(
        logistic, lambda pm, m: pm.DEMetropolis(), 1000, 500, chains=8
    ),
    "NUTS of the library, radon, 500 draws": own_nuts,
    "SMC of 2,000 particles, eight schools": tempered(eight_schools),
    "SMC of 2,000 particles, logistic 1,000 x 10": tempered(logistic),
    "SMC of 2,000 particles, mixture of 100 points": tempered(of_bench("mixture", n=100)),
    "ADVI, eight schools, 20,000 steps": fitted(eight_schools, "advi", 20_000),
    "ADVI, radon, 20,000 steps": fitted(radon, "advi", 20_000),
    "full-rank ADVI, eight schools, 20,000 steps": fitted(eight_schools, "fullrank_advi", 20_000),
    "minibatch ADVI, logistic 10,000 x 10, 20,000 steps": fitted(in_minibatches, "advi", 20_000),
    **{
        f"posterior predictive, {name}, {draws:,} draws": posterior_predictive(name, draws)
        for name in ("eight_schools", "radon")
        for draws in (1000, 10_000)
    },
    **{
        f"prior predictive, {name}, {draws:,} draws": prior_predictive(name, draws)
        for name in ("eight_schools", "radon")
        for draws in (1000, 10_000)
    },
    "find_MAP, radon, model to answer": highest(radon),
    "find_MAP, logistic 1,000 x 10, model to answer": highest(logistic),
}


def seconds(run: Run, first: bool) -> List[float]:  # noqa: UP006
    """Processor seconds of the first run, or of ROUNDS later ones."""
    found = []
    for seed in range(1, 2 if first else ROUNDS + 2):  # MRG streams refuse a seed of 0
        start = time.process_time()
        run(seed)
        found.append(time.process_time() - start)
    return found if first else found[1:]


def library() -> Any:
    """The library of this environment: ours where the environment says so."""
    if OURS:
        import compat

        compat.install()
        import pymc3

        return pymc3
    try:
        import pymc3
    except ImportError:
        import pymc

        return pymc
    return pymc3


def main(name: str) -> None:
    warnings.simplefilter("ignore")
    pm = library()
    run = WORKS[name](pm)
    found = [] if run is None else seconds(run, name.startswith(NOT_AGAIN))
    print(json.dumps({"s": found, "version": pm.__version__}))


if __name__ == "__main__":
    main(sys.argv[1])
