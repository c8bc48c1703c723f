"""The distances and the determinant of (K1 ⊗ K2 ⊗ ...) + noise I: values, and gradients where eigenvalues are close."""

from functools import partial, reduce

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from theano_compat.differentiate import grad
from theano_compat.distributions.kronecker_form import SumOfResolvents, kronecker_form
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise.functions import exp
from theano_compat.ops.linear_algebra.eigen import eigh

RNG = np.random.default_rng(8)
scalar, matrix = TensorType("float64", ()), TensorType("float64", (False, False))


def kernel(points, length):
    return np.exp(-0.5 * np.subtract.outer(points, points) ** 2 / length**2)


# Kernels of grids on which most eigenvalues are equal to rounding; exactly equal ones; three factors; one.
FACTORS = {
    "smooth": [kernel(np.linspace(0, 1, 10), 1.0), 1.44 * kernel(np.linspace(0, 2, 9), 1.3)],
    "equal": [np.eye(3) * 2.0, kernel(np.arange(4.0), 0.9)],
    "three": [kernel(np.arange(2.0), 1.0), kernel(np.arange(4.0), 3.0), np.eye(3)],
    "one": [kernel(np.linspace(0, 1, 7), 0.8)],
}
NOISE = 0.09


def numbers(rng, factors):
    size = int(np.prod([len(K) for K in factors]))
    return rng.normal(size=(2, size)), np.array([0.7, -1.3]), 0.4


def dense(weights, by_log, noise, differences, *factors):
    """The weighted sum of distances and the logarithm."""
    M = reduce(np.kron, factors) + noise * np.eye(differences.shape[1])
    distances = [d @ np.linalg.solve(M, d) for d in differences]
    return weights @ distances + by_log * np.linalg.slogdet(M)[1]


def along_directions(call, noise, differences, factors, directions, step=1e-3):
    """Derivatives of `call` along directions of all arguments at once, by central differences of the sixth order."""
    found = []
    for dn, dd, *dK in directions:
        at = [
            call(noise + h * dn, differences + h * dd, *(K + h * k for K, k in zip(factors, dK, strict=True)))
            for h in step * np.array([-3, -2, -1, 1, 2, 3])
        ]
        found.append(np.tensordot([-1, 9, -45, 45, -9, 1], at, 1) / (60 * step))
    return found


def directions_of(differences, factors):
    """Of the noise, of the differences, of each factor (symmetric, within the kernel's own scale)."""
    for i in range(2 + len(factors)):
        changes = [
            0.02,
            RNG.normal(size=differences.shape),
            *(0.02 * (z + z.T) for z in (RNG.normal(size=K.shape) for K in factors)),
        ]
        yield [change if j == i else np.zeros_like(change) for j, change in enumerate(changes)]


def total(name):
    """(inputs, the weighted sum, weights) of `kronecker_form`"""
    inputs = [scalar("noise"), matrix("differences"), *(matrix() for _ in FACTORS[name])]
    differences, weights, by_log = numbers(np.random.default_rng(4), FACTORS[name])
    distances, log_det = kronecker_form(*inputs)
    return inputs, (distances * weights).sum() + by_log * log_det, differences, partial(dense, weights, by_log)


def slope(gradients, direction):
    """Of gradients of which an element in the lower triangle of a factor stands for two."""
    parts = [(np.tril(d) if i > 1 else d) * g for i, (g, d) in enumerate(zip(gradients, direction, strict=True))]
    return sum(part.sum() for part in parts)


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    "name, mode",
    [
        *((name, mode) for name in FACTORS for mode in ("PYTHON", "C")),
        ("smooth", "JAX"),
        *(pytest.param(name, "JAX", marks=pytest.mark.slow) for name in FACTORS if name != "smooth"),
    ],
)
def test_values_and_gradients(name, mode):
    inputs, cost, differences, reference = total(name)
    value, *gradients = function(inputs, [cost, *grad(cost, inputs)], mode=mode)(NOISE, differences, *FACTORS[name])
    assert value == pytest.approx(reference(NOISE, differences, *FACTORS[name]), rel=1e-9)
    directions = list(directions_of(differences, FACTORS[name]))
    for direction, difference in zip(
        directions, along_directions(reference, NOISE, differences, FACTORS[name], directions), strict=True
    ):
        assert slope(gradients, direction) == pytest.approx(difference, rel=1e-7, abs=1e-7)


