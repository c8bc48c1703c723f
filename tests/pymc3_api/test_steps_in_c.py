"""Step methods in compiled code: the draws, statistics and random stream of one draw after the other, bit for bit."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from tests.pymc3_api import step_cases as cases
from tests.pymc3_api.models import eight_schools
from theano_compat.infer.chains import chains, processes
from theano_compat.infer.compiled_steps import draws as steps_in_c
from theano_compat.infer.compiled_steps import numpy_stream
from theano_compat.infer.compiled_steps.elements import terms_in_c
from theano_compat.models.backends.memory import NDArray

pytestmark = pytest.mark.filterwarnings(
    "ignore:Data in deaths contains missing",
    "ignore:The number of samples",
    "ignore:overflow encountered",
    "ignore:Tuning samples will be included",
)
QUIET = {
    "chains": 1,
    "cores": 1,
    "progressbar": False,
    "compute_convergence_checks": False,
    "discard_tuned_samples": False,
    "return_inferencedata": False,
}


@pytest.fixture(autouse=True)
def generator_as_it_was() -> Iterator[None]:
    before = np.random.get_state()
    yield
    np.random.set_state(before)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many draws each call into C made."""
    made: list[int] = []
    really = steps_in_c.draw

    def draw(*given: Any) -> Any:
        drawn = really(*given)
        made.append(drawn.count)
        return drawn

    monkeypatch.setattr(steps_in_c, "draw", draw)
    return made


@dataclass
class Outcome:
    """Of a run: all arrays by name, the random stream after it, and how it ended."""

    values: dict[str, np.ndarray]
    stream: tuple[Any, ...]
    error: BaseException | None

    def assert_same_as(self, other: Outcome) -> None:
        assert repr(self.error) == repr(other.error)
        assert self.values.keys() == other.values.keys()
        for name, value in self.values.items():
            assert value.dtype == other.values[name].dtype, name
            np.testing.assert_array_equal(value, other.values[name], err_msg=name)
            assert value.tobytes() == other.values[name].tobytes(), name
        for one, two in zip(self.stream, other.stream, strict=True):
            np.testing.assert_array_equal(one, two)


def outcome(make: Callable[[], Any], step: Callable[[Any], Any], **options: Any) -> Outcome:
    error, found = None, None
    with make() as model:
        trace = options.pop("trace", None) or NDArray(model=model)
        try:
            found = pm.sample(
                step=step(model), trace=trace if options.get("chains", 1) == 1 else None, **{**QUIET, **options}
            )
        except Exception as raised:
            error = raised
    made = [trace] if found is None else [found._straces[c] for c in found.chains]
    values = {}
    for chain, one in enumerate(made):
        values.update({f"{name} {chain}": value for name, value in one.samples.items()})
        for k, stats in enumerate(one._stats or []):
            values.update({f"{name} of {k} {chain}": column for name, column in stats.items()})
    return Outcome(values, np.random.get_state(), error)


def both(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any], step: Callable[[Any], Any], **options: Any
) -> tuple[Outcome, Outcome]:
    """(in C, one draw after the other)"""
    in_c = outcome(make, step, **options)
    with monkeypatch.context() as patched:
        patched.setattr(chains, "run_in_c", lambda *given: None)
        return in_c, outcome(make, step, **options)


def change_point() -> pm.Model:
    years = np.arange(1851, 1961)
    deaths = np.random.RandomState(3).poisson(np.where(years < 1892, 3.0, 0.9))
    with pm.Model() as model:
        year = pm.DiscreteUniform("year", years.min(), years.max(), testval=1900)
        early, late = pm.Exponential("early", 1.0), pm.Exponential("late", 1.0)
        pm.Deterministic("before", year - 1851)
        pm.Poisson("deaths", pm.math.switch(year >= years, early, late), observed=deaths)
    return model


def disasters() -> pm.Model:
    """The change point with two years that nobody counted: more free variables, and what is recorded is of integers."""
    counted = np.array([4, 5, -999, 0, 1, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, -999, 1, 1, 0, 1, 0, 0])
    deaths = np.ma.masked_values(counted, -999)
    years = np.arange(len(deaths))
    with pm.Model() as model:
        year = pm.DiscreteUniform("year", 0, len(deaths) - 1)
        early, late = pm.Exponential("early", 1.0), pm.Exponential("late", 1.0)
        pm.Poisson("deaths", pm.math.switch(year >= years, early, late), observed=deaths)
    return model


