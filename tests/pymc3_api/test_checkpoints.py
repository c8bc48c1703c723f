"""pm.sample(checkpoint=...): a run that dies at any chunk goes on in a later call, as if it had not died."""

from __future__ import annotations

import enum
import errno
import importlib.util
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections import deque
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse

import compat as theano
import compat.pymc3 as pm
import compat.sparse  # noqa: F401
import compat.tensor as tt
from theano_common.saved import any_file
from theano_common.saved.errors import CannotRead
from theano_common.system.file_lock import locked
from theano_compat.infer.chains import processes
from theano_compat.infer.compiled_runs.run import RunInC
from theano_compat.infer.jax.program import OneProgram
from theano_compat.infer.keeping import checkpoint
from theano_compat.infer.keeping.chain_state import NoState, packed, unpacked
from theano_compat.infer.keeping.checkpoint import ChainFolder, CheckpointError, StateFile
from theano_compat.infer.nutpie import extension as nutpie_extension
from theano_compat.infer.nutpie import sampling as nutpie
from theano_compat.infer.runs import routing
from theano_compat.infer.runs.kept_programs import ProgramFolder
from theano_compat.infer.variational.steps import Steps

Y = np.array([0.3, -1.2, 0.8, 2.1, -0.4])
OPTIONS = {"progressbar": False, "compute_convergence_checks": False, "return_inferencedata": False}


def continuous(data=Y):
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 2)
        sigma = pm.HalfNormal("sigma", 1)
        pm.Deterministic("ratio", mu / sigma)
        pm.Normal("y", mu, sigma, observed=data)
    return model


def discrete():
    with pm.Model() as model:
        p = pm.Beta("p", 1, 1)
        k = pm.Poisson("k", 3)
        pm.Bernoulli("b", 0.4, shape=3)
        c = pm.Categorical("c", np.array([0.2, 0.3, 0.5]), shape=4)
        pm.Normal("y", k * p + c.sum(), 1, observed=Y)
    return model


def latent_gaussian():
    with pm.Model() as model:
        f = pm.MvNormal("f", np.zeros(5), np.eye(5) + 0.5, shape=5)
        pm.Normal("y", f, 1, observed=Y)
    return model


class HalfWay(pm.step_methods.arraystep.BlockedStep):
    """A user's step method, with a state of its own."""

    generates_stats = False

    def __init__(self, vars):
        self.vars, self.size, self.stream = vars, 1.0, np.random.RandomState(3)

    def step(self, point):
        self.size *= 0.99
        name = self.vars[0].name
        return {**point, name: np.array(0.5 * point[name] + self.size * self.stream.normal())}


# name -> (model, step methods, more arguments)
CASES = {
    "NUTS": (continuous, lambda m: None, {}),
    "NUTS, a dense mass matrix": (continuous, lambda m: None, {"init": "jitter+adapt_full"}),
    "HamiltonianMC": (continuous, lambda m: pm.HamiltonianMC(), {}),
    "Metropolis": (continuous, lambda m: pm.Metropolis(), {}),
    "Metropolis, Laplace": (continuous, lambda m: pm.Metropolis(proposal_dist=pm.LaplaceProposal), {}),
    "Slice": (continuous, lambda m: pm.Slice(), {}),
    "all that is assigned to discrete variables": (discrete, lambda m: None, {}),
    "CategoricalGibbs": (discrete, lambda m: [pm.CategoricalGibbsMetropolis([m["c"]])], {}),
    "EllipticalSlice": (latent_gaussian, lambda m: pm.EllipticalSlice([m["f"]], prior_cov=np.eye(5) + 0.5), {}),
    "DEMetropolisZ": (continuous, lambda m: pm.DEMetropolisZ(), {}),
    "DEMetropolis": (continuous, lambda m: pm.DEMetropolis(), {"chains": 4, "random_seed": [5, 6, 7, 8]}),
    "DEMetropolis and Python": (
        continuous,
        lambda m: [pm.DEMetropolis([m["mu"]]), HalfWay([m["sigma_log__"]])],
        {"chains": 4, "random_seed": [5, 6, 7, 8]},
    ),
    "a user's": (continuous, lambda m: [HalfWay([m["mu"]]), pm.Slice([m["sigma_log__"]])], {}),
    "a callback": (continuous, lambda m: pm.Metropolis(), {"callback": lambda trace, draw: None}),
    "some variables": (continuous, lambda m: pm.Slice(), {"recorded": ["mu", "ratio"]}),
}


