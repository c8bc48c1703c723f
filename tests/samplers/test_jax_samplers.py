"""NumPyro and TFP over densities in JAX: the same questions to both."""

import importlib
import subprocess
import sys

import numpy as np
import pytest

from tests.samplers import standins
from theano_common.statistics import convergence, ess_bulk, mcse_mean, mcse_sd, rhat
from theano_compat.compilation.densities.log_density import JaxDensity, LogDensity
from theano_compat.models.exceptions import SamplingError

PACKAGES = {"numpyro": "numpyro", "tfp": "tensorflow_probability"}


@pytest.fixture(params=PACKAGES)
def sampler(request):
    pytest.importorskip("jax")
    pytest.importorskip(PACKAGES[request.param])
    return importlib.import_module(f"compat.infer.jax.{request.param}")


def sample(sampler, density, **options):
    return sampler.sample(density, **{"seed": 1, "progress": False, "chains": 2, **options})


@pytest.mark.slow
def test_eight_schools_and_what_is_recorded(sampler):
    import jax.numpy as jnp

    density = standins.eight_schools()
    draws = sample(sampler, density, chains=4)
    assert draws.ended == "complete" and draws.sampler == sampler.__name__.rpartition(".")[2]
    assert draws.variables == ["mu", "tau_log__", "eta", "tau", "theta"]
    assert draws.stacked("theta").shape == (4, 1000, 8) and draws.stacked("theta").dtype == np.float64
    assert all(np.all(entry["rhat"] < 1.01) for entry in convergence(draws).values())
    assert draws.statistic("diverging").mean() < 0.005
    chain = draws.chains[0]
    x = np.column_stack([chain.samples["mu"], chain.samples["tau_log__"], chain.samples["eta"]])
    stats = chain.stats
    np.testing.assert_allclose(stats["model_logp"], [density.logp_grad(row)[0] for row in x], rtol=1e-12)
    assert np.all(stats["energy"] >= -stats["model_logp"])
    assert np.all(2 ** (stats["depth"] - 1) <= stats["tree_size"])
    assert np.all(stats["tree_size"] < 2 ** stats["depth"])
    assert 0.7 < stats["mean_tree_accept"].mean() < 0.97
    assert not stats["tune"].any() and chain.warmup_stats["tune"].all()
    assert chain.warmup_samples["theta"].shape == (1000, 8)
    assert jnp.ones(1).dtype == jnp.float32  # 64-bit numbers were ours alone


@pytest.mark.slow
def test_canary_gaussian_within_monte_carlo_error(sampler):
    draws = sample(sampler, standins.gaussian(6), chains=4, chain_method="vectorized", draws=1000, tune=500)
    for i in range(6):
        scalar = draws.stacked("x")[:, :, i]
        assert rhat(scalar) < 1.02 and ess_bulk(scalar) > 1000
        assert abs(scalar.mean() - i) < 4.5 * mcse_mean(scalar)
        assert abs(scalar.std() - (i + 1)) < 4.5 * mcse_sd(scalar)


@pytest.mark.slow
def test_chains_one_after_the_other_and_in_threads_draw_the_same():
    sampler = pytest.importorskip("numpyro") and importlib.import_module("compat.infer.jax.numpyro")
    density = standins.gaussian(2)
    options = {"draws": 60, "tune": 60}
    one, two = (
        sample(sampler, density, chain_method=method, **options).stacked("x") for method in ("sequential", "parallel")
    )
    np.testing.assert_array_equal(one, two)
    other = sample(sampler, density, chain_method="sequential", seed=2, **options).stacked("x")
    assert not np.array_equal(one, other) and not np.array_equal(one[0], one[1])


@pytest.mark.slow
@pytest.mark.parametrize("tune", [0, 5])  # 30: test_small_pieces_draw_the_same
def test_short_warm_up(sampler, tune):
    draws = sample(sampler, standins.gaussian(2), draws=20, tune=tune, chains=1)
    assert draws.stacked("x").shape == (1, 20, 2) and np.all(np.isfinite(draws.stacked("x")))
    assert (draws.chains[0].warmup_samples is None) == (tune == 0)


@pytest.mark.slow
def test_small_pieces_draw_the_same(monkeypatch):
    from theano_compat.infer.jax import numpyro
    from theano_compat.infer.jax import program as jax_program

    pytest.importorskip("numpyro")
    options = {"draws": 30, "tune": 30, "chain_method": "vectorized"}
    whole = sample(numpyro, standins.gaussian(2), **options).stacked("x")
    monkeypatch.setattr(jax_program, "LARGEST_BUFFER", 28)  # seven iterations of two chains of two numbers
    pieces = sample(numpyro, standins.gaussian(2), **options).stacked("x")
    np.testing.assert_allclose(whole, pieces, rtol=1e-9)