def with_data() -> pm.Model:
    with pm.Model() as model:
        x = pm.Data("x", np.linspace(-1.0, 1.0, 9))
        scale = theano.shared(0.5)
        slope = pm.Normal("slope", 0.0, 1.0)
        pm.Deterministic("line", slope * x)
        pm.Normal("y", slope * x, scale, observed=np.linspace(-1.2, 0.9, 9))
    return model


def of_matrices() -> pm.Model:
    with pm.Model() as model:
        m = pm.Normal("m", 0.0, 1.0, shape=(2, 3))
        k = pm.Poisson("k", 2.0, shape=(2,))
        pm.Deterministic("both", m.sum(axis=0) + k.sum())
        pm.Normal("y", m.sum(axis=1) + k, 1.0, observed=np.array([3.0, 1.0]))
    return model


def mixture() -> pm.Model:
    y = np.concatenate([np.random.RandomState(k).normal(2.5 * k, 1.0, 8) for k in range(3)])
    with pm.Model() as model:
        mu = pm.Normal("mu", 0.0, 5.0, shape=3, testval=np.array([-1.0, 1.0, 4.0]))
        z = pm.Categorical("z", p=np.ones(3) / 3, shape=len(y))
        pm.Normal("y", mu[z], 1.0, observed=y)
    return model


def indicators() -> pm.Model:
    """Of many elements, by a mixture and by a table; `w` and `z` never meet, `z` and `b` do."""
    rng = np.random.RandomState(5)
    y = rng.normal(2.5 * rng.randint(3, size=60), 1.0)
    with pm.Model() as model:
        mu = pm.Normal("mu", 0.0, 5.0, shape=3, testval=np.array([-1.0, 1.0, 4.0]))
        z = pm.Categorical("z", p=np.array([0.5, 0.2, 0.3]), shape=60)
        b = pm.Bernoulli("b", 0.4, shape=60)
        w = pm.Bernoulli("w", pm.math.sigmoid(mu[0]), shape=20)
        pm.Normal("y", mu[z] + 0.5 * b, 1.0, observed=y)
        pm.Normal("v", 0.2 * w, 0.5, observed=y[:20])
    return model


def with_a_bound() -> pm.Model:
    """Values that are impossible for some elements; one category that one observation can't do without."""
    y = np.linspace(0.1, 2.9, 30)
    with pm.Model() as model:
        z = pm.Categorical("z", p=np.array([0.3, 0.3, 0.0, 0.4]), shape=30)
        s = pm.HalfNormal("s", 1.0)
        pm.Uniform("y", -1.0, 1.0 + z, observed=y * 0.3)
        pm.Normal("v", tt.as_tensor(np.array([0.0, 1.0, 2.0, 3.0]))[z], s, observed=y)
    return model


def in_two_dimensions() -> pm.Model:
    rng = np.random.RandomState(6)
    y = rng.normal(2.0 * rng.randint(3, size=(40, 1)), 1.0, size=(40, 2))
    with pm.Model() as model:
        mu = pm.Normal("mu", 0.0, 5.0, shape=(3, 2), testval=np.array([[-1.0, 0.0], [1.0, 2.0], [4.0, 3.0]]))
        z = pm.Categorical("z", p=pm.Dirichlet("p", np.ones(3), shape=3), shape=40)
        pm.Normal("y", pm.Deterministic("m", mu[z]), 1.0, observed=y)
    return model


def prior_alone() -> pm.Model:
    with pm.Model() as model:
        pm.Categorical("z", p=np.array([0.5, 0.2, 0.3]), shape=(4, 5))
    return model


def far_apart() -> pm.Model:
    """Two of three categories of the first element have nearly all of the density, where the second is not 0."""
    with pm.Model() as model:
        z = pm.Categorical("z", p=np.ones(3) / 3, shape=2)
        pm.Normal("y", tt.as_tensor(np.array([0.0, 0.3, 3.2]))[z[0]] * (1.0 + z[1]), 1.0, observed=0.2)
    return model