class Died(BaseException):
    """The process would have ended here."""


@pytest.fixture
def often(monkeypatch):
    """Chunks are written as often as they can be."""
    monkeypatch.setattr(checkpoint, "SECONDS", 0.0)
    monkeypatch.setattr(checkpoint, "SHARE", float("inf"))
    monkeypatch.setattr(processes, "SECONDS", 0.0)


def sampled(case, folder, cores=1, **more):
    model, steps, options = CASES[case]
    given = {"random_seed": [5, 6], "chains": 2, **OPTIONS, **options, **more}
    with model() as made:
        if names := given.pop("recorded", None):
            given["trace"] = [made[name] for name in names]
        return pm.sample(60, tune=40, cores=cores, step=steps(made), checkpoint=folder, **given)


def columns(trace):
    found = {(name, k): trace.get_values(name, chains=k) for name in trace.varnames for k in trace.chains}
    timed = ("perf_counter_diff", "perf_counter_start", "process_time_diff")
    for name in sorted(trace.stat_names - set(timed)):
        found |= {(name, k): trace.get_sampler_stats(name, chains=k) for k in trace.chains}
    return found


def same(one, other):
    one, other = columns(one), columns(other)
    assert one.keys() == other.keys()
    for key, values in one.items():
        np.testing.assert_array_equal(values, other[key], err_msg=str(key))


@pytest.mark.wide(5)
@pytest.mark.filterwarnings("ignore:QuadPotentialFullAdapt is an experimental")
@pytest.mark.parametrize("case", CASES)
def test_a_run_that_died_goes_on(case, often, tmp_path, monkeypatch):
    whole = sampled(case, tmp_path / "whole")
    write, written = ChainFolder.write, []

    def dying(self, strace, state):
        if len(written) == deaths:
            raise Died
        written.append(write(self, strace, state))

    deaths = 6 if "chains" in CASES[case][2] else 1  # four chains: within the second time
    for _ in range(2):
        with monkeypatch.context() as patched:
            patched.setattr(ChainFolder, "write", dying)
            written.clear()
            with pytest.raises(Died):
                sampled(case, tmp_path / "died")
    trace = sampled(case, tmp_path / "died")
    same(trace, whole)
    same(sampled(case, tmp_path / "died"), whole)  # all is kept: nothing is drawn


@pytest.mark.slow
@pytest.mark.parametrize("case", ["NUTS", "all that is assigned to discrete variables"])
def test_chains_in_processes(case, often, tmp_path, monkeypatch):
    whole = sampled(case, tmp_path / "whole", cores=2)
    write, written = ChainFolder.write, []

    def dying(self, strace, state):
        if len(written) == 2:
            raise Died
        written.append(write(self, strace, state))

    with monkeypatch.context() as patched:
        patched.setattr(ChainFolder, "write", dying)
        with pytest.raises(Died):
            sampled(case, tmp_path / "died", cores=2)
    same(sampled(case, tmp_path / "died", cores=2), whole)
    same(sampled(case, tmp_path / "died", cores=2), whole)


# name -> (sampler, more arguments)
PROGRAMS = {
    "NumPyro in threads": ("numpyro", {"cores": 2}),
    "NumPyro, vectorized": ("numpyro", {"chain_method": "vectorized"}),
    "TFP": ("tfp", {"cores": 1}),
    "SNAPER": ("snaper", {}),
}


@pytest.mark.filterwarnings("ignore:Passing arguments 'a', 'a_min':DeprecationWarning")  # lowest NumPyro, JAX 0.5
@pytest.mark.wide(1)
@pytest.mark.parametrize("case", PROGRAMS)
def test_a_program_that_died_goes_on(case, often, tmp_path, monkeypatch):
    sampler, options = PROGRAMS[case]
    pytest.importorskip("numpyro" if sampler == "numpyro" else "tensorflow_probability")
    monkeypatch.setattr(OneProgram, "next_size", lambda self, seconds, size: 25)
    given = {"draws": 120, "tune": 60, "chains": 2, "random_seed": [5, 6], **OPTIONS, **options}
    write, written = ProgramFolder.write, []

    def dying(self, rows, state):
        if len(written) >= 2:  # two threads may write at once
            raise Died
        written.append(write(self, rows, state))

    with theano.change_flags(sampler=sampler), continuous():
        whole = pm.sample(checkpoint=tmp_path / "whole", **given)
        for _ in range(2):
            written.clear()
            with monkeypatch.context() as patched, pytest.raises(Died):
                patched.setattr(ProgramFolder, "write", dying)
                pm.sample(checkpoint=tmp_path / "died", **given)
        found = pm.sample(checkpoint=tmp_path / "died", **given)
        same(found, whole)
        same(found, pm.sample(**given))
        same(found, pm.sample(checkpoint=tmp_path / "died", **given))
    kept = any_file.load(tmp_path / "died")
    assert kept.ended == "complete" and [len(one) for one in kept.chains] == [120, 120]
    np.testing.assert_array_equal(kept.chains[1].samples["ratio"], found.get_values("ratio", chains=1))


