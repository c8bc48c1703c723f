"""NUTS and Hamiltonian Monte Carlo in compiled runs: draws, statistics, warnings and tuning are those of one draw after
the other, bit for bit."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt
from compat.pymc3.step_methods.hmc import quadpotential
from tests.pymc3_api import step_cases as cases
from tests.pymc3_api.models import eight_schools
from tests.pymc3_api.test_steps_in_c import QUIET, all_kinds, compiled, generator_as_it_was, mixture, with_data
from theano_compat.infer.chains import chains, processes
from theano_compat.infer.compiled_runs import methods as methods_in_c
from theano_compat.infer.compiled_steps import draws as steps_in_c
from theano_compat.infer.hamiltonian import integration
from theano_compat.infer.hamiltonian import potentials_in_c as hamiltonian_in_c
from theano_compat.models.backends.memory import NDArray
from theano_compat.settings import config

__all__ = ["compiled", "generator_as_it_was"]  # fixtures
pytestmark = pytest.mark.filterwarnings(
    "ignore:The number of samples",
    "ignore:Tuning samples will be included",
    "ignore:QuadPotentialFullAdapt is an experimental",
)
TIMES = ("perf_counter_diff", "perf_counter_start", "process_time_diff")
LONG = {"tune": 230, "draws": 120}


@pytest.fixture(autouse=True)
def own_sampler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of these step methods, also where nothing asks for them."""
    monkeypatch.setattr(config, "sampler", "pymc3")


def after(step: Any) -> list[Any]:
    """What a step method knows, and what users read of it, after a run."""
    found: list[Any] = []
    for one in getattr(step, "methods", [step]):
        if not hasattr(one, "potential"):
            continue
        found += [
            one.tune,
            one.step_size,
            one.iter_count,
            one._samples_after_tune,
            one._num_divs_sample,
            getattr(one, "_reached_max_treedepth", 0),
            one._logp_dlogp_func._extra_are_set and one._logp_dlogp_func.get_extra_values(),
            *(v for v in one.step_adapt.__dict__.values()),
        ]
        for w in one._warnings:
            found += [w.kind, w.message, w.step, w.divergence_point_source, w.divergence_point_dest]
            found += [state for state in (w.divergence_info or ())[2:] if state is not None]
        for value in one.potential.__dict__.values():
            found += [vars(value)] if "Running" in type(value).__name__ else [value]
    return found


def run(make: Callable[[], Any], step: Callable[[Any], Any], **options: Any) -> dict[str, Any]:
    """All that a run gives, by name."""
    with make() as model:
        method, trace = step(model), NDArray(model=model)
        if isinstance(method, list):
            method = pm.CompoundStep(method)
        if options.get("chains", 1) == 1:
            options["trace"] = trace
        found = pm.sample(step=method, **{**QUIET, "random_seed": 20, **options})
    values: dict[str, Any] = {}
    for chain in found.chains:
        one = found._straces[chain]
        values.update({f"{name} {chain}": value for name, value in one.samples.items()})
        for k, stats in enumerate(one._stats):
            for name, column in stats.items():
                values[f"{name} of {k} {chain}"] = (column >= 0) & (column < 1e6) if name in TIMES else column
        values[f"warnings {chain}"] = [(w.kind, w.message, w.step) for w in one._warnings]
    return {**values, "stream": np.random.get_state(), "after": after(method)}


def assert_same(one: Any, other: Any, name: str = "") -> None:
    assert type(one) is type(other) or isinstance(one, float) and isinstance(other, float), (name, one, other)
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype, name
        np.testing.assert_array_equal(one, other, err_msg=name)
        assert one.tobytes() == other.tobytes(), name
    elif isinstance(one, dict):
        assert one.keys() == other.keys(), name
        for key, value in one.items():
            assert_same(value, other[key], f"{name} {key}")
    elif isinstance(one, list | tuple):
        assert len(one) == len(other), name
        for k, (a, b) in enumerate(zip(one, other, strict=True)):
            assert_same(a, b, f"{name} {k}")
    elif isinstance(one, Exception):
        assert repr(one) == repr(other), name
    else:
        assert one == other or one != one and other != other, name


def both(monkeypatch: pytest.MonkeyPatch, make: Callable[[], Any], step: Callable[[Any], Any], **options: Any) -> Any:
    """A run in C, which gives what one draw after the other gives."""
    in_c = run(make, step, **options)
    with monkeypatch.context() as patched:
        patched.setattr(chains, "run_in_c", lambda *given: None)
        assert_same(in_c, run(make, step, **options))
    return in_c


