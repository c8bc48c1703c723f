"""An index out of range at a draw: samplers in JAX raise what the density raises in NumPy, after a piece."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np
import pytest

jax = pytest.importorskip("jax")

import theano_compat.pymc3_api as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402

# noqa: E402
TABLE = np.array([0.0, 1.0, 2.0])


def reading(where: str, k: int = 3) -> Any:
    """The density of a normal of which the integer part of |a| is an index into three numbers; `where` it is read."""
    with pm.Model() as model:
        a = pm.Normal("a", 0, 3.0, shape=k)
        at = tt.cast(tt.floor(tt.abs_(a)), "int64")
        read = tt.as_tensor(TABLE)[at[0]] if where != "rows" else tt.as_tensor(TABLE)[at].sum()
        if where == "recorded":
            pm.Deterministic("read", tt.cast(read, "int64"))
        else:
            pm.Potential("hidden", tt.switch(read > -1, 0.0, -1.0))
    return log_density(model)


@pytest.mark.parametrize("where", ["one", "rows", "recorded"])
def test_the_flag_of_a_density(where: str) -> None:
    form = reading(where).jax()
    with precision():
        wrong = jax.jit(form.wrong)
        assert not wrong(np.array([1.5, -0.5, 2.9]), form.data)
        assert wrong(np.array([-3.5, 1.0, 1.0]), form.data)
        assert bool(wrong(np.array([1.0, 1.0, 4.0]), form.data)) == (where == "rows")


def test_data_that_were_checked_cost_nothing() -> None:
    with pm.Model() as model:
        a = pm.Normal("a", 0, 1, shape=3)
        pm.Normal("y", a[np.array([0, 2, 1, 1])], tt.exp(a[0]), observed=np.zeros(4))
    assert log_density(model).jax().wrong is None


@pytest.mark.slow
@pytest.mark.parametrize("where, chain_method", [("one", "vectorized"), ("recorded", "sequential")])
def test_samplers_raise(where: str, chain_method: str) -> None:
    pytest.importorskip("numpyro")
    sampler = importlib.import_module("compat.infer.jax.numpyro")
    with pytest.raises(IndexError, match="out of bounds"):
        sampler.sample(reading(where), seed=1, progress=False, chains=2, draws=100, tune=50, chain_method=chain_method)
