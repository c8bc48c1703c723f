"""The NUTS in Python against the first iterations of the real PyMC3 3.11.5 (make_nuts_reference.py)."""

import json
import os
import signal
import threading
from pathlib import Path

import numpy as np
import pytest

from tests.samplers import standins
from theano_common.statistics import convergence, ess_bulk, mcse_mean, rhat
from theano_compat.compilation.densities.log_density import LogDensity
from theano_compat.infer.hamiltonian import nuts_of_density as nuts
from theano_compat.infer.hamiltonian.integration import Leapfrog
from theano_compat.infer.hamiltonian.potentials import QuadPotentialDiagAdapt
from theano_compat.infer.hamiltonian.trajectory import Trajectory
from theano_compat.models.exceptions import SamplingError
from theano_compat.settings import config

RUNS = json.loads(Path(__file__).with_name("nuts_reference.json").read_text())["runs"]
SAME = 30  # iterations; beyond, rounding has grown


@pytest.fixture(scope="module", params=RUNS)
def pair(request):
    """(the reference's chain, ours: positions and statistics with warm-up in front), for each chain."""
    reference = RUNS[request.param]
    options = dict(reference["options"])
    jitter = options.pop("init").startswith("jitter")
    seed = options.pop("random_seed")
    before = np.random.get_state()
    draws = nuts.sample(standins.eight_schools(), seed=seed, jitter=jitter, progress=False, **options)
    np.random.set_state(before)
    return list(zip(reference["chains"], draws.chains, strict=True))


def whole(chain, name):
    return np.concatenate([chain.warmup_samples[name], chain.samples[name]])


def test_same_seed_same_draws(pair):
    for reference, ours in pair:
        x = np.column_stack([whole(ours, "mu"), whole(ours, "tau_log__"), whole(ours, "eta")])
        expected = np.array(reference["position"])
        assert x.shape == expected.shape
        np.testing.assert_allclose(x[:SAME], expected[:SAME], rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize(
    "name",
    [
        "depth",
        "tree_size",
        "step_size",
        "step_size_bar",
        "mean_tree_accept",
        "diverging",
        "energy_error",
        "max_energy_error",
        "tune",
    ],
)
def test_same_statistics(pair, name):
    for reference, ours in pair:
        got = np.concatenate([ours.warmup_stats[name], ours.stats[name]])
        np.testing.assert_allclose(got[:SAME], reference["stats"][name][:SAME], rtol=1e-6, atol=1e-8)


def test_energies_differ_by_the_constants_alone(pair):
    # The stand-in leaves out the constants of the log density; PyMC3 has them.
    for reference, ours in pair:
        for name, sign in (("model_logp", 1), ("energy", -1)):
            got = np.concatenate([ours.warmup_stats[name], ours.stats[name]])[:SAME]
            offset = sign * (np.array(reference["stats"][name][:SAME]) - got)
            assert np.ptp(offset) < 1e-7
            np.testing.assert_allclose(offset, CONSTANTS, rtol=1e-7)


CONSTANTS = -0.5 * np.log(2 * np.pi) * 17 - np.log(5.0) - np.log(standins.SIGMA).sum() + np.log(2 / (np.pi * 5.0))


@pytest.mark.slow
def test_acceptance_of_pymc3_38():
    """The mean over all steps taken, whatever became of them."""
    energies = []

    class Recorded(Leapfrog):
        def step(self, epsilon, state):
            after = super().step(epsilon, state)
            energies.append(after.energy)
            return after

    mass = QuadPotentialDiagAdapt(3, np.zeros(3), np.ones(3), 10, dtype="float64")
    leapfrog = Recorded(mass, lambda x: (-0.5 * float(x @ x), -x))
    begin = leapfrog.compute_state(np.array([0.1, 0.2, -0.1]), np.array([1.5, 1.3, -1.2]))
    with config.change_flags(emulate="3.8"):
        end = Trajectory(leapfrog, np.random.RandomState(1), 0.9).run(begin, 5)
    assert end.statistics["tree_size"] == len(energies) > 2
    expected = np.mean(np.minimum(1.0, np.exp(begin.energy - np.array(energies))))
    assert end.statistics["mean_tree_accept"] == pytest.approx(expected, rel=1e-12)


def test_canary_gaussian_within_monte_carlo_error():
    draws = nuts.sample(standins.gaussian(3), draws=600, tune=400, chains=2, seed=3, progress=False)
    for i in range(3):
        scalar = draws.stacked("x")[:, :, i]
        assert rhat(scalar) < 1.02 and ess_bulk(scalar) > 300
        assert abs(scalar.mean() - i) < 4.5 * mcse_mean(scalar)


@pytest.mark.slow
def test_eight_schools_converges():
    draws = nuts.sample(standins.eight_schools(), draws=500, tune=500, chains=2, seed=1, progress=False)
    assert all(np.all(entry["rhat"] < 1.03) for entry in convergence(draws).values())
    assert draws.stacked("theta").shape == (2, 500, 8)


def with_logp(logp_grad):
    density = standins.gaussian(2)
    return LogDensity(
        parts=density.parts,
        initial=density.initial,
        logp_grad=logp_grad,
        expanded=density.expanded,
        expand=density.expand,
    )


@pytest.mark.parametrize("kind", ["minus infinity", "not a number", "linear algebra"])
def test_no_value_on_the_way_is_a_divergence(kind):
    gaussian = standins.gaussian(2)

    def logp_grad(x):
        if x[0] > 0.8:
            if kind == "linear algebra":
                raise np.linalg.LinAlgError("not positive definite")
            return (-np.inf if kind == "minus infinity" else np.nan), np.zeros(2)
        return gaussian.logp_grad(x)

    options = {"draws": 100, "tune": 50, "chains": 1, "seed": 3, "start": np.full(2, -1.0)}
    draws = nuts.sample(with_logp(logp_grad), progress=False, **options)
    assert draws.statistic("diverging").any()
    assert draws.stacked("x")[..., 0].max() <= 0.8


def test_a_bad_start_is_a_sampling_error():
    with pytest.raises(SamplingError, match="Bad initial energy: the log density is -inf where chain 0"):
        nuts.sample(with_logp(lambda x: (-np.inf, np.zeros(2))), draws=5, tune=5, chains=1, seed=1, progress=False)


def test_ctrl_c_returns_what_was_drawn():
    threading.Timer(0.4, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    draws = nuts.sample(standins.gaussian(2), draws=10**6, tune=10, chains=2, seed=1, progress=False)
    assert draws.ended == "interrupted"
    assert len(draws.chains) == 1 and len(draws) > 0 and len(draws.chains[0].warmup_samples["x"]) == 10


def test_no_tuning():
    draws = nuts.sample(standins.gaussian(2), draws=20, tune=0, chains=1, seed=1, progress=False)
    assert draws.stacked("x").shape == (1, 20, 2) and draws.chains[0].warmup_samples is None
