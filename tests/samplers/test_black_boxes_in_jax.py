"""The black box of PyMC3's documentation, which does not tell its shapes, in NumPyro."""

from __future__ import annotations

import numpy as np
import pytest

jax = pytest.importorskip("jax")
pytest.importorskip("numpyro")

import compat.pymc3 as pm  # noqa: E402
from compat import tensor as tt  # noqa: E402
from theano_compat.infer.jax import numpyro  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.models.modelling.density import log_density  # noqa: E402

X = np.linspace(0, 9, 10)
Y = 0.4 * X + 3.0 + np.sin(7 * X)


def loglike(theta: np.ndarray) -> float:
    m, c = theta
    return -0.5 * np.sum((Y - (m * X + c)) ** 2)


class LogLikeGrad(tt.Op):
    itypes, otypes = [tt.dvector], [tt.dvector]

    def perform(self, node, inputs, outputs):
        rest = Y - (inputs[0][0] * X + inputs[0][1])
        outputs[0][0] = np.array([rest @ X, rest.sum()])


class LogLike(tt.Op):
    itypes, otypes = [tt.dvector], [tt.dscalar]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.array(loglike(inputs[0]))

    def grad(self, inputs, g):
        return [g[0] * LogLikeGrad()(inputs[0])]


def a_model() -> pm.Model:
    with pm.Model() as model:
        m, c = pm.Uniform("m", -10, 10), pm.Uniform("c", -10, 10)
        pm.DensityDist("likelihood", lambda v: LogLike()(v), observed={"v": tt.as_tensor_variable([m, c])})
    return model


@pytest.mark.slow
def test_is_sampled():
    draws = numpyro.sample(log_density(a_model()), draws=400, tune=300, chains=2, seed=1, progress=False)
    slope, intercept = np.polyfit(X, Y, 1)
    assert draws.stacked("m").mean() == pytest.approx(slope, abs=0.06)
    assert draws.stacked("c").mean() == pytest.approx(intercept, abs=0.3)


class Repeated(tt.Op):
    """As many ones as the first number says."""

    itypes, otypes = [tt.dvector], [tt.dvector]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.ones(int(inputs[0][0]))


def test_a_shape_that_changes_is_an_error():
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1)
        pm.Deterministic("ones", Repeated()(tt.stack([1 + tt.ceil(abs(x))])))
    form = log_density(model).jax()
    with precision():
        expand = jax.jit(form.expand)
        assert expand(np.zeros(1), form.data)["ones"].tolist() == [1.0]
        with pytest.raises(Exception, match=r"gave the shape \(3,\) where \(1,\) was expected"):
            expand(np.array([1.5]), form.data)["ones"].tolist()
