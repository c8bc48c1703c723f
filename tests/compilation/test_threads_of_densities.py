"""Log densities over many rows use the cores that chains leave idle, with the same bits whatever their number."""

from __future__ import annotations

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.backends.c import threads
from theano_compat.compilation import cores
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad

pytestmark = [
    pytest.mark.compiler,
    pytest.mark.skipif(not threads.address(), reason="the extension has no pool of threads"),
]
RNG = np.random.default_rng(3)
N = 120_000
X, T = RNG.normal(size=(N, 3)), RNG.normal(size=N)
HITS = (RNG.random(N) < 0.5) * 1.0
GROUP = RNG.integers(0, 3, N)
MANY = RNG.integers(0, 500, N)
POINT = 0.3 * RNG.normal(size=4)


def logistic(x, rows):
    eta = x[0] + tt.dot(X[:rows], x[1:])
    return tt.sum(HITS[:rows] * eta - tt.nnet.softplus(eta))


def heavy_tails(x, rows):
    return -2.5 * tt.sum(tt.log1p(tt.sqr(T[:rows] - x[0] - tt.exp(x[1]) * X[:rows, 0])))


def mixture(x, rows):
    a, b = (-0.5 * tt.sqr(T[:rows] - x[k]) for k in range(2))
    return tt.sum(tt.log(tt.exp(a) + tt.exp(b + x[2])))


def by_group(x, rows):
    """Lines of rows, few and long."""
    return -2.5 * tt.sum(tt.log1p(tt.sqr(T[:rows] - x[GROUP[:rows]] - x[3] * X[:rows, 0])))


def by_many_groups(x, rows):
    effects = tt.exp(x[0]) * tt.sin(x[1] + np.arange(500))
    eta = effects[MANY[:rows]] + x[2] * X[:rows, 0]
    return tt.sum(HITS[:rows] * eta - tt.nnet.softplus(eta)) - 2.5 * tt.sum(tt.log1p(tt.sqr(T[:rows] - eta * x[3])))


MODELS = [logistic, heavy_tails, mixture, by_group, by_many_groups]


def density_of(model, rows=N, mode="C") -> Density:
    x = tt.dvector("x")
    logp = model(x, rows)
    return compile_density(x, logp, grad(logp, x, disconnected_inputs="ignore"), [x], len(POINT), mode)


@pytest.fixture
def limits():
    before = threads.now()
    yield
    threads.limit(before)


@pytest.mark.wide(7)
@pytest.mark.parametrize("model", MODELS)
def test_the_same_bits_with_any_number(model, limits):
    density = density_of(model)
    assert "in_parts(" in density.logp.unit().text
    found = []
    for count in (1, 2, 3, 8):
        threads.limit(count)
        value, gradient = density.logp_grad(POINT)
        found.append((float(value), gradient.tobytes()))
    assert len(set(found)) == 1
    plain = density_of(model, mode="FAST_COMPILE").logp_grad(POINT)
    np.testing.assert_allclose(plain[0], found[0][0], rtol=1e-11)
    np.testing.assert_allclose(plain[1], np.frombuffer(found[0][1]), rtol=1e-9)


@pytest.mark.parametrize("model", MODELS)
def test_few_rows_are_not_shared(model):
    assert "in_parts(" not in density_of(model, 5000).logp.unit().text


def test_chains_leave_the_rest(limits, monkeypatch):
    threads.limit(6)
    asked = []
    monkeypatch.setattr(threads, "limit", lambda count: asked.append(count))
    with cores.shared_by_chains(4) as running:
        for chains in (4, 3, 1, 9):
            running(chains)
    assert asked == [4, 1, 2, 4, 1, 6]
    with cores.shared_by_chains(64):
        assert asked[-1] == 6


def test_sampling_says_how_many_chains_run(monkeypatch):
    pytest.importorskip("nutpie")
    asked = []
    monkeypatch.setattr(threads, "limit", asked.append)
    monkeypatch.setattr(threads, "now", lambda: 3)
    with pm.Model():
        pm.Normal("x")
        pm.sample(
            20,
            tune=20,
            chains=3,
            cores=3,
            random_seed=1,
            progressbar=False,
            compute_convergence_checks=False,
            return_inferencedata=False,
        )
    assert 1 in asked and asked[-1] == 3