def funnel(folder, **more):
    with pm.Model():
        v = pm.Normal("v", 0, 3)
        pm.Normal("x", 0, pm.math.exp(v / 2), shape=9)
        return pm.sample(checkpoint=folder, cores=1, **OPTIONS, **more)


@pytest.mark.parametrize("tune", [40, 0])
def test_finished_chains_of_nutpie_are_not_drawn_again(tune, tmp_path, monkeypatch, caplog):
    pytest.importorskip("nutpie")
    given = {"draws": 150, "tune": tune, "chains": 3, "random_seed": [5, 6, 7], "nuts_sampler": "nutpie"}
    given["target_accept"] = 0.4  # steps so long that chains diverge, whichever compiler rounds
    if not tune:
        monkeypatch.setattr(routing, "TUNE_OF_NUTPIE", 0)
    whole = funnel(tmp_path / "whole", **given)
    start, started = nutpie_extension.start_chain, []

    def dying(c, dimension, settings, *rest):
        started.append(settings.seed)
        if len(started) == 3:
            raise Died
        return start(c, dimension, settings, *rest)

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(nutpie_extension, "start_chain", dying)
        funnel(tmp_path / "died", **given)
    monkeypatch.setattr(nutpie_extension, "start_chain", lambda *a: started.append(a[2].seed) or start(*a))
    started.clear()
    with caplog.at_level("INFO"):
        found = [funnel(tmp_path / "died", **given) for _ in range(2)]
    assert len(started) == 2 and "read: chain 0." in caplog.text and "all chains are there" in caplog.text
    for one in (*found, funnel(None, **given)):
        same(one, whole)
        assert points_of_divergences(one) == points_of_divergences(whole) != []
    assert any_file.load(tmp_path / "died").ended == "complete"


def test_a_chain_of_nutpie_that_stalls_leaves_the_folder_to_nutpie(tmp_path, monkeypatch):
    pytest.importorskip("nutpie")
    given = {"draws": 150, "tune": 40, "chains": 2, "random_seed": [5, 6], "nuts_sampler": "nutpie"}
    whole = funnel(tmp_path / "a", **given)
    with monkeypatch.context() as patched:
        patched.setattr(nutpie._ChainRun, "has_stalled", lambda self, patience: True)
        with pytest.raises(pm.SamplingError, match="nutpie stopped: it gave no draw"):
            funnel(tmp_path / "b", **given)
    same(funnel(tmp_path / "b", **given), whole)


def points_of_divergences(trace):
    found = [w for w in trace.report._warnings if w.kind.name == "DIVERGENCE"]
    ends = [(w.divergence_point_source, w.divergence_point_dest) for w in found]
    plain = [[one and {name: np.asarray(value).tolist() for name, value in one.items()} for one in e] for e in ends]
    return [(w.step, one) for w, one in zip(found, plain, strict=True)]


def simulated():
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 2)
        pm.Simulator("y", lambda mu: np.random.normal(mu, 1, 5), params=(mu,), epsilon=1, observed=Y)
    return model


POPULATIONS = {
    "SMC": (continuous, {"n_steps": 4}),
    "discrete": (discrete, {"n_steps": 4}),
    "ABC": (simulated, {"kernel": "ABC", "n_steps": 3, "save_sim_data": True}),
    "processes": (continuous, {"n_steps": 4, "parallel": True}),
}


def populations(case, folder, **more):
    model, options = POPULATIONS[case]
    with model():
        return pm.sample_smc(80, chains=2, cores=2, random_seed=4, checkpoint=folder, **{**options, **more})


