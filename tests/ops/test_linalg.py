"""Linear algebra at its borders: what raises, what is NaN, products of Jacobians, what the rules leave."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat.tensor as tt
from theano_compat.differentiate import Rop
from theano_compat.functions.function import function
from theano_compat.ops.linear_algebra.cholesky import Cholesky, cholesky
from theano_compat.ops.linear_algebra.exponential import expm
from theano_compat.ops.linear_algebra.inverse import Det, det, matrix_inverse, pinv
from theano_compat.ops.linear_algebra.products import matrix_power, norm
from theano_compat.ops.linear_algebra.solve import Solve, solve, solve_lower_triangular, solve_upper_triangular

INDEFINITE = np.array([[1.0, 2.0], [2.0, 1.0]])
SINGULAR = np.array([[1.0, 0.0], [2.0, 0.0]])
NAN = np.array([[1.0, np.nan], [np.nan, 1.0]])
FAILING = {
    "cholesky": (cholesky, INDEFINITE),
    "cholesky-nan": (cholesky, NAN),
    "upper": (Cholesky(False), INDEFINITE),
    "solve": (lambda x: solve(x, x), SINGULAR),
    "inverse": (matrix_inverse, SINGULAR),
    "solve-lower": (lambda x: solve_lower_triangular(x, x), SINGULAR),
    "solve-upper": (lambda x: solve_upper_triangular(x, x), SINGULAR),
    "not-square": (det, np.ones((2, 3))),
    "not-square-cholesky": (cholesky, np.ones((2, 3))),
    "large": (cholesky, np.diag(np.r_[np.ones(20), -1.0])),
    "large-nan": (cholesky, np.full((20, 20), np.nan)),
}


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
@pytest.mark.parametrize("name", FAILING)
def test_linalg_error(name: str, mode: str) -> None:
    build, value = FAILING[name]
    x = tt.dmatrix("x")
    with pytest.raises(np.linalg.LinAlgError, match="x"):
        function([x], build(x), mode=mode)(value)


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
@pytest.mark.parametrize("one, other", [(1, 1), (1, 2), (2, 1), (2, 2), (3, 3)])
def test_products_warn_of_nothing(one: int, other: int, mode: str) -> None:
    """Theano's products did not, and NumPy's do by flags that kernels of BLAS set at random."""
    x, y = (tt.TensorType("float32", (False,) * ndim)() for ndim in (one, other))
    product = tt.batched_dot(x, y) if one == 3 else tt.dot(x, y)
    values = [np.full((2,) * ndim, value, "float32") for ndim, value in ((one, np.inf), (other, 0.0))]
    assert np.isnan(function([x, y], product, mode=mode)(*values)).all()


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", ["PYTHON", "C", pytest.param("JAX", marks=pytest.mark.slow)])
@pytest.mark.parametrize("lower", [True, False])
@pytest.mark.parametrize("value", [INDEFINITE, NAN])
def test_nan_on_error(value: np.ndarray, lower: bool, mode: str) -> None:
    x = tt.dmatrix("x")
    factor = Cholesky(lower, on_error="nan")(x)
    for found in function([x], [factor, tt.grad(factor.sum(), x)], mode=mode)(value):
        assert np.isnan(found).all()


@pytest.mark.wide(7)
@pytest.mark.parametrize("op", [solve, solve_lower_triangular, solve_upper_triangular], ids=str)
def test_nan_passes_through_solves(op: Solve) -> None:
    x, b = tt.dmatrix("x"), tt.dvector("b")
    for mode in ("PYTHON", "C", "JAX"):
        found = function([x, b], op(x, b), mode=mode)(np.eye(2), np.array([np.nan, np.nan]))
        assert np.isnan(found).all()


def _symmetric(x: Any) -> Any:
    return x.dot(x.T) + np.eye(3)


PUSHED = {
    "cholesky": lambda x: cholesky(_symmetric(x)),
    "upper": lambda x: Cholesky(False)(_symmetric(x)),
    "solve": lambda x: solve(_symmetric(x), x),
    "lower": lambda x: solve_lower_triangular(_symmetric(x), x[:, 0]),
    "upper-matrix": lambda x: solve_upper_triangular(_symmetric(x), x),
    "inverse": matrix_inverse,
    "det": det,
    "expm": expm,
    "pinv": lambda x: pinv(x[:, :2]),
    "power": lambda x: matrix_power(x, 3),
    "norm": lambda x: norm(x, 1),
}


@pytest.mark.parametrize("name", PUSHED)
def test_r_op(name: str) -> None:
    x, v = tt.dmatrix("x"), tt.dmatrix("v")
    y = PUSHED[name](x)
    rng = np.random.default_rng(4)
    at, direction = rng.normal(size=(3, 3)), rng.normal(size=(3, 3))
    f = function([x], y, mode="PYTHON")
    found = function([x, v], Rop(y, x, v), mode="PYTHON")(at, direction)
    wanted = (f(at + 1e-6 * direction) - f(at - 1e-6 * direction)) / 2e-6
    np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-7)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", ["cholesky", "solve", "inverse", "det", "expm"])
def test_second_derivative(name: str) -> None:
    x = tt.dmatrix("x")
    slope = tt.grad((PUSHED[name](x) ** 2).sum(), x)
    second = function([x], tt.grad((slope**2).sum(), x), mode="PYTHON")
    f = function([x], (slope**2).sum(), mode="PYTHON")
    at = np.random.default_rng(4).normal(size=(3, 3))
    step = 1e-6 * np.eye(9).reshape(9, 3, 3)
    wanted = np.array([f(at + s) - f(at - s) for s in step]).reshape(3, 3) / 2e-6
    found = second(at)
    np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5 * abs(found).max())


def test_no_inverse_and_no_determinant_is_left() -> None:
    """A density as people wrote it: by the precision and the logarithm of the determinant."""
    cov, d = tt.dmatrix("cov"), tt.dvector("d")
    f = function([cov, d], -0.5 * tt.log(det(cov)) - 0.5 * d.dot(matrix_inverse(cov)).dot(d), mode="C")
    assert not any(isinstance(node.op, Det | type(matrix_inverse)) for node in f.maker.fgraph.toposort())
    big = 1e-3 * np.eye(200)  # its determinant is 1e-600
    np.testing.assert_allclose(f(big, np.ones(200)), 100 * np.log(1e3) - 100 * 1e3)


@pytest.mark.parametrize("scale", [1e-3, -1e3])
def test_the_size_of_a_determinant_beyond_float64_has_a_logarithm(scale: float) -> None:
    x = tt.dmatrix("x")
    f = function([x], tt.log(abs(det(x))), mode="C")
    np.testing.assert_allclose(f(scale * np.eye(201)), 201 * np.log(abs(scale)))


def test_a_power_of_a_matrix_is_whole() -> None:
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        matrix_power(tt.dmatrix("x"), 1.5)  # type: ignore[arg-type]
