"""Cholesky factors and inverses behind them at the sizes where C changes its way, against NumPy."""

from __future__ import annotations

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.functions.function import function
from theano_compat.ops.linear_algebra.cholesky import Cholesky
from theano_compat.ops.linear_algebra.covariance import CholeskyInverse

pytestmark = pytest.mark.compiler
SIZES = (0, 1, 7, 12, 13, 16, 17, 64, 99, 200, 201)
TOLERANCE = {"float64": 1e-13, "float32": 2e-5}


def covariance(n: int, dtype: str) -> np.ndarray:
    g = np.random.default_rng(n).normal(size=(n, n))
    return (g @ g.T / max(n, 1) + np.eye(n)).astype(dtype)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("lower", [True, False])
@pytest.mark.parametrize("n", SIZES)
def test_factor(n, lower, dtype):
    x = tt.matrix("x", dtype=dtype)
    f = function([x], Cholesky(lower)(x), mode="C")
    assert f.executable.backend == "c"
    a = covariance(n, dtype)
    expected = np.linalg.cholesky(a.astype(float))
    other = np.triu(a) if not lower else np.tril(a)  # only that triangle counts
    np.testing.assert_allclose(f(other), expected if lower else expected.T, rtol=0, atol=TOLERANCE[dtype] * 4)


@pytest.mark.parametrize("dtype", TOLERANCE)
@pytest.mark.parametrize("n", SIZES)
def test_inverse(n, dtype):
    x = tt.matrix("x", dtype=dtype)
    f = function([x], CholeskyInverse()(x), mode="C")
    assert f.executable.backend == "c"
    a = covariance(n, "float64")
    found = f(np.linalg.cholesky(a).astype(dtype))
    np.testing.assert_allclose(found, np.linalg.inv(a), rtol=0, atol=TOLERANCE[dtype] * 4)
    np.testing.assert_array_equal(found, found.T)


@pytest.mark.parametrize("bad", [-1.0, np.nan])
@pytest.mark.parametrize("n", [5, 13, 24, 100, 201])
def test_no_factor(n, bad):
    x = tt.dmatrix("x")
    f = function([x], Cholesky(True)(x), mode="C")
    for at in {0, n // 2, n - 1}:
        a = covariance(n, "float64")
        a[at, at] = bad
        with pytest.raises(np.linalg.LinAlgError):
            f(a)