def funnel() -> pm.Model:
    """Where many trajectories diverge."""
    with pm.Model() as model:
        v = pm.Normal("v", 0.0, 3.0)
        pm.Normal("x", 0.0, tt.exp(v / 2), shape=9)
    return model


def bounded() -> pm.Model:
    """Energies of infinity, and gradients that are no numbers, beyond the bounds."""
    with pm.Model() as model:
        pm.Potential("u", tt.log(pm.Flat("x", testval=0.5)) - model["x"] ** 2)
        pm.Normal("y", shape=3)
    return model


def correlated() -> pm.Model:
    with pm.Model() as model:
        x = pm.Normal("x", 0.0, 1.0, shape=(2, 3))
        pm.HalfNormal("s", 1.0)
        pm.Normal("y", x.sum(axis=1) * model["s"], 0.3, observed=np.array([1.0, -0.5]))
    return model


def near_not_definite() -> pm.Model:
    with pm.Model() as model:
        x = pm.Normal("x", 0.0, 1.0)
        matrix = tt.stacklists([[1.0, x], [x, 1.0]])
        pm.Potential("p", -tt.nlinalg.matrix_inverse(tt.slinalg.cholesky(matrix))[0, 0])
    return model


def wide() -> pm.Model:
    """Sums of more terms than vectors of BLAS have."""
    scales = np.exp(np.random.RandomState(1).normal(size=83))
    with pm.Model() as model:
        m = pm.Normal("m", 0.0, 1.0)
        pm.Normal("x", m, scales, shape=83)
    return model


def schools(step: Callable[..., Any] = pm.NUTS, **options: Any) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    return eight_schools, lambda m: step(**options)


def with_potential(make: Callable[[], Any], kind: Any, *given: Any) -> tuple[Callable[[], Any], Callable[[Any], Any]]:
    return make, lambda m: pm.NUTS(potential=getattr(quadpotential, f"QuadPotential{kind}")(*given))


MATRIX = np.cov(np.random.RandomState(2).normal(size=(7, 60))) + 0.1
WINDOWS = (7, np.zeros(7), np.ones(7), 10, 20)
ALL_IN_C = {
    "schools": schools(),
    "schools, target": schools(target_accept=0.95, gamma=0.1, k=0.6, t0=20, step_scale=1.0),
    "deep trees": schools(adapt_step_size=False, step_scale=0.01, max_treedepth=7, early_max_treedepth=6),
    "small trees": schools(max_treedepth=2, early_max_treedepth=1),
    "no adaptation": schools(adapt_step_size=False, step_scale=0.5),
    "strict": schools(Emax=0.5),
    "random steps": schools(step_rand=pm.step_methods.hmc.hmc.unif),
    "hmc": schools(pm.HamiltonianMC),
    "hmc, long": schools(pm.HamiltonianMC, path_length=9.0, max_steps=12, step_rand=None),
    "hmc, strict": schools(pm.HamiltonianMC, Emax=0.1),
    "funnel": (funnel, lambda m: pm.NUTS()),
    "funnel, hmc": (funnel, lambda m: pm.HamiltonianMC(step_scale=2.0)),
    "bounded": (bounded, lambda m: pm.NUTS()),
    "bounded, hmc": (bounded, lambda m: pm.HamiltonianMC()),
    "wide": (wide, lambda m: pm.NUTS()),
    "data": (with_data, lambda m: pm.NUTS()),
    "one": (lambda: cases.continuous(pm), lambda m: [pm.NUTS([m["a"]]), pm.NUTS([m["b_log__"]])]),
    "diagonal": (correlated, lambda m: pm.NUTS(scaling=np.linspace(0.5, 2.0, 7))),
    "covariance": (correlated, lambda m: pm.NUTS(scaling=MATRIX, is_cov=True)),
    "covariance by columns": (correlated, lambda m: pm.NUTS(scaling=np.asfortranarray(MATRIX), is_cov=True)),
    "precision": (correlated, lambda m: pm.NUTS(scaling=MATRIX)),
    "precision, hmc": (correlated, lambda m: pm.HamiltonianMC(scaling=MATRIX)),
    "curvature": (correlated, lambda m: pm.NUTS(scaling=m.test_point)),
    "windows": with_potential(correlated, "DiagAdapt", *WINDOWS, 1.5),
    "gradients": with_potential(correlated, "DiagAdaptGrad", *WINDOWS),
    "full": with_potential(correlated, "FullAdapt", 7, np.zeros(7), np.eye(7), 10),
    "full, seldom": with_potential(correlated, "FullAdapt", 7, np.zeros(7), MATRIX, 10, 30, 1.5, 4),
    "full, of 30": with_potential(lambda: (funnel, wide)[1](), "FullAdapt", 84, np.zeros(84), np.eye(84), 10, 101),
    "and a walk": (lambda: cases.continuous(pm), lambda m: [pm.NUTS([m["a"]]), pm.Metropolis([m["b_log__"]])]),
    "and slices": (lambda: cases.continuous(pm), lambda m: [pm.Slice([m["a"]]), pm.HamiltonianMC([m["b_log__"]])]),
    "and categories": (mixture, lambda m: [pm.CategoricalGibbsMetropolis([m["z"]]), pm.NUTS([m["mu"]])]),
    "and all kinds": (
        all_kinds,
        lambda m: [
            pm.NUTS([m["x"], m["s_log__"]]),
            pm.BinaryGibbsMetropolis([m["b"]]),
            pm.CategoricalGibbsMetropolis([m["c"]]),
            pm.Metropolis([m["k"]]),
        ],
    ),
    "assigned": (lambda: cases.mixed(pm), lambda m: pm.Metropolis([m["m"]])),
}


