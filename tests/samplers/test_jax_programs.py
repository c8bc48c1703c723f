"""What JAX compiles for a model: once, with its data as arguments, and with derivatives of every kind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import numpy as np
import pytest

jax = pytest.importorskip("jax")
pytest.importorskip("numpyro")

import compat.pymc3 as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from tests.samplers import standins  # noqa: E402
from theano_compat.infer.jax import numpyro, tfp  # noqa: E402
from theano_compat.infer.jax.chains import layouts_of  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402

COMPILED: list[str] = []
ROWS, GROUPS = 300, 40
RNG = np.random.default_rng(0)
GROUP = np.where(RNG.random(ROWS) < 0.5, 0, RNG.integers(0, GROUPS, ROWS))  # half of the rows in one group
AT, Y = RNG.normal(size=ROWS), RNG.normal(size=ROWS)


@pytest.fixture(scope="module", autouse=True)
def listener() -> None:
    jax.monitoring.register_event_duration_secs_listener(
        lambda name, seconds, **about: COMPILED.append(name) if "backend_compile" in name else None
    )


@pytest.fixture(scope="module")
def model() -> Iterator[pm.Model]:
    with pm.Model() as model:
        x = pm.Data("x", AT)
        mu = pm.Normal("mu", 0, 10)
        a = pm.Normal("a", mu, 1, shape=GROUPS)
        sd = pm.HalfNormal("sd", 5)
        pm.Normal("y", a[GROUP] * x, sd, observed=Y)
    yield model


@pytest.mark.slow
@pytest.mark.parametrize("sampler, method", [(numpyro, "vectorized"), (tfp, "sequential")])
def test_a_second_run_compiles_nothing(model, sampler, method):
    if sampler is tfp:
        pytest.importorskip("tensorflow_probability")

    def draw() -> np.ndarray:
        return sampler.sample(
            log_density(model), draws=30, tune=25, chains=2, seed=1, progress=False, chain_method=method
        ).stacked("a")

    with model:
        pm.set_data({"x": AT})
        first = draw()
        COMPILED.clear()
        np.testing.assert_array_equal(draw(), first)
        pm.set_data({"x": -AT})
        other = draw()
    assert not COMPILED
    assert abs(other[..., 0].mean() + first[..., 0].mean()) < 0.5 * abs(first[..., 0].mean()) + 0.2


def test_data_are_arguments_as_they_came(model):
    """No group is padded, and no array is a constant of the program."""
    form = log_density(model).jax()
    with precision():
        x = jax.numpy.zeros(GROUPS + 2)
        program = jax.make_jaxpr(jax.value_and_grad(form.logp))(x, form.data)
        recorded = jax.make_jaxpr(form.expand)(x, form.data)
    assert all(np.size(constant) <= 1 for constant in (*program.consts, *recorded.consts))
    sizes = [np.size(array) for array in jax.tree.leaves(form.data)]
    assert max(sizes) == ROWS and sum(sizes) < 4 * ROWS


@pytest.mark.slow
def test_the_log_density_has_derivatives_of_every_kind(model):
    density = log_density(model)
    form = density.jax()
    at = np.linspace(-0.4, 0.5, GROUPS + 2)
    along = np.cos(np.arange(GROUPS + 2.0))
    with precision():
        x, t = jax.numpy.asarray(at), jax.numpy.asarray(along)

        def logp(x):
            return form.logp(x, form.data)

        value, slope = jax.jit(lambda x: jax.jvp(logp, (x,), (t,)))(x)
        gradients = jax.jit(jax.vmap(jax.grad(logp)))(jax.numpy.stack([x, x + 1e-5 * t, x - 1e-5 * t]))
        curvature = np.asarray(jax.jit(jax.hessian(logp))(x))
        gradients = np.asarray(gradients)
    ours, gradient = density.logp_grad(at)
    np.testing.assert_allclose(value, ours, rtol=1e-12)
    np.testing.assert_allclose(gradients[0], gradient, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(slope, gradient @ along, rtol=1e-10)
    np.testing.assert_allclose(curvature @ along, (gradients[1] - gradients[2]) / 2e-5, rtol=1e-6, atol=1e-6)


@pytest.mark.slow
def test_divergences_are_counted_as_they_come(monkeypatch):
    """The count of the note is that of the statistics; the note looks at no row again."""
    from theano_compat.infer.jax import chains as jax_chains

    said = []
    monkeypatch.setattr(jax_chains.ProgressBar, "advance_to", lambda self, done, note: said.append(note))
    with pm.Model() as model:
        v = pm.Normal("v", 0, 3)
        pm.Normal("x", 0, tt.exp(v / 2), shape=9)
    draws = numpyro.sample(log_density(model), draws=200, tune=50, chains=2, seed=3, target_accept=0.6)
    count = int(draws.statistic("diverging").sum())
    assert count and said[-1] == f"{count} divergences"


@pytest.mark.parametrize(
    "method, chains, devices, batch, many",
    [
        ("vectorized", 4, 1, 4, 1),
        ("parallel", 4, 1, None, 1),
        ("sequential", 4, 8, None, 1),
        ("parallel", 8, 8, 8, 8),
        ("vectorized", 6, 4, 6, 3),
        ("parallel", 5, 4, None, 1),
        ("vectorized", 5, 4, 5, 1),
        ("parallel", 1, 4, None, 1),
    ],
)
def test_chains_are_dealt_out_to_devices(method, chains, devices, batch, many):
    found = layouts_of(method, chains, [f"device {i}" for i in range(devices)])
    assert len(found) == (1 if batch else chains)
    assert {(one.batch, len(one.devices)) for one in found} == {(batch, many)}


EIGHT = """
import jax, numpy as np
from tests.samplers import standins
from compat.infer.jax import numpyro
options = dict(draws=100, tune=100, chains=8, seed=1, progress=False)
spread = numpyro.sample(standins.gaussian(3), chain_method="parallel", **options).stacked("x")
one_by_one = numpyro.sample(standins.gaussian(3), chain_method="sequential", **options).stacked("x")
print(len(places), np.allclose(spread, one_by_one))
"""


@pytest.mark.slow
def test_eight_devices_are_busy(fresh_python):
    done = fresh_python(
        "-W",
        "ignore",
        "-c",
        standins.NOTING_DEVICES + EIGHT,
        XLA_FLAGS="--xla_force_host_platform_device_count=8",
        JAX_PLATFORMS="cpu",
    )
    assert done.stdout == "8 True\n"


@pytest.mark.slow
def test_what_is_kept_of_a_model_holds_no_data():
    """Data that were replaced are let go of, though what was compiled for them serves the new ones."""
    array = np.array(AT)
    with pm.Model() as model:
        x = pm.Data("x", array)
        pm.Normal("y", pm.Normal("mu") * x, 1, observed=Y)
        gone = weakref.ref(next(one for one in log_density(model).jax().data[0] if np.array_equal(one, AT)))
        numpyro.sample(log_density(model), draws=5, tune=5, chains=1, progress=False)
        pm.set_data({"x": AT + 1})
        numpyro.sample(log_density(model), draws=5, tune=5, chains=1, progress=False)
    gc.collect()
    assert gone() is None