@pytest.mark.wide(2)
@pytest.mark.parametrize("case", POPULATIONS)
def test_a_population_that_died_goes_on(case, often, tmp_path, monkeypatch):
    whole, plain = populations(case, tmp_path / "whole"), populations(case, None)
    write, written = StateFile.write, []

    def dying(self, value):
        write(self, value)
        written.append(value)
        if len(written) == 3:
            raise Died

    for _ in range(0 if case == "processes" else 3):
        with monkeypatch.context() as patched:
            patched.setattr(StateFile, "write", dying)
            written.clear()
            with pytest.raises(Died):
                populations(case, tmp_path / "died")
    found = populations(case, tmp_path / "died")
    for other in (whole, plain, populations(case, tmp_path / "died")):
        if case == "ABC":
            np.testing.assert_array_equal(found[1]["y"], other[1]["y"])
        one, other = (found[0], other[0]) if case == "ABC" else (found, other)
        same(one, other)
        np.testing.assert_array_equal(one.report.log_marginal_likelihood, other.report.log_marginal_likelihood)
        assert one.report.betas == other.report.betas and one.report.nsteps == other.report.nsteps
    kept = any_file.load(tmp_path / "died")
    assert kept.ended == "complete" and len(kept.chains) == 2 and len(kept.chains[0]) == 80


def test_another_population_is_refused(tmp_path):
    populations("SMC", tmp_path / "a")
    with pytest.raises(CheckpointError, match="the options was"):
        populations("SMC", tmp_path / "a", n_steps=5)


def in_minibatches():
    with pm.Model() as model:
        mu = pm.Normal("mu", 0, 2)
        pm.Normal("y", mu, 1, observed=pm.Minibatch(np.tile(Y, 20), 8, random_seed=7), total_size=100)
    return model


def tracker(approx):
    return [pm.callbacks.Tracker(mean=approx.mean.eval)]


def settled(approx):
    return [pm.callbacks.CheckParametersConvergence(every=10, tolerance=0.2)]


FITS = {
    "ADVI": (continuous, "advi", {}, None),
    "FullRankADVI": (continuous, "fullrank_advi", {"obj_optimizer": pm.adam(learning_rate=0.05)}, None),
    "SVGD": (continuous, "svgd", {"inf_kwargs": {"n_particles": 10}}, None),
    "ASVGD": (continuous, "asvgd", {"obj_n_mc": 20}, None),
    "NFVI": (continuous, "nfvi", {}, None),
    "minibatches": (in_minibatches, "advi", {}, None),
    "a tracker": (continuous, "advi", {}, tracker),
    "ends before": (continuous, "advi", {"obj_optimizer": pm.sgd(learning_rate=1e-3)}, settled),
}


def fitted(case, folder, **more):
    """Return the approximation's parameters, the losses, and what callbacks hold."""
    model, method, options, callbacks = FITS[case]
    options = {**options, **more}
    with model():
        start = {} if method == "asvgd" else {"random_seed": 3}
        inference = {"advi": pm.ADVI, "fullrank_advi": pm.FullRankADVI, "svgd": pm.SVGD, "asvgd": pm.ASVGD}
        made = inference.get(method, pm.NFVI)(**{**start, **options.pop("inf_kwargs", {})})
        called = [] if callbacks is None else callbacks(made.approx)
        approx = made.fit(60, progressbar=False, callbacks=called, checkpoint=folder, **options)
    tracked = [one.hist["mean"] for one in called if hasattr(one, "hist")]
    return [p.get_value() for p in approx.params], approx.hist, tracked


@pytest.mark.wide(2)
@pytest.mark.filterwarnings("ignore:You are using experimental inference Operator")
@pytest.mark.parametrize("case", FITS)
def test_a_fit_that_died_goes_on(case, often, tmp_path, monkeypatch):
    pm.set_tt_rng(5)
    np.random.seed(5)
    whole = fitted(case, tmp_path / "whole")
    write, written = StateFile.write, []

    def dying(self, value):
        write(self, value)
        written.append(value["done"])
        if len(written) == 2 and value["done"] < 50 and not value["ended"]:
            raise Died

    died = 0
    for _ in range(3):
        pm.set_tt_rng(5)
        np.random.seed(5)
        written.clear()
        with monkeypatch.context() as patched:
            patched.setattr(StateFile, "write", dying)
            try:
                found = fitted(case, tmp_path / "died")
            except Died:
                died += 1
    found = fitted(case, tmp_path / "died")
    assert died > 0
    for one, other in zip(found, whole, strict=True):
        np.testing.assert_array_equal(
            np.concatenate([np.ravel(a) for a in one] or [[]]), np.concatenate([np.ravel(a) for a in other] or [[]])
        )


