"""What is written in vectors of our own, compiled for each width that registers of x86-64 have had but the host's."""

from __future__ import annotations

import platform

import numpy as np
import pytest

import compat.tensor as tt
from theano_compat import pymc3_api as pm
from theano_compat.functions.function import function
from theano_compat.models.modelling.density import c_unit, log_density
from theano_compat.ops.linear_algebra.cholesky import Cholesky
from theano_compat.ops.linear_algebra.covariance import CholeskyInverse

SIZES = (3, 8, 13, 16, 21, 40, 67)  # in blocks of eight: less than one, whole ones, one or two at the end
WIDTHS = {"16 bytes": "-march=x86-64-v2", "32 bytes": "-march=x86-64-v3"}


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if platform.machine() not in ("x86_64", "AMD64"):
        pytest.skip("the options are of x86-64")
    monkeypatch.setenv("COMPAT_CFLAGS", WIDTHS[request.param])


@pytest.mark.usefixtures("width")
@pytest.mark.parametrize("dtype, digits", [("float64", 1e-13), ("float32", 1e-5)])
def test_factors_and_their_inverses(dtype: str, digits: float) -> None:
    x = tt.matrix("x", dtype=dtype)
    lower, upper = function([x], Cholesky()(x), mode="C"), function([x], Cholesky(False)(x), mode="C")
    inverse = function([x], CholeskyInverse()(x), mode="C")
    for n in SIZES:
        a = np.random.default_rng(n).normal(size=(n, n))
        matrix = (a @ a.T / n + np.eye(n)).astype(dtype)
        factor = np.linalg.cholesky(matrix.astype("float64"))
        np.testing.assert_allclose(lower(matrix), factor, rtol=digits, atol=digits)
        np.testing.assert_allclose(upper(matrix), factor.T, rtol=digits, atol=digits)
        ours = inverse(factor.astype(dtype))
        np.testing.assert_allclose(ours, np.linalg.inv(factor @ factor.T), rtol=100 * digits, atol=10 * digits)


@pytest.mark.usefixtures("width")
def test_sums_by_group() -> None:
    rng = np.random.default_rng(1)
    group = np.repeat(np.arange(6), [1, 7, 8, 9, 31, 64])
    y = rng.normal(size=len(group))
    with pm.Model() as model:
        a = pm.Normal("a", 0, 1, shape=6)
        pm.Laplace("y", a[group], 1, observed=y)
    assert "compat_plus_double(s" in c_unit(model)
    density = log_density(model)
    assert density.c() is not None
    x = rng.normal(size=6)
    value, slope = density.logp_grad(x)
    off = y - x[group]
    wanted = -(x**2).sum() / 2 - 3 * np.log(2 * np.pi) - np.abs(off).sum() - len(y) * np.log(2)
    np.testing.assert_allclose(value, wanted, rtol=1e-14)
    np.testing.assert_allclose(slope, np.bincount(group, np.sign(off)) - x, rtol=1e-13)
