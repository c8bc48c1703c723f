"""nutpie over hand-written C. The canary tells at once when a new nutpie changes the boundary."""

import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.samplers import standins
from theano_common.statistics import convergence, ess_bulk, mcse_mean, mcse_sd, rhat
from theano_compat.compilation.densities.log_density import LogDensity, Part
from theano_compat.infer.failures import Stalled
from theano_compat.infer.nutpie import extension as nutpie_extension
from theano_compat.infer.nutpie import package as nutpie_package
from theano_compat.infer.nutpie import sampling as nutpie
from theano_compat.models.exceptions import SamplingError

pytestmark = [
    pytest.mark.skipif(not nutpie.is_available(), reason="nutpie is not installed"),
    pytest.mark.skipif(not standins.has_compiler(), reason="the stand-in densities are C"),
]


def sample(density, **options):
    return nutpie.sample(density, **{"seed": 1, "progress": False, "chains": 2, **options})


def test_canary_gaussian_within_monte_carlo_error():
    draws = sample(standins.gaussian(10), chains=4, draws=1000, tune=500)
    x = draws.stacked("x")
    assert draws.ended == "complete" and x.shape == (4, 1000, 10)
    for i in range(10):
        scalar = x[:, :, i]
        assert rhat(scalar) < 1.02 and ess_bulk(scalar) > 1000
        assert abs(scalar.mean() - i) < 4.5 * mcse_mean(scalar)
        assert abs(scalar.std() - (i + 1)) < 4.5 * mcse_sd(scalar)
    assert not draws.statistic("diverging").any()


def test_eight_schools_with_all_that_is_recorded():
    draws = sample(standins.eight_schools(), chains=4)
    assert draws.variables == ["mu", "tau_log__", "eta", "tau", "theta"]
    assert draws.stacked("theta").shape == (4, 1000, 8) and draws.stacked("mu").shape == (4, 1000)
    np.testing.assert_allclose(draws.stacked("tau"), np.exp(draws.stacked("tau_log__")), rtol=1e-15)
    assert all(np.all(entry["rhat"] < 1.02) for entry in convergence(draws).values())
    assert draws.chains[0].warmup_samples["theta"].shape == (1000, 8)


def test_statistics_mean_what_legacy_means():
    density = standins.eight_schools()
    draws = sample(density, draws=300, tune=300)
    for chain in draws.chains:
        x = np.column_stack([chain.samples["mu"], chain.samples["tau_log__"], chain.samples["eta"]])
        logp = [density.logp_grad(row)[0] for row in x]
        np.testing.assert_allclose(chain.stats["model_logp"], logp, rtol=1e-12)
        assert np.all(chain.stats["energy"] >= -chain.stats["model_logp"])  # kinetic energy is not negative
        assert np.all(2 ** (chain.stats["depth"] - 1) <= chain.stats["tree_size"])
        assert np.all(chain.stats["tree_size"] < 2 ** chain.stats["depth"])
        assert not chain.stats["tune"].any() and chain.warmup_stats["tune"].all()
        if not np.isnan(chain.stats["max_energy_error"]).any():  # newer than nutpie 0.16.8
            largest = np.abs(chain.stats["max_energy_error"])
            assert np.all(largest >= np.abs(chain.stats["energy_error"]) - 1e-9)
        took, began = chain.stats["perf_counter_diff"], chain.stats["perf_counter_start"]
        np.testing.assert_allclose(np.diff(began), took[:-1], rtol=1e-3, atol=1e-6)
        assert np.all(took > 0) and np.array_equal(chain.stats["process_time_diff"], took)
    kinds = {name: array.dtype.kind for name, array in draws.chains[0].stats.items()}
    assert kinds["depth"] == "i" and kinds["diverging"] == "b" and kinds["tree_size"] == "f"


def test_a_seed_repeats_and_another_does_not():
    density = standins.gaussian(3)
    one, again, other = (sample(density, draws=50, tune=50, seed=seed).stacked("x") for seed in (5, 5, 6))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)
    assert not np.array_equal(one[0], one[1])


def test_one_seed_per_chain_does_not_depend_on_the_other_chains():
    density = standins.gaussian(3)
    both = sample(density, draws=50, tune=50, seed=[7, 8]).stacked("x")
    alone = sample(density, draws=50, tune=50, seed=[8], chains=1).stacked("x")
    np.testing.assert_array_equal(both[1], alone[0])


def test_a_positive_return_is_a_divergence():
    # Half a plane: no value beyond x[0] = 1.5. Trajectories that go there are cut off, not the run.
    density = standins.gaussian(2, before="if (x[0] > 1.5) return 1;")
    draws = sample(density, draws=500, tune=500)
    assert draws.statistic("diverging").any()
    assert draws.stacked("x")[..., 0].max() <= 1.5