def test_another_fit_is_refused(tmp_path):
    fitted("ADVI", tmp_path / "a")
    with pytest.raises(CheckpointError, match="the steps was"):
        fitted("ADVI", tmp_path / "a", obj_optimizer=pm.adam())
    with pytest.raises(CannotRead, match="the folder of a fit"):
        any_file.load(tmp_path / "a")


def test_the_draws_are_those_without_a_checkpoint(tmp_path):
    with theano.change_flags(sampler="pymc3"):
        same(sampled("NUTS", None), sampled("NUTS", tmp_path / "kept"))


def test_without_a_seed_the_seeds_are_those_of_the_beginning(often, tmp_path, monkeypatch):
    first = sampled("NUTS", tmp_path / "a", random_seed=None)
    same(sampled("NUTS", tmp_path / "a", random_seed=None), first)


@pytest.mark.parametrize(
    "change, said",
    [
        ({"draws": 61}, "draws was 60 and is now 61"),
        ({"chains": 3, "random_seed": [5, 6, 7]}, "chains was 2 and is now 3"),
        ({"random_seed": [5, 7]}, "random_seed was"),
        ({"target_accept": 0.9}, "the options was"),
        ({"step": pm.Slice}, "the step methods was null"),
        ({"data": Y + 1}, "the (model|data) was"),
    ],
)
def test_another_run_is_refused(change, said, tmp_path):
    given = {"draws": 60, "tune": 40, "chains": 2, "cores": 1, "random_seed": [5, 6], **OPTIONS}
    with continuous():
        pm.sample(checkpoint=tmp_path / "a", **given)
    data, step = change.pop("data", Y), change.pop("step", None)
    with continuous(data), pytest.raises(CheckpointError, match=said):
        pm.sample(checkpoint=tmp_path / "a", **{**given, **change}, **({} if step is None else {"step": step()}))


def weighted(first, second):
    """A model whose density has a user's Op, so that its graph has no key."""

    @theano.compile.ops.as_op(itypes=[tt.dscalar], otypes=[tt.dscalar])
    def twice(x):
        return 2 * x

    with pm.Model() as model:
        a, b = pm.Normal("a", 0, 1), pm.Normal("b", 0, 1)
        pm.Normal("y", first * twice(a) + second * twice(b), 1, observed=Y)
    return model


def of_sparse(last):
    matrix = scipy.sparse.csr_matrix(np.diag([1.0, 2.0, 3.0, 4.0, last]))
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1, shape=(5, 1))
        pm.Normal("y", theano.sparse.structured_dot(theano.sparse.as_sparse_variable(matrix), x)[:, 0], 1, observed=Y)
    return model


def with_ratio(factor, name="ratio"):
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1)
        pm.Deterministic(name, factor * x)
        pm.Normal("y", x, 1, observed=Y)
    return model


@pytest.mark.filterwarnings("ignore:A test function", "ignore:.*runs in Python")
@pytest.mark.parametrize(
    "one, other",
    [
        (lambda: with_ratio(2), lambda: with_ratio(3)),
        (lambda: with_ratio(2), lambda: with_ratio(2, "relation")),
        (lambda: of_sparse(5.0), lambda: of_sparse(6.0)),
        (lambda: weighted(1, 3), lambda: weighted(3, 1)),
    ],
)
def test_another_model_is_refused(one, other, tmp_path):
    given = {
        "step": None,
        "tune": 5,
        "chains": 1,
        "cores": 1,
        "random_seed": 5,
        "checkpoint": tmp_path / "a",
        **OPTIONS,
    }
    with one():
        pm.sample(5, **{**given, "step": pm.Metropolis()})
    with one():
        pm.sample(5, **{**given, "step": pm.Metropolis()})  # the same model, made anew
    with other(), pytest.raises(CheckpointError, match="is of another run: the (model|data|variables) was"):
        pm.sample(5, **{**given, "step": pm.Metropolis()})


def test_numbers_of_numpy(tmp_path):
    with continuous():
        pm.fit(np.int64(20), progressbar=False, checkpoint=tmp_path / "a")
        pm.fit(20, progressbar=False, checkpoint=tmp_path / "a")


