"""pm.sample(executor=) and map_models(executor=): the draws of one process, also where workers die."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
from tests.scale.models import MODELS, QUIET, line
from tests.scale.pools import Dying, Here, processes
from tests.scale.test_map_models import OPTIONS, data_of, same
from theano_compat.models.saving.plain_objects import NotPlain
from theano_compat.scale import tasks
from theano_compat.scale.tasks import Tasks


def sampled(which, chains=3, **more):
    made, sampler = MODELS[which]
    with made(), theano.config.change_flags(sampler=sampler):
        return pm.sample(50, tune=60, chains=chains, **{"random_seed": 3, **QUIET, **more})


def same_traces(one, other):
    assert one.chains == other.chains and one.varnames == other.varnames and one.stat_names == other.stat_names
    for name in one.varnames:
        for chain in one.chains:
            np.testing.assert_array_equal(one.get_values(name, chains=chain), other.get_values(name, chains=chain))
    timed = {"perf_counter_diff", "perf_counter_start", "process_time_diff"}
    for name in one.stat_names - timed:
        np.testing.assert_array_equal(one.get_sampler_stats(name), other.get_sampler_stats(name))
    assert (one.report.n_tune, one.report.n_draws) == (other.report.n_tune, other.report.n_draws)


@pytest.mark.parametrize("which", MODELS)
def test_chains_are_those_of_one_process(which):
    same_traces(sampled(which, executor=Here()), sampled(which, cores=2))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Tuning samples")
def test_processes():
    with processes() as pool:
        same_traces(sampled("nutpie", executor=pool), sampled("nutpie", cores=2))
        kept = sampled("NUTS", executor=pool, discard_tuned_samples=False)
        same_traces(kept, sampled("NUTS", cores=2, discard_tuned_samples=False))


@pytest.mark.slow
def test_a_chain_whose_worker_dies_is_drawn_again():
    whole = sampled("NUTS", chains=2, cores=2)
    for deaths in (1, 9):  # after so many this process draws
        same_traces(sampled("NUTS", chains=2, executor=Dying(deaths)), whole)


def test_starts_and_recorded_variables():
    with line() as model:
        start = [{"a": 0.1, "b": 0.2, "sigma_log__": np.array(k / 10)} for k in range(2)]
        given = {"start": start, "trace": [model["a"]], "random_seed": [4, 5], "chains": 2, "cores": 2, **QUIET}
        same_traces(pm.sample(20, tune=20, executor=Here(), **given), pm.sample(20, tune=20, **given))


def test_with_a_checkpoint_a_later_run_goes_on(tmp_path):
    whole = sampled("NUTS", cores=1)
    same_traces(sampled("NUTS", executor=Here(), checkpoint=tmp_path / "run"), whole)
    pool = Here()
    same_traces(sampled("NUTS", executor=pool, checkpoint=tmp_path / "run"), whole)
    same_traces(sampled("NUTS", checkpoint=tmp_path / "run", cores=1), whole)


def test_what_cannot_be_sent():
    with line() as model:
        for more in ({"step": pm.Metropolis()}, {"callback": print}):
            with pytest.raises(NotImplementedError, match="not sent to workers"):
                pm.sample(5, executor=Here(), **more, **QUIET)
        with pytest.raises(TypeError, match="has no method `submit`"):
            pm.sample(5, executor=3, **QUIET)
        own = theano.compile.ops.as_op([theano.tensor.dscalar], [theano.tensor.dscalar])(lambda x: x)
        pm.Potential("own", own(model["a"]))
        with pytest.raises(NotPlain, match="the Op FromFunctionOp"):
            pm.sample(5, executor=Here(), **QUIET)


def test_an_error_of_a_chain_is_raised():
    with pm.Model():
        a = pm.Normal("a")
        pm.Potential("p", theano.tensor.log(a * 0 - 1))
        with pytest.raises(pm.exceptions.SamplingError):
            pm.sample(5, executor=Here(), **QUIET)


def test_a_task_is_given_to_a_worker_three_times():
    pool = Here()

    def fails(data):
        if pool.running:
            raise BrokenExecutor
        return data

    given = Tasks(pool, fails, b"model")
    assert given.result(given.submit()) == b"model" and pool.tries == [1, 2, 3]


@pytest.mark.parametrize("pool", [Here, pytest.param(processes, marks=pytest.mark.slow)])
def test_fits_are_those_of_one_process(pool):
    data = [data_of(k) for k in range(70)]
    data[3] = {"y": np.ones(3)}
    same(theano.map_models(line(), iter(data), executor=pool(), **OPTIONS), theano.map_models(line(), data, **OPTIONS))


@pytest.mark.slow
def test_fits_of_workers_that_die(tmp_path):
    data = [data_of(k) for k in range(3)]
    found = theano.map_models(line(), data, executor=Dying(1), checkpoint=tmp_path / "fits", **OPTIONS)
    same(found, theano.map_models(line(), data, **OPTIONS))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_dask_with_a_worker_that_is_killed(monkeypatch):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            first = next(iter(cluster.workers.values()))

            def kill():
                time.sleep(2.0)
                os.kill(first.pid, signal.SIGKILL)

            killer = threading.Thread(target=kill)
            killer.start()
            with line(), theano.config.change_flags(sampler="pymc3"):
                pm.set_data(data_of(0))
                given = {"chains": 4, "random_seed": 3, "tune": 2_000, **QUIET}
                found = pm.sample(2_000, executor=client, **given)
                killer.join()
                same_traces(found, pm.sample(2_000, cores=2, **given))
            monkeypatch.setattr(tasks, "LARGE", 0)  # so that the model goes to dask's own store
            data = [data_of(k) for k in range(40)]
            found = theano.map_models(line(), data, executor=client, **OPTIONS)
            same(found, theano.map_models(line(), data, **OPTIONS))