def test_no_value_anywhere_is_a_sampling_error():
    with pytest.raises(SamplingError, match="no chain could be drawn"):
        sample(standins.gaussian(2, before="return 1;"), draws=10, tune=10)


def test_a_chain_that_dies_leaves_the_others(capfd):
    # A negative return panics in Rust; only the chain that starts far away passes here.
    density = standins.gaussian(2, before="if (x[0] > 900 && x[0] < 4000) return -1;")
    draws = sample(density, draws=20, tune=20, start=[np.zeros(2), np.full(2, 5000.0)])
    assert len(draws.chains) == 1 and len(draws) == 20
    assert draws.ended.startswith("failed: chain 1: ")
    assert "panicked" in capfd.readouterr().err


@pytest.mark.parametrize("jitter", [True, False])
def test_starts_at_an_exact_zero_gradient(jitter):
    draws = sample(standins.gaussian(1), draws=50, tune=50, jitter=jitter)  # the start is the mode
    assert len(draws) == 50


def test_each_chain_starts_where_it_is_told():
    starts = [np.full(2, -300.0), np.full(2, 300.0)]
    draws = sample(standins.gaussian(2), draws=5, tune=5, start=starts, jitter=False)
    first = draws.stacked("x", warmup=True)[:, 0]
    assert np.all(first[0] < -100) and np.all(first[1] > 100)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"start": np.zeros(3)}, r"a start has shape \(3,\); the model has 2 numbers"),
        ({"start": [np.zeros(2)]}, "1 starts were given for 2 chains"),
        ({"seed": [1, 2, 3]}, "3 seeds were given for 2 chains"),
    ],
)
def test_bad_input(options, message):
    with pytest.raises(ValueError, match=message):
        sample(standins.gaussian(2), draws=5, tune=5, **options)


def test_no_warm_up():
    draws = sample(standins.gaussian(2), draws=30, tune=0)
    assert draws.stacked("x").shape == (2, 30, 2)
    assert draws.chains[0].warmup_samples is None


def python_only(logp_grad):
    density = standins.gaussian(2)
    return LogDensity(
        parts=density.parts,
        initial=density.initial,
        logp_grad=logp_grad or density.logp_grad,
        expanded=density.expanded,
        expand=density.expand,
    )


def test_without_a_compiler_the_same_draws_come_through_python():
    options = {"draws": 40, "tune": 40}
    through_python = sample(python_only(None), **options).stacked("x")
    through_c = sample(standins.gaussian(2), **options).stacked("x")
    np.testing.assert_allclose(through_python[:, :3], through_c[:, :3], rtol=1e-6)
    assert through_python.shape == through_c.shape


def test_the_first_exception_of_a_python_callback_is_raised_with_its_traceback():
    def broken(x):
        raise ZeroDivisionError("in the user's Op")

    with pytest.raises(ZeroDivisionError, match="in the user's Op") as caught:
        sample(python_only(broken), draws=10, tune=10)
    assert caught.traceback[-1].name == "broken"


def test_linear_algebra_errors_are_divergences():
    gaussian = standins.gaussian(2)

    def sometimes(x):
        if x[0] > 1.5:
            raise np.linalg.LinAlgError("not positive definite")
        return gaussian.logp_grad(x)

    assert sample(python_only(sometimes), draws=100, tune=100).statistic("diverging").any()


INTERRUPTED = """
import os, signal, threading
from compat.infer.nutpie import sampling as nutpie
from tests.samplers import standins

density = standins.gaussian(2, before="usleep(200);")
threading.Timer(0.6, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
draws = nutpie.sample(density, draws=1_000_000, tune=50, chains=3, cores=2, seed=1, progress=False)
print(draws.ended, len(draws.chains), min(len(chain) for chain in draws.chains) > 0,
      draws.stacked("x").shape[1] == len(draws), len(draws.chains[0].warmup_samples["x"]))
"""


@pytest.mark.slow
def test_ctrl_c_returns_what_was_drawn():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["interrupted", "2", "True", "True", "50"], done.stderr
    assert done.stderr == ""


@pytest.mark.parametrize("raised", [TimeoutError, ValueError, pytest.fail.Exception])
def test_what_a_users_signal_handler_raises_is_raised(raised):
    """A time limit: it was taken for the failure of a chain, or, being a TimeoutError, for nothing."""

    def too_long(*_):
        raise raised("too long")

    before = signal.signal(signal.SIGALRM, too_long)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        with pytest.raises(raised, match="too long"):
            sample(standins.gaussian(2, before="usleep(200);"), draws=1_000_000, tune=50, chains=2, progress=False)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