def test_ctrl_c_within_a_step_keeps_the_state_before_it(tmp_path, monkeypatch, often):
    take = Steps.take

    def interrupted(self, i, n, before):
        made = take(self, i, n, before)
        if i >= 20:
            raise KeyboardInterrupt
        return made

    with continuous():
        whole = pm.fit(60, random_seed=3, progressbar=False).hist
    with continuous(), monkeypatch.context() as patched:
        patched.setattr(Steps, "take", interrupted)
        pm.fit(60, random_seed=3, progressbar=False, checkpoint=tmp_path / "a")
    with continuous():
        found = pm.fit(60, random_seed=3, progressbar=False, checkpoint=tmp_path / "a").hist
    np.testing.assert_array_equal(found, whole)


def test_a_window_stays_a_window():
    held = {"window": deque([1.0, 2.0], maxlen=2)}
    again = unpacked(*packed(held), {"window": deque([], maxlen=2)})
    assert again == held and again["window"].maxlen == 2


def test_a_second_process_is_refused(tmp_path):
    sampled("NUTS", tmp_path / "a")
    with locked(tmp_path / "a" / "lock"), pytest.raises(CheckpointError, match="is written to by another run"):
        sampled("NUTS", tmp_path / "a")


FORKS = """
import os, pathlib, time
from theano_common.system.file_lock import locked

with locked(pathlib.Path("lock")):
    if os.fork() == 0:
        print("child", flush=True)
        time.sleep(30)
    time.sleep(0.1)
    os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_a_child_that_outlives_its_parent_holds_no_lock(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", FORKS], cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout.readline() == b"child\n" and process.wait() == 0
        try:
            with locked(tmp_path / "lock"):
                pass
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(CheckpointError, match=r"holds other files \(thesis.tex\)"):
        sampled("NUTS", tmp_path)


DAMAGE = {
    "cut": lambda b: b[: len(b) // 2],
    "a bit": lambda b: b[:-200] + bytes([b[-200] ^ 1]) + b[-199:],
    "empty": lambda b: b"",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_chunk_that_is_not_whole_is_drawn_again(damage, often, tmp_path, caplog):
    whole = sampled("Metropolis", tmp_path / "a")
    files = sorted((tmp_path / "a" / "chain-1").glob("*.npz"))
    files[len(files) // 2].write_bytes(DAMAGE[damage](files[len(files) // 2].read_bytes()))
    same(sampled("Metropolis", tmp_path / "a"), whole)
    assert any("its draws are made again" in one.getMessage() for one in caplog.records)


@pytest.mark.parametrize("damage", DAMAGE)
def test_draws_that_are_damaged_are_drawn_again(damage, often, tmp_path, caplog):
    whole = sampled("Metropolis", tmp_path / "a")
    file = tmp_path / "a" / "chain-1" / "draws.bin"
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    same(sampled("Metropolis", tmp_path / "a"), whole)
    assert any("its draws are made again" in one.getMessage() for one in caplog.records)


def test_changes_of_a_trace_do_not_reach_the_folder(tmp_path):
    whole, changed = sampled("Metropolis", tmp_path / "a"), sampled("Metropolis", tmp_path / "a")
    changed.get_values("mu", chains=1)[:] = 0
    for strace in changed._straces.values():
        strace.samples["mu"][:] = 0
    same(sampled("Metropolis", tmp_path / "a"), whole)


LARGE = """
import resource, sys
import numpy as np
import compat.pymc3 as pm