def all_kinds() -> pm.Model:
    with pm.Model() as model:
        b = pm.Bernoulli("b", 0.3, shape=4)
        c = pm.Categorical("c", p=np.array([0.1, 0.2, 0.3, 0.4]), shape=(2, 2))
        x = pm.Normal("x", 0.0, 1.0, shape=2)
        k = pm.Poisson("k", 2.0)
        s = pm.HalfNormal("s", 1.0)
        pm.Deterministic("d", b.sum() * x)
        pm.Normal("y", b + c.flatten() + x.sum() + 0.1 * k, s, observed=np.array([1.0, 2.0, 0.5, 3.0]))
    return model


def far_away() -> pm.Model:
    """Log ratios of which NumPy's exp overflows."""
    with pm.Model() as model:
        pm.Normal("x", 0.0, 1.0, testval=400.0)
    return model


def bounded() -> pm.Model:
    """Proposals out of bounds: log densities of minus infinity."""
    with pm.Model() as model:
        pm.Potential("u", tt.log(pm.Flat("x", testval=0.5)))
        pm.Potential("v", tt.switch(model["x"] > 1.0, -np.inf, 0.0))
    return model


def index_out_of_range() -> pm.Model:
    with pm.Model() as model:
        k = pm.DiscreteUniform("k", 0, 40, testval=2)
        pm.Normal("y", tt.as_tensor(np.zeros(5))[k], 1.0, observed=0.5)
    return model


def not_definite() -> pm.Model:
    with pm.Model() as model:
        x = pm.Normal("x", 0.0, 1.0)
        matrix = tt.stacklists([[1.0, x], [x, 1.0]])
        pm.Potential("p", -tt.nlinalg.matrix_inverse(tt.slinalg.cholesky(matrix))[0, 0])
    return model


def latent() -> pm.Model:
    with pm.Model() as model:
        f = pm.Flat("f", shape=6)
        pm.Deterministic("rate", tt.exp(f))
        pm.Poisson("y", tt.exp(f), observed=np.arange(6))
    return model


def latent_scale() -> pm.Model:
    with latent() as model:
        pm.HalfNormal("s", 1.0)
    return model


COVARIANCE = np.exp(-np.abs(np.subtract.outer(np.arange(6.0), np.arange(6.0)))) + 0.1 * np.eye(6)


def elliptical(**options: Any) -> Callable[[Any], Any]:
    return lambda model: pm.EllipticalSlice([model["f"]], **options)


def past(**options: Any) -> Callable[[Any], Any]:
    return lambda model: pm.DEMetropolisZ(**options)


def run_of(name: str) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    make, step, _ = cases.CASES[name]
    return lambda: make(pm), lambda model: step(pm, model)


def metropolis(**options: Any) -> Callable[[Any], Any]:
    return lambda model: pm.Metropolis(**options)