@pytest.mark.parametrize("name", ["equal", *(pytest.param(n, marks=pytest.mark.slow) for n in FACTORS if n != "equal")])
def test_second_derivatives(name):
    inputs, cost, differences, _ = total(name)
    weights = [RNG.normal(size=np.shape(v)) for v in (NOISE, differences, *FACTORS[name])]
    first = sum((g * w).sum() for g, w in zip(grad(cost, inputs), weights, strict=True))
    call = function(inputs, first)
    gradients = function(inputs, grad(first, inputs))(NOISE, differences, *FACTORS[name])
    directions = list(directions_of(differences, FACTORS[name]))
    for direction, difference in zip(
        directions, along_directions(call, NOISE, differences, FACTORS[name], directions), strict=True
    ):
        assert slope(gradients, direction) == pytest.approx(difference, rel=1e-6, abs=1e-5)


def test_sum_of_resolvents():
    noise, w, K = scalar("noise"), TensorType("float64", (False,))("w"), matrix("K")
    weights, [factor, *_] = np.array([0.5, 2.0, 3.0]), FACTORS["smooth"]
    found = function([noise, w, K], SumOfResolvents()(noise, w, K))(NOISE, weights, factor)
    expected = sum(v * np.linalg.inv(v * factor + NOISE * np.eye(len(factor))) for v in weights)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_eigenvalues_that_are_equal_have_a_gradient():
    K = matrix("K")
    np.testing.assert_array_equal(function([K], grad((eigh(K)[0] ** 2).sum(), K))(np.eye(3) * 2.0), np.eye(3) * 4.0)


def test_a_gradient_through_eigenvectors_whose_eigenvalues_are_nearly_equal():
    """Of a smooth kernel by its length, beside the resolvent's derivative; eigenvalues differ by 1e-17 here."""
    squares = np.subtract.outer(points := np.linspace(0, 1, 20), points) ** 2
    y, length = np.random.default_rng(4).normal(size=20), scalar("length")
    w, v = eigh(exp(-0.5 * squares / length**2) + 1e-5 * np.eye(20))
    found = function([length], grad((v.T.dot(y) ** 2 / (w + NOISE)).sum(), length))(0.8)
    K = kernel(points, 0.8)
    solved = np.linalg.solve(K + (1e-5 + NOISE) * np.eye(20), y)
    np.testing.assert_allclose(found, -solved @ (K * squares / 0.8**3) @ solved, rtol=1e-11)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(), 1])
def test_a_gaussian_process_on_a_smooth_grid(shape):
    """The gradient beside that of the process that forms the whole matrix."""
    grids, rng = [np.linspace(0, 1, 10)[:, None], np.linspace(0, 2, 9)[:, None]], np.random.default_rng(3)
    y, found = rng.normal(size=90), []
    for kind in ("marginal", "kron"):
        with pm.Model() as model:
            length, scale, sigma = (pm.HalfNormal(n, 1.0, shape=s) for n, s in (("l", ()), ("eta", ()), ("s", shape)))
            covs = [pm.gp.cov.ExpQuad(1, length), scale**2 * pm.gp.cov.ExpQuad(1, 1.3 * length)]
            if kind == "kron":
                pm.gp.MarginalKron(cov_funcs=covs).marginal_likelihood("y", Xs=grids, y=y, sigma=sigma)
            else:
                X = pm.math.cartesian(*grids)
                pm.gp.Marginal(cov_func=pm.gp.cov.Kron(covs)).marginal_likelihood("y", X=X, y=y, noise=sigma)
        names = [v.name for v in model.free_RVs]
        at = {n: np.full(np.shape(model.test_point[n]), v) for n, v in zip(names, (0.1, 0.2, -1.0), strict=True)}
        found.append(np.array([np.sum(g) for g in model.fastfn(grad(model.logpt, model.free_RVs))(at)]))
    np.testing.assert_allclose(found[1], found[0], rtol=1e-7, atol=1e-7)