with pm.Model():
    x = pm.Normal("x", 0, 1, shape=10_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    trace = pm.sample(5_000, tune=0, chains=1, cores=1, random_seed=3, step=pm.Metropolis(), progressbar=False,
                      return_inferencedata=False, compute_convergence_checks=False, checkpoint="kept")
    print(trace._straces[0].samples["x"].nbytes // 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.slow
def test_memory_holds_the_last_chunks(tmp_path, fresh_python):
    (tmp_path / "model.py").write_text(LARGE)
    draws, grown = map(int, fresh_python("-W", "ignore", "model.py").stdout.split())
    assert draws == 390_625 and grown < draws / 2


def test_a_full_disk(often, tmp_path, monkeypatch):
    whole = sampled("Metropolis", tmp_path / "whole")

    def full(self, other):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", lambda a, b: full(a, b) if "chain-1" in str(b) else Path(a).rename(b))
        with pytest.raises(OSError, match="No space left on device: .* keeps the draws before this one"):
            sampled("Metropolis", tmp_path / "a")
    assert not list(tmp_path.glob("a/*/*.partial"))
    same(sampled("Metropolis", tmp_path / "a"), whole)


def test_is_read_at_any_moment(often, tmp_path, monkeypatch):
    whole = sampled("NUTS", tmp_path / "a")
    draws = any_file.load(tmp_path / "a")
    assert draws.ended == "complete" and [len(one) for one in draws.chains] == [60, 60]
    np.testing.assert_array_equal(draws.chains[1].samples["ratio"], whole.get_values("ratio", chains=1))
    sorted((tmp_path / "a" / "chain-1").glob("*.npz"))[-1].unlink()
    draws = any_file.load(tmp_path / "a")
    assert draws.ended == "interrupted" and len(draws.chains[0]) == 60 > len(draws.chains[1])


def test_watching(tmp_path, capsys):
    from theano_compat.__main__ import main

    sampled("NUTS", tmp_path / "a")
    assert main(["watch", "--once", "--html", str(tmp_path / "page.html"), str(tmp_path / "a")]) == 0
    said = capsys.readouterr().out
    assert "chain 1  100 of 100" in said and "ess_bulk" in said and "The run is at its end." in said
    assert said.count("\nratio") == 1
    page = (tmp_path / "page.html").read_text()
    assert "chain 1" in page
    pictures = importlib.util.find_spec("matplotlib") is not None
    assert ("data:image/png;base64," if pictures else "matplotlib is not installed") in page
    for one in (tmp_path / "a").glob("chain-*/*.npz"):
        one.unlink()
    assert main(["watch", "--once", str(tmp_path / "a")]) == 0
    assert "no draws are kept yet" in capsys.readouterr().out
    assert main(["watch", str(tmp_path / "nothing")]) == 2


def test_a_trace_of_another_kind(tmp_path):
    with continuous(), pytest.raises(ValueError, match="leave `trace` out"):
        pm.sample(20, tune=20, chains=2, cores=1, checkpoint=tmp_path / "a", trace="text", **OPTIONS)


def test_a_users_step_with_something_that_cannot_be_kept(often, tmp_path):
    class Reads(HalfWay):
        def __init__(self, vars):
            super().__init__(vars)
            self.file = (lines for lines in ["a"])

    with continuous() as model, pytest.raises(NoState, match="Reads.file is a generator"):
        steps = [Reads([model["mu"]]), pm.Slice([model["sigma_log__"]])]
        pm.sample(20, tune=20, chains=1, cores=1, step=steps, checkpoint=tmp_path / "a", **OPTIONS)


class Phase(enum.Enum):
    NEAR = 1
    FAR = 2


class Memory:
    def __init__(self, last):
        self.last, self.count = last, 0


class Learns(HalfWay):
    """A step method with an attribute that is None at first, and an Enum."""

    def __init__(self, vars):
        super().__init__(vars)
        self.memory, self.phase, self.phases = None, Phase.NEAR, []

    def step(self, point):
        if self.memory is None:
            self.memory = Memory(np.array(1.0))
        self.memory.count += 1
        self.memory.last = 0.5 * self.memory.last + point["mu"]
        self.phase = Phase.FAR if self.memory.count % 3 else Phase.NEAR
        self.phases = [*self.phases[-2:], self.phase]
        found = super().step(point)
        return {**found, "mu": found["mu"] + 0.1 * self.memory.last * self.phase.value}


def test_a_step_whose_attributes_come_later(often, tmp_path, monkeypatch):
    monkeypatch.setitem(CASES, "learns", (continuous, lambda m: [Learns([m["mu"]]), pm.Slice([m["sigma_log__"]])], {}))
    whole = sampled("learns", tmp_path / "whole")
    write, written = ChainFolder.write, []

    def dying(self, strace, state):
        if len(written) == 30:
            raise Died
        written.append(write(self, strace, state))

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(ChainFolder, "write", dying)
        sampled("learns", tmp_path / "died")
    same(sampled("learns", tmp_path / "died"), whole)
    assert Phase.NEAR.value == 1 and Phase.FAR.value == 2


def test_an_object_of_a_class_that_is_not_found_is_refused():
    class Hidden:
        pass

    class Has:
        pass

    kept = Has()
    kept.it = Hidden()
    new = Has()
    new.it = None
    with pytest.raises(NoState, match=r"Has had a .*Hidden, which a new Has lacks"):
        unpacked(*packed([kept]), [new])
    new.it = Hidden()
    unpacked(*packed([kept]), [new])


def test_a_state_says_where_a_class_stood():
    class Has:
        pass

    proposal = pm.step_methods.mlda.RecursiveDAProposal
    kept, new = Has(), Has()
    kept.it, new.it = object.__new__(proposal), None
    tree, arrays = packed([kept])
    text = json.dumps(tree)
    former = text.replace("theano_compat.old.pymc3.", "theano_compat.models.")
    assert former != text
    unpacked(json.loads(former), arrays, [new])
    assert type(new.it) is proposal


def test_points_of_divergences_outlive_an_interruption(often, tmp_path, monkeypatch):
    def drawn(folder):
        return points_of_divergences(funnel(folder, draws=150, tune=50, chains=1, random_seed=[3]))

    whole = drawn(tmp_path / "whole")
    write, written = ChainFolder.write, []

    def dying(self, strace, state):
        if state.done > 120:
            raise Died
        written.append(write(self, strace, state))

    monkeypatch.setattr(RunInC, "draw", _few_at_a_time(RunInC.draw))
    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(ChainFolder, "write", dying)
        drawn(tmp_path / "died")
    for found in (drawn(tmp_path / "died"), drawn(tmp_path / "died")):  # the second time nothing is drawn
        assert found == whole and len(whole) > 3


def test_room_for_more_draws_than_memory_is_in_the_file(tmp_path, monkeypatch):
    made = []
    zeros = np.zeros
    monkeypatch.setattr(np, "zeros", lambda shape, *more, **named: made.append(shape) or zeros(shape, *more, **named))
    with pm.Model():
        pm.Deterministic("wide", pm.Normal("x") * np.ones(321))
        trace = pm.sample(30, tune=30, chains=1, cores=1, checkpoint=tmp_path / "a", **OPTIONS)
    assert trace["wide"].shape == (30, 321) and np.all(trace["wide"].T == trace["x"])
    assert 60 in made and (60, 321) not in made  # the first is a statistic


def _few_at_a_time(draw):
    return lambda self, point, most: draw(self, point, min(most, 7))


SCRIPT = """
import sys
import numpy as np
import pymc3 as pm

with pm.Model():
    mu = pm.Normal("mu", 0, 1, shape=3)
    pm.Normal("y", mu, 1, observed=np.ones(3))
    for draws in (300, 400):
        trace = pm.sample(draws, tune=100, chains=2, cores=1, random_seed=3, progressbar=False)
np.save(sys.argv[1], trace["mu"])
"""


@pytest.mark.slow
def test_a_script_without_an_edit(tmp_path, fresh_python):
    (tmp_path / "model.py").write_text(textwrap.dedent(SCRIPT))
    command = ["-W", "ignore", "-m", "theano_compat", "run", "--checkpoint", "kept", "model.py"]
    fresh_python(*command, "one.npy")
    assert sorted(one.name for one in (tmp_path / "kept").iterdir()) == ["call-1", "call-2"]
    assert json.loads((tmp_path / "kept" / "call-2" / "run.json").read_text())["about"]["draws"] == 400
    done = fresh_python(*command, "two.npy")
    assert "because nutpie keeps its state to itself" in done.stderr
    np.testing.assert_array_equal(np.load(tmp_path / "one.npy"), np.load(tmp_path / "two.npy"))


KILLED = """
import sys
import numpy as np
import compat.pymc3 as pm
import theano_compat.infer.keeping.checkpoint as checkpoint

checkpoint.SECONDS = 0.02
with pm.Model():
    x = pm.Normal("x", 0, 1, shape=10)
    pm.Normal("y", x, 1, observed=np.ones(10))
    print("begun", flush=True)
    trace = pm.sample(30_000, tune=1000, chains=2, cores=1, random_seed=3, step=pm.Slice(), progressbar=False,
                      return_inferencedata=False, compute_convergence_checks=False, checkpoint=sys.argv[1])
np.save(sys.argv[2], trace["x"])
"""


@pytest.mark.slow
def test_kill_9(tmp_path, fresh_python):
    """Killed while it draws, three times; the long form is `make fidelity SUITE=resume`."""
    (tmp_path / "model.py").write_text(KILLED)
    fresh_python("model.py", "whole", "whole.npy")
    for _ in range(3):
        command = [sys.executable, "-W", "ignore", "model.py", "died", "died.npy"]
        with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.stdout.readline()
            try:
                process.wait(0.4)
            except subprocess.TimeoutExpired:
                process.kill()
    fresh_python("-W", "ignore", "model.py", "died", "died.npy")
    np.testing.assert_array_equal(np.load(tmp_path / "whole.npy"), np.load(tmp_path / "died.npy"))