LONG = {"tune": 230, "draws": 120}
COVARIANCE_OF_EIGHT = 0.4 * np.eye(8) + 0.1
ALL_IN_C = {
    "schools": (eight_schools, metropolis()),
    "schools blocked": (eight_schools, metropolis(blocked=True, tune_interval=20)),
    "schools, list": (eight_schools, lambda m: [pm.Metropolis([m["mu"]]), pm.Metropolis([m["eta"], m["tau_log__"]])]),
    "uniform": (eight_schools, metropolis(proposal_dist=pm.step_methods.metropolis.UniformProposal)),
    "laplace": (eight_schools, metropolis(proposal_dist=pm.LaplaceProposal)),
    "cauchy": (eight_schools, metropolis(proposal_dist=pm.CauchyProposal)),
    "poisson": (
        of_matrices,
        lambda m: [
            pm.Slice([m["m"]]),
            pm.Metropolis([m["k"]], proposal_dist=pm.PoissonProposal, S=np.array([2.0, 35.0])),
        ],
    ),
    "covariance": (
        eight_schools,
        lambda m: [
            pm.Metropolis([m["eta"]], S=0.2 * COVARIANCE_OF_EIGHT, tune_interval=30),
            pm.Metropolis([m["mu"], m["tau_log__"]], S=COVARIANCE_OF_EIGHT[:2, :2], blocked=True),
        ],
    ),
    "covariance, discrete": (
        of_matrices,
        lambda m: [pm.Metropolis([m["k"]], S=9 * COVARIANCE_OF_EIGHT[:2, :2]), pm.Slice([m["m"]])],
    ),
    "many proposals": (
        all_kinds,
        lambda m: [
            pm.BinaryGibbsMetropolis([m["b"]]),
            pm.CategoricalGibbsMetropolis([m["c"]]),
            pm.Metropolis([m["x"]], S=COVARIANCE_OF_EIGHT[:2, :2]),
            pm.DEMetropolisZ([m["x"]], S=np.ones(2)),
            pm.Metropolis([m["k"]], proposal_dist=pm.PoissonProposal),
            pm.EllipticalSlice([m["x"]], prior_cov=np.eye(2)),
            pm.Slice([m["s_log__"]]),
        ],
    ),
    "untuned": (eight_schools, metropolis(tune=False, scaling=0.4)),
    "tuned often": (eight_schools, metropolis(tune_interval=1)),
    "change point": (change_point, metropolis()),
    "change point blocked": (change_point, metropolis(blocked=True)),
    "disasters": (
        disasters,
        lambda m: [pm.Slice([m["early_log__"], m["late_log__"]]), pm.Metropolis([m["year"], m["deaths_missing"]])],
    ),
    "data": (with_data, metropolis()),
    "matrices": (of_matrices, metropolis(tune_interval=7)),
    "bounded": (bounded, metropolis()),
    "binary": (lambda: cases.binary(pm), lambda m: pm.BinaryMetropolis([m["z"]], scaling=0.4)),
    "binary, twice": (
        lambda: cases.binary(pm),
        lambda m: [pm.BinaryMetropolis([m["z"]], scaling=0.1), pm.BinaryGibbsMetropolis([m["z"]])],
    ),
    "slices": (eight_schools, lambda m: pm.Slice()),
    "slices, blocked": (eight_schools, lambda m: pm.Slice(blocked=True, w=0.3)),
    "slices, untuned": (eight_schools, lambda m: pm.Slice(tune=False, w=2.0)),
    "slices and more": (of_matrices, lambda m: [pm.Slice([m["m"]]), pm.Metropolis([m["k"]])]),
    "mixture": (mixture, lambda m: [pm.CategoricalGibbsMetropolis([m["z"]]), pm.Metropolis([m["mu"]])]),
    "indicators": (
        indicators,
        lambda m: [
            pm.CategoricalGibbsMetropolis([m["z"]]),
            pm.Metropolis([m["mu"]]),
            pm.BinaryGibbsMetropolis([m["b"]], transit_p=0.7),
            pm.CategoricalGibbsMetropolis([m["w"]], order=list(range(20))),
        ],
    ),
    "indicators of two variables": (
        indicators,
        lambda m: [
            pm.CategoricalGibbsMetropolis([m["z"], m["w"]]),
            pm.CategoricalGibbsMetropolis([m["b"], m["z"]]),
            pm.Slice([m["mu"]]),
        ],
    ),
    "bounded indicators": (with_a_bound, lambda m: [pm.CategoricalGibbsMetropolis([m["z"]]), pm.Slice([m["s_log__"]])]),
    "indicators in two dimensions": (
        in_two_dimensions,
        lambda m: [pm.CategoricalGibbsMetropolis([m["z"]]), pm.Metropolis([m["mu"], m["p_stickbreaking__"]])],
    ),
    "indicators of the prior": (prior_alone, lambda m: pm.CategoricalGibbsMetropolis([m["z"]])),
    "assigned": (lambda: cases.binary(pm), lambda m: None),
    "all kinds": (
        all_kinds,
        lambda m: [
            pm.BinaryGibbsMetropolis([m["b"]]),
            pm.CategoricalGibbsMetropolis([m["c"]]),
            pm.Slice([m["s_log__"]]),
            pm.Metropolis([m["x"]], tune_interval=11),
            pm.BinaryMetropolis([m["b"]]),
            pm.Metropolis([m["k"], m["x"]]),
        ],
    ),
    "ellipse": (latent, elliptical(prior_cov=COVARIANCE)),
    "ellipse by columns": (latent, elliptical(prior_chol=np.asfortranarray(np.linalg.cholesky(COVARIANCE)))),
    "differences": (eight_schools, past()),
    "differences, scaling": (eight_schools, past(tune="scaling", tune_interval=20, tune_drop_fraction=0.5)),
    "differences, untuned": (eight_schools, past(tune=None, proposal_dist=pm.NormalProposal, lamb=0.3)),
    "differences and more": (
        of_matrices,
        lambda m: [pm.DEMetropolisZ([m["m"]], S=np.full(6, 0.1)), pm.Metropolis([m["k"]])],
    ),
    **{
        name: run_of(name)
        for name in (
            *("metropolis", "metropolis_scaled", "metropolis_discrete", "metropolis_laplace", "binary_metropolis"),
            *("metropolis_cauchy", "metropolis_poisson", "metropolis_covariance"),
            *("binary_gibbs", "binary_gibbs_ordered", "categorical_uniform", "categorical_proportional", "slice"),
            *("slice_blocked", "compound"),
        )
    },
}
IN_PARTS = {  # C, and Python where that words an error or warns
    "far away": (far_away, metropolis()),
    "far apart": (far_apart, lambda m: pm.CategoricalGibbsMetropolis([m["z"]], proposal="proportional")),
    "indicators, in proportion": (
        indicators,
        lambda m: [pm.CategoricalGibbsMetropolis([m["z"]], proposal="proportional"), pm.Metropolis([m["mu"]])],
    ),
}
IN_PYTHON = {
    "covariance of one": (far_away, metropolis(S=np.array([[4.0]]))),  # NumPy multiplies without BLAS
    "scale below 0": (change_point, metropolis(proposal_dist=pm.PoissonProposal, S=-np.ones(1))),
    "factor of a variable": (latent_scale, lambda m: pm.EllipticalSlice([m["f"]], prior_chol=m["s"] * np.eye(6))),
    "scaling by element": (lambda: cases.continuous(pm), lambda m: pm.Metropolis([m["a"]], scaling=np.ones(2))),
}


