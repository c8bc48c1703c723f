"""floatX=float32 and JAX: no number of 64 bits, and the same posterior."""

from __future__ import annotations

import re

import numpy as np
import pytest

jax = pytest.importorskip("jax")
pytest.importorskip("numpyro")

import compat.pymc3 as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from theano_compat.infer.hamiltonian import nuts_of_density as nuts  # noqa: E402
from theano_compat.infer.jax import numpyro, tfp  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402
from theano_compat.settings import config  # noqa: E402


def model() -> pm.Model:
    rng = np.random.default_rng(0)
    group = rng.integers(0, 5, 60)
    with pm.Model() as made:
        sd = pm.HalfCauchy("sd", 5)
        a = pm.Normal("a", 0, 10, shape=5)
        pm.StudentT("y", nu=4, mu=a[group] * rng.normal(1, 0.1, 60), sd=sd, observed=rng.normal(group, 0.5))
        pm.Deterministic("total", tt.cast(a, "float64").sum())
    return made


@pytest.mark.filterwarnings("error::UserWarning")
def test_no_number_has_64_bits():
    with config.change_flags(floatX="float32"):
        form = log_density(model()).jax()
        with precision():
            x = jax.numpy.zeros(6)
            for program in (
                jax.make_jaxpr(jax.value_and_grad(form.logp))(x, form.data),
                jax.make_jaxpr(form.expand)(x, form.data),
            ):
                assert set(re.findall(r"\bf(\d\d)\[", str(program))) == {"32"}


@pytest.mark.slow
@pytest.mark.filterwarnings("error::UserWarning")
@pytest.mark.parametrize("sampler", [numpyro, tfp])
def test_the_posterior_is_that_of_double_precision(sampler):
    if sampler is tfp:
        pytest.importorskip("tensorflow_probability")
    means = {}
    for precise, one in (("float32", sampler), ("float64", nuts)):  # in C, which costs no second compilation by XLA
        with config.change_flags(floatX=precise):
            draws = one.sample(log_density(model()), draws=500, tune=300, chains=2, seed=3, progress=False)
        assert draws.stacked("a").dtype == precise
        means[precise] = draws.stacked("a").mean((0, 1))
    np.testing.assert_allclose(means["float32"], means["float64"], atol=0.05)
