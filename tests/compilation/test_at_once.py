"""Threads that call one function, or compile, at the same time, with the GIL and without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import numpy as np
import pymc3 as pm
import pytest
import theano
import theano.tensor as tt

from theano_compat.models.modelling.density import log_density

THREADS = 8


def at_once(work: Callable[[int], Any]) -> list[Any]:
    """Return what `work` returns for each number, begun by all threads together."""
    gate = Barrier(THREADS)

    def begun(number: int) -> Any:
        gate.wait(60)
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begun, range(THREADS)))


@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE"])
def test_one_function(mode: str) -> None:
    x, w = tt.dvector("x"), theano.shared(np.arange(5.0))
    f = theano.function([x], [tt.exp(x * w).sum(), tt.sort(x)], mode=mode)
    given = np.random.default_rng(1).normal(size=(THREADS, 5))
    right = [f(one) for one in given]
    for (total, ordered), calls in zip(right, at_once(lambda k: [f(given[k]) for _ in range(100)]), strict=True):
        for found, in_order in calls:
            assert found == total
            np.testing.assert_array_equal(in_order, ordered)


@pytest.mark.compiler
def test_compilation() -> None:
    def compiled(number: int) -> float:
        x = tt.dmatrix("x")
        return float(theano.function([x], tt.tanh(tt.dot(x, x.T) + number % 4).sum())(np.eye(3)))

    found = at_once(compiled)
    assert found[:4] == found[4:] == [pytest.approx(np.tanh(np.eye(3) + k).sum(), rel=1e-14) for k in range(4)]


def test_one_log_density() -> None:
    with pm.Model() as model:
        pm.Normal("y", pm.Normal("mu", 0, 5), pm.HalfCauchy("tau", 5), observed=np.arange(5.0))
    density = log_density(model)
    points = [density.initial + 0.1 * k for k in range(THREADS)]
    right = [density.logp_grad(point) for point in points]
    for (value, gradient), calls in zip(
        right, at_once(lambda k: [density.logp_grad(points[k]) for _ in range(200)]), strict=True
    ):
        for found, slope in calls:
            assert found == value
            np.testing.assert_array_equal(slope, gradient)


@pytest.mark.slow
@pytest.mark.skipif(getattr(sys, "_is_gil_enabled", lambda: True)(), reason="this Python has the GIL")
@pytest.mark.parametrize("mode", ["FAST_RUN", "FAST_COMPILE"])
def test_nothing_of_ours_takes_the_gil_back(fresh_python: Callable[..., Any], mode: str) -> None:
    code = f"""
import sys, theano_compat
theano_compat.install()
import pymc3, theano, theano.tensor as tt
x = tt.dvector("x")
theano.function([x], tt.exp(x).sum(), mode="{mode}")([1.0])
print(sys._is_gil_enabled())
"""
    assert fresh_python("-c", code).stdout.split()[-1] == "False"
