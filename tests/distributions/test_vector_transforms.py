"""Transforms of vectors: there and back, in graphs and in arrays; the Jacobian determinant by finite differences."""

import numpy as np
import pytest

import compat.pymc3_api  # noqa: F401  (what `backward_val` gets values from)
from theano_compat.distributions import vector_transforms as tr
from theano_compat.functions.function import function
from theano_compat.graph.types import TensorType

SHARES = np.array([0.1, 0.5, 0.15, 0.25])
CASES = {
    "ordered": (tr.ordered, np.array([-1.0, 0.5, 0.7, 3.0])),
    "sum_to_1": (tr.sum_to_1, SHARES),
    "stick_breaking": (tr.stick_breaking, SHARES),
    "broken_stick": (tr.broken_stick, SHARES),
    "packed": (tr.CholeskyCovPacked(3), np.array([0.5, -1.0, 2.0, 0.3, 0.7, 1.5])),
}
each = pytest.mark.parametrize("name", CASES)


def functions(transform, ndim=1):
    x, z = (TensorType("float64", (False,) * ndim)(n) for n in "xz")
    return (
        function([x], transform.forward(x)),
        function([z], transform.backward(z)),
        function([z], transform.jacobian_det(z)),
    )


@each
def test_there_and_back(name):
    transform, value = CASES[name]
    forward, backward, _ = functions(transform)
    free = forward(value)
    given = value.copy()
    np.testing.assert_allclose(transform.forward_val(given), free, rtol=1e-12, atol=1e-14)
    np.testing.assert_array_equal(given, value)  # a trace's own draws may be what is given
    np.testing.assert_allclose(backward(free), value, rtol=1e-12)
    np.testing.assert_allclose(transform.backward_val(free), value, rtol=1e-12)


@each
def test_jacobian_determinant(name):
    transform, value = CASES[name]
    forward, backward, log_det = functions(transform)
    free = np.array(forward(value))
    steps = 1e-6 * np.eye(free.size)
    jacobian = [(backward(free + s) - backward(free - s))[: free.size] / 2e-6 for s in steps]
    np.testing.assert_allclose(log_det(free), np.linalg.slogdet(jacobian)[1], rtol=1e-7, atol=1e-7)


def test_packed_takes_arrays():
    transform, value = CASES["packed"]
    free = transform.forward_val(value)
    np.testing.assert_allclose(transform.backward(free).eval(), value, rtol=1e-12)
    np.testing.assert_allclose(transform.jacobian_det(free).eval(), np.log([0.5, 2.0, 1.5]).sum(), rtol=1e-12)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", [n for n in CASES if n != "packed"])
def test_each_row_by_itself(name):
    transform, value = CASES[name]
    _, backward, log_det = functions(transform, 2)
    _, one, one_log_det = functions(transform)
    free = transform.forward_val(np.tile(value, (3, 1))) + np.arange(3)[:, None] * 0.1
    np.testing.assert_allclose(backward(free), [one(row) for row in free], rtol=1e-12)
    np.testing.assert_allclose(log_det(free), [one_log_det(row) for row in free], rtol=1e-12)


def test_eps_of_stick_breaking():
    with pytest.warns(DeprecationWarning, match="eps"):
        tr.StickBreaking(eps=1e-3)
