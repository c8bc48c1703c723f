"""Populations of chains in compiled code: the draws, statistics and random stream of one draw after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import eight_schools
from theano_compat.infer.chains import population
from theano_compat.infer.compiled_runs.population import PopulationInC

pytestmark = pytest.mark.filterwarnings(
    "ignore:DEMetropolis should be used", "ignore:The number of samples", "ignore:Tuning samples will be included"
)


@pytest.fixture(autouse=True)
def generator_as_it_was() -> Iterator[None]:
    before = np.random.get_state()
    yield
    np.random.set_state(before)


def counts_and_rate() -> pm.Model:
    with pm.Model() as model:
        rate = pm.Exponential("rate", 1.0)
        k = pm.Poisson("k", 2.0)
        pm.Deterministic("both", rate + k)
        pm.Normal("y", rate * k, 1.0, observed=np.array([1.0, 2.0, 4.0]))
    return model


CASES = {
    "untuned": (eight_schools, lambda m: pm.DEMetropolis()),
    "lambda": (eight_schools, lambda m: pm.DEMetropolis(tune="lambda", tune_interval=20, scaling=0.01)),
    "scaling": (
        eight_schools,
        lambda m: pm.DEMetropolis(tune="scaling", tune_interval=7, lamb=0.4, proposal_dist=pm.NormalProposal),
    ),
    "beside counts": (
        counts_and_rate,
        lambda m: [pm.DEMetropolis([m["rate_log__"]], S=np.ones(1)), pm.Metropolis([m["k"]])],
    ),
}


def run(make: Any, step: Any, **options: Any) -> tuple[dict[str, np.ndarray], Any]:
    with make() as model:
        trace = pm.sample(
            step=step(model),
            **{
                **dict(
                    chains=5,
                    cores=1,
                    tune=70,
                    draws=130,
                    random_seed=11,
                    progressbar=False,
                    compute_convergence_checks=False,
                    discard_tuned_samples=False,
                    return_inferencedata=False,
                ),
                **options,
            },
        )
    found = {}
    for chain in trace.chains:
        strace = trace._straces[chain]
        found.update({f"{name} {chain}": strace.get_values(name) for name in strace.varnames})
        found.update(
            {
                f"{name} {k} {chain}": column
                for k, stats in enumerate(strace._stats or [])
                for name, column in stats.items()
            }
        )
    return found, np.random.get_state()


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many draws each call into C made."""
    made: list[int] = []
    really = PopulationInC.draw

    def draw(self: Any, points: Any, most: int) -> int:
        made.append(really(self, points, most))
        return made[-1]

    monkeypatch.setattr(PopulationInC, "draw", draw)
    return made


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("name", CASES)
def test_the_same_bits(name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    found, stream = run(*CASES[name])
    assert sum(compiled) == 200
    monkeypatch.setattr(population, "population_in_c", lambda *given: None)
    wanted, theirs = run(*CASES[name])
    assert found.keys() == wanted.keys()
    for key, value in found.items():
        assert value.dtype == wanted[key].dtype and value.tobytes() == wanted[key].tobytes(), key
    for one, other in zip(stream, theirs, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    "step",
    [
        lambda m: [pm.DEMetropolis([m["rate_log__"]], S=np.ones(1)), pm.Slice([m["k"]])],
        lambda m: [
            pm.DEMetropolis([m["rate_log__"]], S=np.eye(1), proposal_dist=pm.MultivariateNormalProposal),
            pm.Metropolis([m["k"]]),
        ],
    ],
    ids=["whole points", "covariance"],
)
def test_what_is_left_to_python(step: Any, compiled: list[int]) -> None:
    run(counts_and_rate, step, draws=4, tune=3)
    assert not compiled


def test_ctrl_c_leaves_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    really, calls = PopulationInC.draw, []

    def draw(self: Any, points: Any, most: int) -> int:
        made = really(self, points, most)
        calls.append(made)
        if len(calls) == 3:
            self._noted = [True]
        return made

    monkeypatch.setattr(PopulationInC, "draw", draw)
    found, _ = run(*CASES["untuned"], draws=5000, tune=0)
    assert {len(v) for v in found.values()} == {sum(calls)} and len(calls) == 3
