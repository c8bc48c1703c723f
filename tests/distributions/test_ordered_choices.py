"""Probabilities between cutpoints, far out and where cutpoints meet, beside mpmath's."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt
import theano_compat.pymc3_api as pm
from theano_compat.distributions.choices import ordered_logistic
from theano_compat.models.modelling.density import log_density

mpmath = pytest.importorskip("mpmath")

CASES = [
    (0.3, [-1.0, 0.5, 2.0]),
    (-40.0, [-1.0, 0.5, 2.0]),
    (60.0, [-1.0, -0.75, 2.0]),
    (0.0, [1.0, 1.0, 2.0]),
    (-2.5, [0.1, 0.3, 0.3, 0.3, 0.9, 4.0, 4.0]),
    (0.5, [1.0]),
    (0.25, [2.0, 1.0]),
    (0.0, [-math.inf, 0.0, 1.0]),
]


def exact(eta: float, cutpoints: Sequence[float]) -> list[float]:
    """P(category) in 60 digits."""
    with mpmath.workdps(60):
        cumulative = [
            mpmath.mpf(0),
            *(1 / (1 + mpmath.exp(-(mpmath.mpf(c) - mpmath.mpf(eta)))) for c in cutpoints),
            mpmath.mpf(1),
        ]
        return [float(b - a) for a, b in zip(cumulative, cumulative[1:], strict=False)]


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["PYTHON", "C"])
@pytest.mark.parametrize("eta, cutpoints", CASES)
def test_ordered_logistic(eta, cutpoints, mode):
    x, c = tt.dvector(), tt.dvector()
    p = theano.function([x, c], ordered_logistic(x, c), mode=mode)(np.full(3, eta), np.array(cutpoints))
    np.testing.assert_allclose(p, [exact(eta, cutpoints)] * 3, rtol=1e-13, atol=0)


def logps(eta, cutpoints, value):
    """[log density and its gradients at eta and cutpoints, by the model], [the same by the probabilities of all]"""
    with pm.Model() as model:
        x, c = pm.Normal("x", shape=np.shape(eta)), pm.Normal("c", shape=np.shape(cutpoints))
        y = tt.as_tensor_variable(np.asarray(value))
        dist = pm.OrderedLogistic.dist(eta=x, cutpoints=c)
        found = dist.logp(y), pm.Categorical.logp(dist, y)
        wanted = [[logp, *tt.grad(logp.sum(), [x, c])] for logp in found]
    assert found[0].type == found[1].type
    f = theano.function(model.free_RVs, [*wanted[0], *wanted[1]], mode="FAST_COMPILE")
    with np.errstate(all="ignore"):
        results = f(np.asarray(eta, float), np.asarray(cutpoints, float))
    return results[:3], results[3:]


@pytest.mark.wide(7)
@pytest.mark.parametrize("eta, cutpoints", CASES)
def test_log_of_chosen(eta, cutpoints):
    p = exact(eta, cutpoints)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.log(p) if min(p) >= 0 else np.full(len(p), -np.inf)
    (logp, *_), _ = logps(eta, cutpoints, np.arange(len(p)))
    np.testing.assert_allclose(logp, expected, rtol=1e-13, atol=1e-13)
    (outside, *_), _ = logps(eta, cutpoints, [-1, len(p)])
    assert np.all(outside == -np.inf)


ETA = np.array([0.3, -1.2, 2.0, 0.1])


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "eta, cutpoints, value",
    [
        (ETA, [-1.0, 0.5, 2.0], [0, 1, 2, 3]),
        (ETA, [-1.0, 0.5, 2.0], [0, -1, 4, 3]),
        (ETA, [0.5], [0, 1, 0, 1]),
        (ETA, [-1.0, 0.5], [0, 1, 2, 0]),
        (0.3, [-1.0, 0.5, 2.0], [0, 1, 2, 3]),
        (0.3, [-1.0, 0.5, 2.0], 2),
        (ETA, [-1.0, 0.5, 2.0], 2),
        (np.stack([ETA, ETA + 1]), [-1.0, 0.5, 2.0], [[0, 1, 2, 3], [3, 3, 0, 0]]),
        (ETA, [-1.0, 0.5, 2.0], [[0, 1, 2, 3], [3, 3, 0, 0]]),
        (ETA, [-1.0, 0.5, 0.5], [0, 1, 3, 0]),
        (ETA, [-1.0, 0.5, 0.5], [0, 2, 3, 0]),
        (ETA, [1.0, 0.5, 0.7], [0, 1, 3, 0]),
        (ETA, [-1.0, np.nan, 2.0], [0, 1, 2, 3]),
        (np.array([np.nan, 1.0, np.inf, -np.inf]), [-1.0, 0.5, 2.0], [0, 1, 3, 0]),
        (np.array([np.inf, -np.inf]), [-1.0, 0.5, 2.0], [0, 3]),
    ],
)
def test_like_the_probabilities_of_all(eta, cutpoints, value):
    one, other = logps(eta, cutpoints, value)
    np.testing.assert_allclose(one[0], other[0], rtol=1e-12, atol=1e-14)
    if np.all(np.isfinite(one[0])):
        for a, b in zip(one[1:], other[1:], strict=True):
            np.testing.assert_allclose(a, b, rtol=1e-10, atol=1e-12)


def test_one_row_of_probabilities_for_many_values():
    """tt.nnet.softmax of a vector is a row: the choices of all values are made from it, and so is the gradient."""
    chosen = np.array([0, 2, 1, 2, 0])
    with pm.Model() as model:
        b = pm.Normal("b", 0.0, 5.0)
        pm.Categorical("chosen", p=tt.nnet.softmax(tt.stack([0, b * 2, b * 3])), observed=chosen)
    share = np.exp([0.0, 0.6, 0.9]) / np.exp([0.0, 0.6, 0.9]).sum()
    slope = np.array([0, 2, 3])[chosen].sum() - 5 * share @ [0, 2, 3] - 0.3 / 25
    np.testing.assert_allclose(model.dlogp()({"b": 0.3}), slope, rtol=1e-12)
    np.testing.assert_allclose(log_density(model).logp_grad(np.array([0.3]))[1], slope, rtol=1e-12)


def test_probabilities_that_a_subclass_sets():
    class Guessed(pm.OrderedLogistic):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.p = 0.8 * self.p + 0.2 / 3

    logp = Guessed.dist(eta=0.3, cutpoints=np.array([-1.0, 1.0])).logp(1).eval()
    assert logp == pytest.approx(-0.8442378483874953, rel=1e-14)  # PyMC3 3.11.5
