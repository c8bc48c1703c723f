"""Log densities that are computed otherwise than they are written: the same numbers, and not the work that is saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.interpolate import InterpolatedUnivariateSpline

import compat.pymc3 as pm
import compat.tensor as tt
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.models.modelling.density import log_density

RNG = np.random.default_rng(4)
N, K = 150, 3
X = RNG.normal(size=(N, 2))
CLASSES = RNG.integers(0, K, N)


def _softmax(z: Any) -> Any:
    return tt.nnet.softmax(z)


def _by_hand(z: Any) -> Any:
    e = tt.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def _recorded(z: Any) -> Any:
    return pm.Deterministic("p", tt.nnet.softmax(z))


def _categorical(share: Callable[[Any], Any], observed: Any = CLASSES, shift: Any = 0.0) -> Callable[[], Any]:
    def make() -> Any:
        with pm.Model() as model:
            b, c = pm.Normal("b", 0, 1, shape=(2, K)), pm.Normal("c", 0, 1, shape=K)
            pm.Categorical("y", p=share(tt.dot(X, b) + c + shift), observed=observed)
        return model

    return make


def _categorical_of_data() -> Any:
    with pm.Model() as model:
        labels = pm.Data("labels", CLASSES)
        b = pm.Normal("b", 0, 1, shape=(2, K))
        pm.Categorical("y", p=_softmax(tt.dot(X, b)), observed=labels)
    return model


def _potential_of_log_softmax() -> Any:
    with pm.Model() as model:
        b = pm.Normal("b", 0, 1, shape=(2, K))
        pm.Potential("y", tt.log(_softmax(tt.dot(X, b)))[np.arange(N), CLASSES].sum())
    return model


def _ordered(observed: Any) -> Callable[[], Any]:
    def make() -> Any:
        with pm.Model() as model:
            middle = np.linspace(-1, 1, K)
            b, c = (
                pm.Normal("b"),
                pm.Normal("c", mu=middle, shape=K, testval=middle, transform=pm.distributions.transforms.ordered),
            )
            pm.OrderedLogistic("y", eta=b * X[:, 0], cutpoints=c, observed=observed)
        return model

    return make


COUNTS = RNG.negative_binomial(3, 0.4, N)


def _counts(kind: str, observed: Any = COUNTS) -> Callable[[], Any]:
    def make() -> Any:
        with pm.Model() as model:
            a, b, c = (pm.HalfNormal(name) for name in "abc")
            mean = tt.exp(tt.dot(X, tt.stack([a, b])))
            if kind == "beta":
                pm.BetaBinomial("y", alpha=a, beta=b, n=40, observed=observed)
            elif kind == "negative":
                pm.NegativeBinomial("y", mu=mean, alpha=c, observed=observed)
            else:
                pm.ZeroInflatedPoisson("y", psi=tt.nnet.sigmoid(c), theta=mean, observed=observed)
        return model

    return make


def _interpolated() -> Any:
    with pm.Model() as model:
        points = np.linspace(-3, 3, 40)
        pm.Interpolated("x", points, np.exp(-(points**2) / 2), shape=2)
    return model


# model: what its rewritten program has, and what not
MODELS: dict[str, tuple[Callable[[], Any], tuple[str, ...], tuple[str, ...]]] = {
    "softmax": (_categorical(_softmax), ("LogSumExp",), ("All", "log(")),
    "softmax by hand": (_categorical(_by_hand), ("LogSumExp",), ("All", "log(")),
    "softmax recorded": (_categorical(_recorded), ("LogSumExp",), ("All", "log(")),
    "softmax of data": (_categorical_of_data, ("LogSumExp",), ()),
    "log of softmax": (_potential_of_log_softmax, ("LogSumExp",), ()),
    "ordered": (_ordered(RNG.integers(0, K + 1, N)), ("softplus",), ("Join{1}", "axis=[1]")),
    "ordered, one that is none": (_ordered(np.where(np.arange(N) == 3, K + 1, CLASSES)), (), ()),
    "beta-binomial": (_counts("beta"), ("gammaln",), ()),
    "beta-binomial, a count that is none": (_counts("beta", np.where(np.arange(N) == 3, 41, COUNTS)), (), ()),
    "negative binomial": (_counts("negative"), ("gammaln(",), ()),
    "negative binomial, a count that is none": (_counts("negative", np.where(np.arange(N) == 3, -1, COUNTS)), (), ()),
    "zero-inflated": (_counts("inflated"), (), ("log1p",)),
    "zero-inflated, a count that is none": (_counts("inflated", np.where(np.arange(N) == 3, -1, COUNTS)), (), ()),
    "straight lines": (_interpolated, ("SearchsortedOp",), ("SplineWrapper",)),
    "a class that is none": (_categorical(_softmax, np.where(np.arange(N) == 3, K, CLASSES)), (), ()),
    "a class below 0": (_categorical(_softmax, np.where(np.arange(N) == 3, -1, CLASSES)), (), ()),
    "an infinite exponent": (_categorical(_softmax, shift=np.where(np.eye(N, K), np.inf, 0)), (), ()),
    "an exponent of NaN": (_categorical(_softmax, shift=np.where(np.eye(N, K), np.nan, 0)), (), ()),
    "a class without a chance": (_categorical(_softmax, shift=np.where(np.eye(N, K), -np.inf, 0)), (), ()),
    "a row without a chance": (_categorical(_softmax, shift=np.where(np.eye(N, 1), -np.inf, 0)), (), ()),
    "large exponents": (_categorical(_softmax, shift=600.0), (), ()),
}


def _as_written(model: Any) -> Callable[[dict[str, Any]], tuple[Any, Any]]:
    """From a point to the log density and its gradient."""
    variables = model.free_RVs
    gradients = grad(model.logpt, variables, disconnected_inputs="ignore")
    compiled = function(variables, [model.logpt, *gradients], mode="FAST_COMPILE")

    def at(point: dict[str, Any]) -> tuple[Any, Any]:
        logp, *found = compiled(*(point[v.name] for v in variables))
        return logp, np.concatenate([np.ravel(g) for g in found])

    return at


@pytest.mark.wide(37)
@pytest.mark.parametrize("name", MODELS)
def test_as_written(name: str) -> None:
    make, has, has_not = MODELS[name]
    model = make()
    density, rng = log_density(model), np.random.default_rng(6)
    parts, through_function = density.parts, model.logp_dlogp_function()
    through_function.set_extra_values({})
    as_written = _as_written(model)
    for scale in (0.1, 1.0):
        x = density.initial + scale * rng.normal(size=density.dimension)
        point = {p.name: x[p.start : p.start + int(np.prod(p.shape))].reshape(p.shape) for p in parts}
        with np.errstate(all="ignore"):
            logp, gradient = as_written(point)
        for found, slope in (density.logp_grad(x), through_function(x)):
            np.testing.assert_allclose(found, logp, rtol=1e-11)
            if np.isfinite(logp):
                np.testing.assert_allclose(slope, gradient, rtol=1e-9, atol=1e-9)
    program = str(model.explain()).split("Kernels")[0]
    assert all(word in program for word in has) and not any(word in program for word in has_not), program


def test_says_what_runs_in_python() -> None:
    spline = InterpolatedUnivariateSpline(np.arange(9.0), np.arange(9.0) % 4)
    with pm.Model() as model:
        x = pm.Normal("x")
        pm.Potential("y", pm.distributions.dist_math.SplineWrapper(spline)(x))
    for made, called in ((model, True), (_interpolated(), False)):
        density = log_density(made)
        assert density.c() is not None
        assert density.has_python_callbacks == called
