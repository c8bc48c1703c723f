"""Regressions with one sigma: sums of squares from a triangular form of the data."""

from __future__ import annotations

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.compilation.densities.density import Density
from theano_compat.differentiate import grad
from theano_compat.ops.linear_algebra.least_squares import TriangularForm
from theano_compat.settings import config
from theano_compat.theano_api import shared

pytestmark = pytest.mark.compiler
RNG = np.random.default_rng(3)
N, K = 200, 4
X = RNG.normal(size=(N, K))
Z = RNG.normal(size=(N, 2))
T = RNG.normal(size=N)
Y = X @ np.array([1.0, -2.0, 0.5, 3.0]) + T
POINT = 0.4 * RNG.normal(size=K + 4)


def normal(residual, x):
    """The log density of `residual` with the sigma that x[0] is the logarithm of."""
    sigma = tt.exp(x[0])
    return tt.switch(sigma > 0, -0.5 * tt.sqr(residual / sigma) - tt.log(sigma), -np.inf).sum()


def of_matrix(x, y=Y, X=X):
    return normal(y - tt.dot(X, x[1 : K + 1]), x)


def with_intercept(x, y=Y, X=X):
    return normal(x[K + 1] + tt.dot(X, x[1 : K + 1]) - y, x)


def two_matrices_and_a_column(x, y=Y, X=X):
    return normal(y - tt.dot(X, x[1 : K + 1]) - tt.dot(Z, x[K + 1 : K + 3]) + x[K + 3] * T, x)


def list_of_scalars(x, y=Y, X=X):
    mean = x[K + 1]
    for k in range(K):
        mean = mean + x[k + 1] * X[:, k]
    return normal(y - mean, x)


def rows_times_vector(x, y=Y, X=X):
    return normal(y - (X * x[1 : K + 1]).sum(axis=1), x)


def scaled_inside(x, y=Y, X=X):
    return -0.5 * tt.sqr((y - tt.dot(X, x[1 : K + 1])) * tt.exp(x[0])).sum() + N * x[0]


def with_data_apart(x, y=Y, X=X):
    return normal(y - 2 * T - tt.dot(X, x[1 : K + 1]), x)


def every_row_used(x, y=Y, X=X):
    residual = y - tt.dot(X, x[1 : K + 1])
    return normal(residual, x) - tt.sum(abs(residual))


def few_rows(x, y=Y, X=X):
    return normal(y[:10] - tt.dot(X[:10], x[1 : K + 1]), x)


def a_sigma_for_each_row(x, y=Y, X=X):
    return normal((y - tt.dot(X, x[1 : K + 1])) / tt.exp(0.1 * T), x)


IN_TRIANGULAR_FORM = [
    of_matrix,
    with_intercept,
    two_matrices_and_a_column,
    list_of_scalars,
    rows_times_vector,
    scaled_inside,
    with_data_apart,
]
ROW_BY_ROW = [every_row_used, few_rows, a_sigma_for_each_row]


def density_of(model, mode="C", **data) -> Density:
    x = tt.dvector("x")
    logp = model(x, **data)
    return compile_density(x, logp, grad(logp, x, disconnected_inputs="ignore"), [x], len(POINT), mode)


def is_triangular(density: Density) -> bool:
    stage = density.logp.prepared.partitioned.stage
    return stage is not None and any(isinstance(node.op, TriangularForm) for node in stage.nodes)


def same(one, other, rtol=1e-12) -> None:
    np.testing.assert_allclose(one[0], other[0], rtol=rtol)
    np.testing.assert_allclose(one[1], other[1], rtol=10 * rtol, atol=10 * rtol * np.abs(other[1]).max())


@pytest.mark.wide(11)
@pytest.mark.parametrize("model", [*IN_TRIANGULAR_FORM, *ROW_BY_ROW])
def test_values_and_gradients(model):
    density = density_of(model)
    same(density.logp_grad(POINT), density_of(model, "FAST_COMPILE").logp_grad(POINT))
    assert is_triangular(density) == (model in IN_TRIANGULAR_FORM)


def test_the_flag_leaves_rows():
    with config.change_flags(sums_of_squares="rows"):
        density = density_of(of_matrix)
        found = density.logp_grad(POINT)
    assert not is_triangular(density)
    same(found, density_of(of_matrix).logp_grad(POINT))


@pytest.mark.parametrize("which", ["y", "X"])
def test_data_that_may_change_stay_in_rows(which):
    data = shared({"y": Y, "X": X}[which], which)
    density = density_of(of_matrix, **{which: data})
    same(density.logp_grad(POINT), density_of(of_matrix).logp_grad(POINT))
    assert not is_triangular(density)


TOO_WIDE = np.concatenate([[1e-30], np.ones(N - 1)])  # a factor of 2**100


@pytest.mark.parametrize("column", [1e200 * T, 1e-200 * T, TOO_WIDE])
def test_numbers_without_exact_squares_stay_in_rows(column):
    X_here = np.column_stack([column, X[:, 1:]])
    point = POINT / np.concatenate([[1, np.abs(column).max()], np.ones(K + 2)])
    density = density_of(of_matrix, X=X_here)
    same(density.logp_grad(point), density_of(of_matrix, "FAST_COMPILE", X=X_here).logp_grad(point))
    assert not is_triangular(density)