def half_plane(reach):
    import jax.numpy as jnp

    density = standins.gaussian(2)
    return LogDensity(
        parts=density.parts,
        initial=density.initial,
        logp_grad=density.logp_grad,
        expanded=density.expanded,
        expand=density.expand,
        jax=lambda: JaxDensity(
            logp=lambda x, data: jnp.where(x[0] > reach, -jnp.inf, -0.5 * jnp.sum(x**2)),
            expand=lambda x, data: {"x": x},
        ),
    )


@pytest.mark.slow
def test_minus_infinity_is_a_divergence(sampler):
    draws = sample(sampler, half_plane(0.5), draws=200, tune=100)
    assert draws.statistic("diverging").any()
    assert draws.stacked("x")[..., 0].max() <= 0.5


@pytest.mark.slow
def test_no_finite_start_is_a_sampling_error(sampler):
    with pytest.raises(SamplingError, match="the log density is -inf where chain 0 starts"):
        sample(sampler, half_plane(-100.0), draws=5, tune=5)


@pytest.mark.slow
def test_an_unknown_chain_method_names_the_known(sampler):
    with pytest.raises(ValueError, match="'vectorized', 'parallel' or 'sequential', not 'threads'"):
        sample(sampler, standins.gaussian(2), chain_method="threads")


@pytest.mark.parametrize("name", ["nope", "drawz"])
def test_an_unknown_option_is_named(sampler, name):
    with pytest.raises(TypeError, match=f"unexpected keyword argument '{name}'"):
        sample(sampler, standins.gaussian(2), draws=5, tune=5, **{name: 1})


@pytest.mark.parametrize(
    "options, given", [({}, (1000, 0.8, 10)), ({"tune": 7, "target_accept": 0.9, "max_treedepth": 3}, (7, 0.9, 3))]
)
def test_what_the_kernel_is_made_with(sampler, monkeypatch, options, given):
    class Enough(Exception):
        pass

    def kernel(logp, dimension, *arguments):
        raise Enough(*arguments)

    monkeypatch.setattr(sampler, "_kernel", kernel)
    with pytest.raises(Enough) as asked:
        sample(sampler, standins.gaussian(2), **options)
    assert asked.value.args == given


def test_without_the_package_the_error_names_the_command(sampler, monkeypatch):
    name = sampler.__name__.rpartition(".")[2]
    for module in ("numpyro.infer", "tensorflow_probability.substrates.jax"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"-m pip install .*{name}"):
        sample(sampler, standins.gaussian(2))


def test_without_jax_the_error_names_the_command(sampler, monkeypatch):
    monkeypatch.setitem(sys.modules, "jax", None)
    with pytest.raises(ImportError, match=r"JAX is not installed: .* -m pip install .*jaxlib"):
        sample(sampler, standins.gaussian(2))


def test_a_density_without_a_jax_form_says_so(sampler):
    with pytest.raises(NotImplementedError, match="has no JAX form"):
        sample(sampler, standins.gaussian(2, jax_too=False))


INTERRUPTED = """
import os, signal, sys, threading
from compat.infer.jax import chains as jax_chains
from compat.infer.jax import numpyro
from tests.samplers import standins

pressed = []

def own_handler(number, frame):
    raise KeyboardInterrupt

class Impatient(jax_chains.ProgressBar):
    def advance_to(self, done, note=""):
        if done > 400 and not pressed:
            pressed.append(True)
            os.kill(os.getpid(), signal.SIGINT)

jax_chains.ProgressBar = Impatient
density = standins.gaussian(2)  # one for all runs, so that they share programs
for method in sys.argv[1:]:
    if method == "own_handler":
        signal.signal(signal.SIGINT, own_handler)
        continue
    pressed.clear()
    draws = numpyro.sample(density, draws=50_000_000, tune=20, chains=2, seed=1, chain_method=method, progress=False)
    longest = max(draws.chains, key=len)  # threads do not go in step: the other may still warm up
    print(draws.ended, len(draws.chains), len(longest) > 0, len(longest.warmup_samples["x"]))
"""


@pytest.mark.slow
def test_ctrl_c_returns_what_was_drawn():
    pytest.importorskip("numpyro")
    command = [sys.executable, "-c", INTERRUPTED, "vectorized", "parallel", "own_handler", "parallel"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines() == ["interrupted 2 True 20"] * 3, done.stderr
