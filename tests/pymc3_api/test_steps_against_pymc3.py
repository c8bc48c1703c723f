"""Same seed, same draws as the real PyMC3 3.11.5 (make_steps_reference.py), for every step method."""

from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api import step_cases as cases
from theano_compat.settings import config

REFERENCE = np.load(Path(__file__).with_name("steps_reference.npz"))

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.usefixtures("generator_as_it_was")]


@pytest.fixture
def generator_as_it_was():
    before = np.random.get_state()
    yield
    np.random.set_state(before)


def compare(trace, name):
    draws, stats = cases.flattened(trace)
    expected = REFERENCE[f"{name} draws"]
    assert draws.shape == expected.shape
    np.testing.assert_allclose(draws, expected, rtol=1e-6, atol=1e-9)
    wanted = {key.split(" stat ")[1] for key in REFERENCE.files if key.startswith(f"{name} stat ")}
    assert set(stats) == wanted
    for key in wanted:
        theirs = REFERENCE[f"{name} stat {key}"]
        ours = np.where(np.isnan(stats[key]) & (theirs == 0), 0.0, stats[key])  # absent: legacy stored zeros
        theirs = np.where(np.isnan(theirs) & (ours == 0), 0.0, theirs)  # inf - inf there, -inf here: both reject
        np.testing.assert_allclose(ours, theirs, rtol=1e-5, atol=1e-8, err_msg=key)


@pytest.mark.wide(23)
@pytest.mark.parametrize("name", cases.CASES)
def test_step_method(name):
    compare(cases.run(pm, name), name)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", cases.INITS)
def test_initialisation(name):
    with config.change_flags(sampler="pymc3"):
        compare(cases.run_init(pm, name), name)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", cases.OTHERS)
def test_other_samplers(name):
    compare(cases.OTHERS[name](pm), name)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", ["metropolis_scaled", "metropolis_covariance", "hmc"])
def test_in_processes(name):
    """A chain in a process of its own is the chain of its seed.

    Not so for all: in one process, the members of a CompoundStep stop tuning after the first chain, as in PyMC3.
    """
    make, step, options = cases.CASES[name]
    model = make(pm)
    with model:
        one = cases.sampled(pm, step=step(pm, model), **options, chains=2)
        two = cases.sampled(pm, step=step(pm, model), **{**options, "chains": 2, "cores": 2})
    np.testing.assert_array_equal(cases.flattened(one)[0], cases.flattened(two)[0])
