"""Regressions with one sigma: sums of squares from a triangular form of the data."""

from __future__ import annotations

import numpy as np
import pytest

import compat.theano_api.tensor as tt
from compat.compilation.densities.density import Density, compile_density
from compat.differentiate import grad
from compat.ops.linear_algebra.least_squares import TriangularForm
from compat.theano_api import shared

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


def in_long_double(y, X, x):
    y, X, x = (np.asarray(v, np.longdouble) for v in (y, X, x))
    r = y - X @ x[1 : K + 1]
    sigma = np.exp(x[0])
    return -0.5 * (r**2).sum() / sigma**2 - N * x[0], X.T @ r / sigma**2


DATA = {  # y and X for which squares of y would leave few digits of squares of residuals
    "far from zero": (Y + 1e7, np.column_stack([np.full(N, 1e7), X[:, 1:]])),
    "a fit that leaves little": (X @ np.ones(K) + 1e-7 * T, X),
    "columns nearly the same": (Y, np.column_stack([X[:, 0], X[:, 0] + 1e-9 * T, X[:, 2:]])),
    "columns the same": (Y, X[:, [0, 0, 1, 1]]),
    "a column of zeros": (Y, X * [1, 1, 1, 0]),
    "columns of many sizes": (Y, X * [1e-12, 1, 1e6, 1e12]),
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", DATA)
def test_it_loses_no_more_digits_than_rows_do(name):
    """At the best fit and beside it: errors beside 80 bits, in units of those of the sum over rows."""
    y, X = DATA[name]
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    short, rows = density_of(of_matrix, y=y, X=X), density_of(of_matrix, "FAST_COMPILE", y=y, X=X)
    assert is_triangular(short)
    for off in (0.0, 1e-6, 1.0):
        x = np.concatenate([[0.0], best * (1 + off), np.zeros(3)])
        value, gradient = in_long_double(y, X, x)
        found, usual = short.logp_grad(x), rows.logp_grad(x)
        # What rounding y and X b to 53 bits does to the residuals is there whatever is computed of them.
        size = np.abs(y).max() + np.abs(X * x[1 : K + 1]).max()
        residual = np.abs(y - X @ x[1 : K + 1]).max() + np.finfo(float).eps * size
        allowed = 50 * np.finfo(float).eps * size * residual * N
        assert abs(found[0] - value) <= max(10 * abs(usual[0] - value), allowed)
        each = 50 * np.finfo(float).eps * size * np.abs(X).sum(axis=0)
        assert (np.abs(found[1][1 : K + 1] - gradient) <= each).all()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_data_that_are_not_finite_give_what_rows_give(bad):
    y = shared(Y.copy(), "y")
    density = density_of(of_matrix, y=y)
    assert is_triangular(density)
    same(density.logp_grad(POINT), density_of(of_matrix).logp_grad(POINT))
    y.set_value(np.where(np.arange(N) == 7, bad, Y))
    value = density.logp_grad(POINT)[0]
    assert np.isnan(value) if np.isnan(bad) else value == -np.inf


def test_new_data_of_another_length():
    y, matrix = shared(Y, "y"), shared(X, "X")
    density = density_of(of_matrix, y=y, X=matrix)
    density.logp_grad(POINT)
    for rows in (50, 3, 1):
        y.set_value(Y[:rows])
        matrix.set_value(X[:rows])
        same(density.logp_grad(POINT), density_of(of_matrix, "FAST_COMPILE", y=Y[:rows], X=X[:rows]).logp_grad(POINT))
    matrix.set_value(X)
    with pytest.raises(ValueError, match="mis-match"):
        density.logp_grad(POINT)


def test_new_data_of_more_columns():
    matrix = shared(X, "X")
    density = density_of(of_matrix, X=matrix)
    density.logp_grad(POINT)
    matrix.set_value(np.column_stack([X, T]))
    with pytest.raises(ValueError, match="mis-match: X with 5 columns in all, multiplied by 4 values"):
        density.logp_grad(POINT)