@pytest.mark.wide(41)
@pytest.mark.parametrize("name", ALL_IN_C)
def test_the_same_bits(name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    both(monkeypatch, *ALL_IN_C[name], **LONG)
    assert sum(compiled) == 350


IN_PARTS = {  # C, and Python where linear algebra fails: a divergence, or a factor that stays as it was
    "not definite": (near_not_definite, lambda m: pm.NUTS(step_scale=2.0)),
    "not definite, hmc": (near_not_definite, lambda m: pm.HamiltonianMC(step_scale=2.0)),
    "full, short windows": with_potential(correlated, "FullAdapt", 7, np.zeros(7), np.eye(7), 10, 3, 1.4),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", IN_PARTS)
def test_the_same_bits_where_some_draws_are_pythons(
    name: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]
) -> None:
    both(monkeypatch, *IN_PARTS[name], tune=60, draws=60)
    assert 0 < sum(compiled) < 120


def test_many_divergences(monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    """Points of the first 99 are kept, in calls with room for fewer: where it is used up Python goes on."""
    monkeypatch.setattr(hamiltonian_in_c, "ROOM", 1000)
    made = both(monkeypatch, *schools(pm.HamiltonianMC, Emax=1e-3), tune=20, draws=200)
    assert made["diverging of 0 0"].sum() > 150 and 50 < sum(compiled) < 220


def test_the_bar_counts_divergences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those after tuning."""
    said: list[str] = []
    monkeypatch.setattr(chains.ProgressBar, "advance_to", lambda bar, done, more="": said.append(more))
    with funnel():
        trace = pm.sample(200, tune=50, step=pm.HamiltonianMC(Emax=0.1), random_seed=1, **QUIET)
    assert said[-1] == f"{trace['diverging'][50:].sum()} divergences"


class OwnPotential(quadpotential.QuadPotentialDiag):
    """A user's may do anything."""


class OwnNUTS(pm.NUTS):
    """So may this."""


def patched_potential() -> Any:
    potential = quadpotential.QuadPotentialDiag(np.ones(10))
    potential.random = lambda: np.zeros(10)
    return potential


IN_PYTHON: dict[str, Callable[[Any], Any]] = {
    "potential": lambda m: pm.NUTS(potential=OwnPotential(np.ones(10))),
    "method of a potential": lambda m: pm.NUTS(potential=patched_potential()),
    "dtype": lambda m: pm.NUTS(potential=quadpotential.QuadPotentialDiag(np.ones(10), dtype="float32")),
    "subclass": lambda m: OwnNUTS(),
    "step sizes": lambda m: pm.NUTS(step_rand=lambda size: 0.9 * size),
    "deep trees": lambda m: pm.NUTS(max_treedepth=1000),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", IN_PYTHON)
def test_what_is_left_to_python(name: str, compiled: list[int]) -> None:
    with eight_schools() as model:
        assert chains.run_in_c(IN_PYTHON[name](model), NDArray(model=model), model) is None
        assert chains.run_in_c(pm.NUTS(), NDArray(model=model), model) is not None


def test_what_was_taken_away_later(compiled: list[int]) -> None:
    """An integrator of the user's."""
    with eight_schools() as model:
        step = pm.NUTS()
        step.integrator = integration.Leapfrog(step.potential, step._logp_dlogp_func)
        assert chains.run_in_c(step, NDArray(model=model), model) is None


def test_energy_of_the_start_that_is_not_finite(compiled: list[int]) -> None:
    with bounded(), pytest.raises(pm.SamplingError, match="Bad initial energy"):
        pm.sample(5, tune=5, step=pm.NUTS(), start={"x": -1.0}, **QUIET)
    assert compiled == [0]


def test_acceptance_of_pymc3_38(monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    monkeypatch.setattr(config, "emulate", "3.8")
    old = both(monkeypatch, *schools(), tune=60, draws=30)
    monkeypatch.setattr(config, "emulate", "3.11")
    assert (run(*schools(), tune=60, draws=30)["step_size of 0 0"] != old["step_size of 0 0"]).any()
    assert sum(compiled) == 180


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("init", cases.INITS)
def test_as_pm_sample_starts_it(init: str, monkeypatch: pytest.MonkeyPatch, compiled: list[int]) -> None:
    in_c = cases.flattened(cases.run_init(pm, init))
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    assert_same(in_c, cases.flattened(cases.run_init(pm, init)))
    assert sum(compiled) == len(in_c[0].reshape(-1, in_c[0].shape[-1]))


@pytest.mark.slow
def test_a_chain_that_goes_on_and_tuning(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a step method has learned is there when it is used again; a new run tunes anew."""

    def runs() -> list[Any]:
        with eight_schools():
            step = pm.NUTS()
            first = pm.sample(40, tune=60, step=step, random_seed=1, **QUIET)
            second = pm.sample(50, tune=0, step=step, trace=first, random_seed=2, **QUIET)
            known = after(step)
            third = pm.sample(20, tune=120, step=step, random_seed=3, **QUIET)
            points = [step.step(third.point(-1, chain=0))[0] for _ in range(3)]
            return [second["theta"], known, third["theta"], after(step), points]

    in_c = runs()
    monkeypatch.setattr(chains, "run_in_c", lambda *given: None)
    assert_same(in_c, runs())
    assert len(in_c[0]) == 150


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "options", [{"chains": 2}, {"tune": 0}, {"draws": 1, "tune": 0}, {"draws": 3, "tune": 240}], ids=repr
)
def test_sizes_of_runs(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = {"random_seed": [7, 8]} if "chains" in options else {}
    both(monkeypatch, *schools(), **{"draws": 20, "tune": 30, **seeds, **options})


def test_interrupt_keeps_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    really, calls = steps_in_c.draw, []

    def draw(*given: Any) -> Any:
        drawn = really(*given)
        calls.append(drawn.count)
        if len(calls) == 2:
            signal.raise_signal(signal.SIGINT)
        return drawn

    with eight_schools():
        monkeypatch.setattr(steps_in_c, "draw", draw)
        trace = pm.sample(step=pm.NUTS(), random_seed=1, **{**QUIET, **LONG})
    assert len(trace) == sum(calls) and len(calls) == 2
    assert np.isfinite(trace["mu"]).all()


def test_calls_end_in_time(compiled: list[int]) -> None:
    """Trees may grow at any time: how long a call takes is seen while it runs."""
    with eight_schools() as model:
        made = chains.run_in_c(pm.NUTS(step_scale=1e-3, adapt_step_size=False), NDArray(model=model), model)
        method, settings = made._methods, [methods_in_c.settings_of(made._steps[0])]
        x = np.zeros(10)
        short = steps_in_c.draw(x, method, settings, None, 10_000, 0.02)
        none = steps_in_c.draw(x, method, settings, None, 3, 0.0)
    assert 1 <= short.count < 10_000 and not short.stopped
    assert none.count == 1 and not none.stopped


PROCESSES = [
    ("schools", "fork"),
    ("and all kinds", "fork"),
    ("funnel", "fork"),
    pytest.param("and categories", "spawn", marks=pytest.mark.slow),
]


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.parametrize("name, how", PROCESSES)
def test_chains_in_processes(name: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, step = ALL_IN_C[name]
    options = {"chains": 2, "cores": 2, "random_seed": [3, 4], "tune": 60, "draws": 40, "mp_ctx": how}
    sent: list[int] = []
    really = processes.record_points

    def record_points(strace: Any, points: np.ndarray, *given: Any) -> None:
        sent.append(len(points))
        really(strace, points, *given)

    monkeypatch.setattr(processes, "record_points", record_points)
    in_c = run(make, step, **options)
    assert sum(sent) == 200
    monkeypatch.setattr(processes, "run_without_trace", lambda *given: None)
    other = run(make, step, **options)
    for made in (in_c, other):  # the step method of this process has seen nothing
        made.pop("after"), made.pop("stream")
    assert_same(in_c, other)
