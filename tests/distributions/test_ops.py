"""The Ops of pm.math and of `Interpolated`: values, shapes, gradients, C, JAX; and the functions beside them."""

import numpy as np
import pytest
from scipy.interpolate import InterpolatedUnivariateSpline
from scipy.linalg import block_diag

from theano_compat.differentiate import grad
from theano_compat.distributions.block_diagonal import BatchedDiag, BlockDiagonalMatrix, batched_diag, block_diagonal
from theano_compat.distributions.kronecker import kron_dot, kron_solve_lower, kronecker
from theano_compat.distributions.matrices import expand_packed_triangular, positive_definite
from theano_compat.distributions.spline import SplineWrapper, of_points
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType

RNG = np.random.RandomState(3)
A, B, ROWS = RNG.normal(size=(2, 3)), RNG.normal(size=(1, 2)), RNG.normal(size=(4, 3))
X = np.array([-1.5, -0.9, 0.1, 0.7, 1.9])
KNOTS = np.linspace(-1.0, 2.0, 7)
HEIGHTS = np.array([0.0, 1.0, 3.0, 2.0, 2.0, 0.5, 0.0])


def spline(degree, ext):
    return InterpolatedUnivariateSpline(KNOTS, HEIGHTS, k=degree, ext=ext)


CASES = {
    "batched": (BatchedDiag(), [ROWS], lambda x: np.array([np.diag(row) for row in x])),
    "blocks": (BlockDiagonalMatrix(), [A, B, ROWS], block_diag),
    **{
        f"spline-{k}-{ext}": (SplineWrapper(spline(k, ext)), [X], spline(k, ext))
        for k in (1, 2, 3)
        for ext in ("zeros", "extrapolate", "const")
    },
}
each = pytest.mark.parametrize("name", CASES)


def symbols(values):
    return [TensorType("float64", (False,) * v.ndim)() for v in values]


@pytest.mark.wide(17)
@each
@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_values_and_shapes(name, mode):
    op, values, reference = CASES[name]
    inputs = symbols(values)
    out = op(*inputs)
    found, shape = function(inputs, [out, out.shape], mode=mode)(*values)
    np.testing.assert_allclose(found, reference(*values), rtol=1e-12, atol=1e-14)
    assert tuple(shape) == reference(*values).shape


@each
def test_gradient_is_the_slope(name):
    op, values, reference = CASES[name]
    weights = RNG.normal(size=reference(*values).shape)
    inputs = symbols(values)
    slopes = function(inputs, grad((op(*inputs) * weights).sum(), inputs), mode="PYTHON")(*values)
    for i, (value, slope) in enumerate(zip(values, slopes, strict=True)):
        for place in np.ndindex(value.shape):
            step = np.zeros_like(value)
            step[place] = 1e-6
            up, down = ([v + s * step if j == i else v for j, v in enumerate(values)] for s in (1, -1))
            wanted = ((reference(*up) - reference(*down)) * weights).sum() / 2e-6
            np.testing.assert_allclose(slope[place], wanted, rtol=1e-6, atol=1e-7)


PLACES = np.concatenate([KNOTS, X.ravel(), [-1.5, 2.5, np.nan, np.inf, -np.inf, KNOTS[1] + 1e-12]])


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
def test_straight_lines_between_points(mode):
    x = TensorType("float64", (False,))()
    both = of_points(x, KNOTS, HEIGHTS), SplineWrapper(spline(1, "zeros"))(x)
    heights, slopes = ([y, grad(y.sum(), x)] for y in both)
    found, slope = function([x], heights, mode=mode)(PLACES)
    expected, expected_slope = function([x], slopes, mode="PYTHON")(PLACES)
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-14)
    last = PLACES != KNOTS[-1]  # has a slope on either side
    np.testing.assert_allclose(slope[last], expected_slope[last], rtol=1e-12, atol=1e-14)
    single = TensorType("float32", ())()
    assert of_points(single, KNOTS, HEIGHTS).dtype == "float32"


def test_bad_arguments():
    with pytest.raises(ValueError, match="no matrices"):
        BlockDiagonalMatrix()()
    with pytest.raises(TypeError, match="must be matrices"):
        BlockDiagonalMatrix()(X)
    with pytest.raises(TypeError, match="must be a matrix"):
        BatchedDiag()(X)
    with pytest.raises(ValueError, match="csr"):
        BlockDiagonalMatrix(format="coo")
    with pytest.raises(NotImplementedError, match="dense"):
        block_diagonal([A, B], sparse=True)
    with pytest.raises(NotImplementedError, match="order 0"):
        SplineWrapper(spline(1, "zeros").derivative()).grad_op  # noqa: B018


def test_of_one_matrix_itself_and_diagonals_back():
    assert block_diagonal([A]) is A
    np.testing.assert_allclose(batched_diag(batched_diag(ROWS)).eval(), ROWS)


def test_kronecker_products_without_the_product():
    K, L = np.tril(RNG.normal(size=(3, 3))) + 3 * np.eye(3), np.tril(RNG.normal(size=(2, 2))) + 3 * np.eye(2)
    m = RNG.normal(size=(6, 4))
    k, low, x = symbols([K, L, m])
    whole, product, solved = function(
        [k, low, x], [kronecker(k, low), kron_dot([k, low], x), kron_solve_lower([k, low], x)]
    )(K, L, m)
    np.testing.assert_allclose(whole, np.kron(K, L))
    np.testing.assert_allclose(product, np.kron(K, L) @ m)
    np.testing.assert_allclose(solved, np.linalg.solve(np.kron(K, L), m))


def test_packed_triangles():
    full = RNG.normal(size=(3, 3))
    for lower, rows in ((True, np.tril_indices(3)), (False, np.triu_indices(3))):
        [p] = symbols([X])
        packed = full[rows]
        unpacked, diagonal = function(
            [p], [expand_packed_triangular(3, p, lower), expand_packed_triangular(3, p, lower, diagonal_only=True)]
        )(packed)
        np.testing.assert_array_equal(unpacked[rows], packed)
        assert np.count_nonzero(unpacked) == 6
        np.testing.assert_array_equal(diagonal, np.diag(full))
        of_numbers = expand_packed_triangular(3, packed, lower, diagonal_only=True)
        np.testing.assert_array_equal(of_numbers, np.diag(full), strict=True)


@pytest.mark.parametrize(("matrix", "wanted"), [(np.eye(2), 1), (-np.eye(2), 0), (np.array([[1.0, 2], [2, 1]]), 0)])
def test_positive_definite(matrix, wanted):
    [x] = symbols([A])
    found = function([x], positive_definite(x))(matrix)
    assert (found, found.dtype) == (wanted, "int8")