@pytest.mark.wide(41)
@pytest.mark.parametrize("name", ALL_IN_C)
def test_the_same_bits(name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    one, other = both(monkeypatch, *ALL_IN_C[name], random_seed=20, **LONG)
    one.assert_same_as(other)
    assert one.error is None and sum(compiled) == 350


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", IN_PARTS)
def test_the_same_bits_where_some_draws_are_pythons(
    name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]
) -> None:
    one, other = both(monkeypatch, *IN_PARTS[name], random_seed=20, **LONG)
    one.assert_same_as(other)
    assert 0 < sum(compiled) < 350


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", IN_PYTHON)
def test_what_is_left_to_python(name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    make, step = IN_PYTHON[name]
    with make() as model:
        assert chains.run_in_c(step(model), NDArray(model=model), model) is None
    with run_of("metropolis")[0]() as model:  # the same question has another answer
        assert chains.run_in_c(pm.Metropolis(), NDArray(model=model), model) is not None


@pytest.mark.slow
@pytest.mark.wide(17)
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["change point", "schools, list"])
def test_other_seeds_and_the_second_deviate_of_a_pair(name: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run after which an odd number of normal deviates is left, numbers from np.random are what they would be."""
    one, other = both(monkeypatch, *ALL_IN_C[name], random_seed=seed, tune=20, draws=31 + seed)
    one.assert_same_as(other)


BY_TERMS = {  # whether a sweep reads differences of terms
    "of one": (["z"], 3, True),
    "of two that never meet": (["z", "w"], 3, True),
    "that meet": (["z", "b"], 3, False),
    "more categories than elements": (["w"], 21, False),
    "binary": (["b"], 2, True),
    "in two dimensions": (["z"], 3, True),
}


@pytest.mark.parametrize("name", BY_TERMS)
def test_which_sweeps_go_by_terms(name: str) -> None:
    names, values, expected = BY_TERMS[name]
    with in_two_dimensions() if "dimensions" in name else indicators() as model:
        direct, variables = model.fastlogp.direct, [model[n] for n in names]
        terms = terms_in_c(direct, variables, [values] * sum(v.dsize for v in variables))
    assert (terms is not None) == expected
    if terms is not None:
        assert terms.table() is not None and terms.size == values * len(terms.firsts)


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "options", [{"chains": 2}, {"tune": 0}, {"draws": 1, "tune": 0}, {"draws": 3, "tune": 40}], ids=repr
)
def test_sizes_of_runs(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = both(
        monkeypatch,
        eight_schools,
        metropolis(tune_interval=10),
        **{"random_seed": 7 if options.get("chains", 1) == 1 else [7, 8], **LONG, **options},
    )
    one.assert_same_as(other)


ERRORS = {"index": (index_out_of_range, "IndexError"), "matrix": (not_definite, "LinAlgError")}


@pytest.mark.parametrize("name", ERRORS)
def test_errors_of_the_model(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same exception after the same draws, which are kept."""
    make, kind = ERRORS[name]
    one, other = both(monkeypatch, make, metropolis(scaling=0.5), random_seed=2, **LONG)
    one.assert_same_as(other)
    assert type(one.error).__name__ == kind
    assert all(0 < len(v) < 350 for v in one.values.values())


@pytest.mark.slow
def test_starts_of_other_types_and_shapes(monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    """Values become what variables are by the first draw."""
    one, other = both(monkeypatch, change_point, metropolis(), random_seed=3, start={"year": np.int32(1880)}, **LONG)
    one.assert_same_as(other)
    assert 0 < sum(compiled) < 350


@pytest.mark.parametrize("at", [1, 3])
def test_interrupt_keeps_what_there_is(at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while compiled code runs: its draws are kept, and no further chain begins."""
    really, calls = steps_in_c.draw, []

    def draw(*given: Any) -> Any:
        drawn = really(*given)
        calls.append(drawn.count)
        if len(calls) == at:
            signal.raise_signal(signal.SIGINT)
        return drawn

    with eight_schools():
        monkeypatch.setattr(steps_in_c, "draw", draw)
        trace = pm.sample(step=pm.Metropolis(), random_seed=[1, 2], **{**QUIET, **LONG, "chains": 2})
    assert trace.chains == [0] and len(trace) == sum(calls) and len(calls) == at
    assert np.isfinite(trace["mu"]).all()


def test_interrupt_in_the_last_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The chain is whole, and the last."""
    really = steps_in_c.draw

    def draw(*given: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return really(*given)

    with eight_schools():
        step = pm.Metropolis()
        monkeypatch.setattr(steps_in_c, "draw", draw)
        trace = pm.sample(step=step, random_seed=[1, 2], **{**QUIET, "draws": 1, "tune": 0, "chains": 2})
    assert trace.chains == [0] and len(trace) == 1


class OwnMetropolis(pm.Metropolis):
    """A subclass may do anything."""


class OwnTrace(NDArray):
    """So may this."""


@pytest.mark.slow
def test_callbacks_subclasses_and_backends_go_the_other_way(compiled: list[int]) -> None:
    with eight_schools() as model:
        for step, options in [
            (OwnMetropolis(), {}),
            (pm.Metropolis(), {"callback": lambda trace, draw: None}),
            (pm.Metropolis(), {"trace": OwnTrace(model=model)}),
        ]:
            pm.sample(5, tune=5, step=step, random_seed=1, **QUIET, **options)
            assert not compiled
        for _ in pm.iter_sample(5, pm.Metropolis(), random_seed=1):  # each draw is looked at
            pass
    assert not compiled


def test_other_generators_go_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their words are counted otherwise."""
    with eight_schools() as model:
        step, trace = pm.Metropolis(), NDArray(model=model)
        assert numpy_stream.same_as_numpy() and chains.run_in_c(step, trace, model) is not None
        bits = np.random.PCG64(1)
        other = numpy_stream.Stream(np.random.RandomState(bits), bits)
        monkeypatch.setattr(numpy_stream, "global_stream", lambda: other)
        assert chains.run_in_c(step, trace, model) is None


@pytest.mark.parametrize("seed", range(3))
def test_poisson_deviates_of_all_means(seed: int) -> None:
    """NumPy counts where the mean is small, and rejects where it is not."""
    from theano_compat.infer.compiled_steps import structs as step_methods

    means = np.concatenate([10.0 ** np.random.RandomState(seed).uniform(-2, 6, 500), [0.0, 9.999, 10.0]])
    mine, theirs, found = numpy_stream.seeded_stream(seed), np.random.RandomState(seed), np.empty(len(means))
    assert not step_methods.propose()(
        numpy_stream.StreamInC(mine).struct,
        step_methods.PROPOSALS.index("POISSON"),
        len(means),
        means.ctypes.data,
        found.ctypes.data,
    )
    np.testing.assert_array_equal(found, theirs.poisson(means) - means)
    assert mine.numbers.uniform() == theirs.uniform()


@pytest.mark.slow
def test_some_variables_are_kept(monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    def kept() -> Any:
        with eight_schools() as model:
            return pm.sample(
                50, tune=30, step=pm.Metropolis(), trace=[model["theta"], model["mu"]], random_seed=1, **QUIET
            )

    in_c = kept()
    assert in_c.varnames == ["theta", "mu"] and sum(compiled) == 80
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    np.testing.assert_array_equal(in_c["theta"], kept()["theta"])


def test_a_chain_that_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice() -> Any:
        with eight_schools():
            step = pm.Metropolis()
            first = pm.sample(40, tune=30, step=step, random_seed=1, **QUIET)
            more = pm.sample(50, tune=0, step=step, trace=first, random_seed=2, **QUIET)
            return np.concatenate([more[n].reshape(len(more), -1) for n in sorted(more.varnames)], axis=1)

    in_c = twice()
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    np.testing.assert_array_equal(in_c, twice())
    assert len(in_c) == 120


def test_new_data(monkeypatch: pytest.MonkeyPatch) -> None:
    def runs() -> list[np.ndarray]:
        with with_data():
            step = pm.Metropolis()
            found = [pm.sample(60, tune=20, step=step, random_seed=1, **QUIET)["line"]]
            pm.set_data({"x": np.linspace(2.0, 3.0, 9)})
            return [*found, pm.sample(60, tune=20, step=step, random_seed=1, **QUIET)["line"]]

    in_c = runs()
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    np.testing.assert_array_equal(in_c, runs())
    assert (in_c[0] != in_c[1]).any()


def test_new_data_of_a_sweep(monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    """The terms are those of the data of now."""

    def runs() -> list[np.ndarray]:
        found = []
        with pm.Model() as model:
            y = pm.Data("y", np.linspace(-1.0, 2.0, 12))
            z = pm.Categorical("z", p=np.ones(3) / 3, shape=12)
            pm.Normal("of y", tt.as_tensor(np.array([-1.0, 0.0, 2.0]))[z], 0.5, observed=y)
            step = pm.CategoricalGibbsMetropolis([z])
            for data in (np.linspace(-1.0, 2.0, 12), np.linspace(2.0, -1.0, 12)):
                pm.set_data({"y": data}, model=model)
                found.append(pm.sample(60, tune=20, step=step, random_seed=1, **QUIET)["z"])
        return found

    in_c = runs()
    assert sum(compiled) == 160
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    np.testing.assert_array_equal(in_c, runs())
    assert in_c[0][:, 0].mean() < 1.0 < in_c[1][:, 0].mean()


PROCESSES = ["schools", "all kinds", "change point", "far away"]


@pytest.mark.slow
@pytest.mark.wide(5)
@pytest.mark.parametrize("name", PROCESSES)
def test_chains_in_processes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They send many draws in one message."""
    make, step = {**ALL_IN_C, **IN_PARTS}[name]
    sent = []
    really = processes.record_points

    def record(*given: Any) -> None:
        sent.append(len(given[1]))
        really(*given)

    monkeypatch.setattr(processes, "record_points", record)
    options = {**LONG, "chains": 2, "cores": 2, "random_seed": [5, 6]}
    in_c = outcome(make, step, **options)
    assert 0 < sum(sent) <= 700 and in_c.error is None and (sum(sent) == 700) == (name != "far away")
    monkeypatch.setattr(processes, "run_without_trace", lambda *given: None)
    other = outcome(make, step, **options)
    in_c.assert_same_as(other)


@pytest.mark.slow
def test_errors_in_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exception of one draw after the other. The chains are the same, for either may be the first that fails."""
    errors = []
    for patched in (False, True):
        if patched:
            monkeypatch.setattr(processes, "run_without_trace", lambda *given: None)
        found = outcome(index_out_of_range, metropolis(scaling=0.5), chains=2, cores=2, random_seed=[2, 2], **LONG)
        assert isinstance(found.error, RuntimeError)
        errors.append(repr(found.error.__cause__))
    assert errors[0] == errors[1] and "IndexError" in errors[0]
