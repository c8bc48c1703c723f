"""JAX: loops of a number of steps that another result gives, where last values alone are read."""

from __future__ import annotations

import numpy as np
import pytest

jax = pytest.importorskip("jax")

import compat.pymc3 as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402
from theano_compat.theano_api import scan  # noqa: E402


def test_the_last_value_and_its_gradient():
    with pm.Model() as model:
        a = pm.Normal("a")
        steps = tt.minimum(tt.cast(tt.exp(a) + 2, "int64"), 5)
        found, _ = scan(lambda x: 0.5 * x + a, outputs_info=[tt.zeros(())], n_steps=steps)
        pm.Potential("last", -(found[-1] ** 2))
    density = log_density(model)
    form = density.jax()
    with precision():
        both = jax.jit(jax.vmap(jax.value_and_grad(form.logp), in_axes=(0, None)))
        values, slopes = both(np.array([[-0.4], [0.9], [3.0]]), form.data)
    for x, value, slope in zip((-0.4, 0.9, 3.0), values, slopes, strict=True):
        expected, gradient = density.logp_grad(np.array([x]))
        np.testing.assert_allclose([value, *slope], [expected, *gradient], rtol=1e-12)


def test_all_values_need_a_number_that_is_known():
    with pm.Model() as model:
        a = pm.Normal("a")
        found, _ = scan(lambda x: 0.5 * x + a, outputs_info=[tt.zeros(())], n_steps=tt.cast(tt.exp(a) + 2, "int64"))
        pm.Potential("all", -(found**2).sum())
    form = log_density(model).jax()
    with precision(), pytest.raises(NotImplementedError, match="Do the greatest number of steps"):
        jax.jit(form.logp)(np.zeros(1), form.data)