LIGHT = """
import sys
import threading
import time
from compat.infer.nutpie import sampling as nutpie
from tests.samplers import standins
nutpie.sample(standins.gaussian(2), draws=10, tune=10, chains=1, seed=1, progress=False)
print([name for name in ("nutpie", "pandas", "arviz", "pyarrow", "scipy", "jax") if name in sys.modules])
"""


def test_nothing_heavy_is_imported():
    done = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.slow
def test_progress_bar_counts_all_draws(capsys):
    density = standins.gaussian(2, before="usleep(50);")
    sample(density, draws=500, tune=500, progress="always")
    assert "2000/2000" in capsys.readouterr().err
    sample(density, draws=10, tune=10, progress=True)  # nobody watches: stderr is no terminal
    assert capsys.readouterr().err == ""


@pytest.mark.slow  # imports the whole package
def test_the_public_package_gives_the_same_draws(monkeypatch):
    density = standins.gaussian(3)
    ours = sample(density, draws=50, tune=50).stacked("x")

    def changed():
        raise nutpie_extension.NamesChanged("as a later nutpie might")

    monkeypatch.setattr(nutpie_extension, "load", changed)
    theirs = sample(density, draws=50, tune=50).stacked("x")
    np.testing.assert_array_equal(ours, theirs)
    assert nutpie_package.PackageChain.__name__ == "PackageChain"


def test_without_nutpie_the_error_names_the_command(monkeypatch):
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, "nutpie._lib", raising=False)
    with pytest.raises(ImportError, match=r"-m pip install .*nutpie"):
        sample(standins.gaussian(2), draws=5, tune=5)


def test_parts_must_fill_the_vector():
    with pytest.raises(ValueError, match="the parts hold 2 numbers"):
        LogDensity(
            parts=[Part("x", (2,), 0)],
            initial=np.zeros(3),
            logp_grad=lambda x: (0.0, x),
            expanded=[],
            expand=lambda x: {},
        )


class _Stuck:
    """A sampler of nutpie's whose threads wait for each other: so are those of 0.16.0 to 0.16.2."""

    aborted = 0

    def wait(self, seconds):
        time.sleep(seconds)
        raise TimeoutError

    def abort(self):
        _Stuck.aborted += 1
        threading.Event().wait()


@pytest.fixture
def stuck(monkeypatch):
    monkeypatch.setattr(nutpie, "PATIENCE", 0.2)
    monkeypatch.setattr(nutpie, "EXPLAINED", 0)
    monkeypatch.setattr(nutpie, "SOON", 0.05)
    monkeypatch.setattr(nutpie_extension, "start_chain", lambda *_: nutpie_extension.ExtensionChain(_Stuck()))
    monkeypatch.setattr(_Stuck, "aborted", 0)


def test_a_chain_that_gives_no_draw_ends_the_run(stuck):
    with pytest.raises(Stalled, match="it gave no draw in 0 seconds"):
        sample(standins.gaussian(2), draws=5, tune=5)
    assert _Stuck.aborted == 2


def test_pm_sample_goes_on_with_its_own_nuts(stuck):
    with (
        pm.Model(),
        pytest.warns(RuntimeWarning, match="draws with step methods, not in nutpie: it gave no draw") as said,
    ):
        pm.Normal("x", 3.0, 1.0)
        drawn = pm.sample(
            200, tune=200, chains=2, cores=1, random_seed=1, progressbar=False, return_inferencedata=False
        )
    assert len(said) == 1 and abs(drawn["x"].mean() - 3) < 0.5


def test_a_dear_density_has_its_time():
    density = standins.gaussian(2)
    density.logp_grad = lambda x: (time.sleep(0.01), (0.0, np.zeros(2)))[1]
    assert nutpie._patience(density, np.zeros(2), 10) > 200 > nutpie._patience(standins.gaussian(2), np.zeros(2), 10)


def test_a_process_that_was_stopped_has_not_waited():
    run = nutpie._ChainRun(0, None, None, seen=(time.perf_counter() - 1e6, 0))
    assert not run.has_stalled(nutpie.PATIENCE) and run.silent <= nutpie.LONGEST_POLL


WAITS = """
import threading, time
from theano_compat.infer.nutpie import extension as nutpie_extension
told = [nutpie_extension._Told(print)]
threading.Thread(target=lambda: (time.sleep(0.2), told.clear(), print("let go", flush=True)), daemon=True).start()
"""


def test_a_process_ends_after_the_threads_that_would_call_it(fresh_python):
    """They are unwound otherwise, which Rust does not bear: 4 of 80 short programs died."""
    assert fresh_python("-c", WAITS).stdout == "let go\n"
