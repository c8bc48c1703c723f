"""Classes of users that derive from one of the library's Ops: what they say themselves wins, `super()` is ours."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.old.theano import gof
from theano_compat.theano_api.tensor import nlinalg, slinalg

MODES = ("PYTHON", "C", "JAX")
pytestmark = pytest.mark.filterwarnings("ignore:.*Python backend runs this function:RuntimeWarning")
m = tt.dmatrix("m")
AT = np.array([[2.0, 0.5], [0.5, 3.0]])
INDEFINITE = np.array([[1.0, 2.0], [2.0, 1.0]])


class LargestEigen(nlinalg.Eig):
    """The `k` largest: another computation, shape and gradient, and attributes of its own."""

    __props__ = ("k",)

    def __init__(self, k):
        self.k = k

    def make_node(self, x):
        return gof.Apply(self, [tt.as_tensor_variable(x)], [tt.dvector(), tt.dmatrix()])

    def perform(self, node, inputs, outputs):
        values, vectors = np.linalg.eigh(inputs[0])
        outputs[0][0], outputs[1][0] = values[-self.k :], vectors[:, -self.k :]

    def infer_shape(self, node, shapes):
        return [(self.k,), (shapes[0][0], self.k)]

    def grad(self, inputs, gradients):
        _, vectors = self(*inputs)
        return [tt.dot(vectors * gradients[0], vectors.T)]


class NanCholesky(slinalg.Cholesky):
    """What the base computes, or NaN where that raises."""

    def perform(self, node, inputs, outputs):
        try:
            super().perform(node, inputs, outputs)
        except np.linalg.LinAlgError:
            outputs[0][0] = np.full(inputs[0].shape, np.nan)


class DoubledGradient(nlinalg.Det):
    """The base's gradient, twice; its computation as it is."""

    def grad(self, inputs, gradients):
        return [2 * g for g in super().grad(inputs, gradients)]


class OtherLop(nlinalg.MatrixInverse):
    def L_op(self, inputs, outputs, gradients):
        return [-g for g in super().L_op(inputs, outputs, gradients)]


class Halves(nlinalg.MatrixInverse):
    """A shape and an R-operator through `super()`."""

    def infer_shape(self, node, shapes):
        assert len(super().infer_shape(node, shapes)[0]) == 2
        return shapes

    def R_op(self, inputs, points):
        return [v / 2 for v in super().R_op(inputs, points)]


def _cost(op, x):
    return op(x).sum()


CASES = {  # graph of m -> its value at AT
    "perform": (LargestEigen(1)(m)[0], np.linalg.eigvalsh(AT)[-1:]),
    "perform, second output": (abs(LargestEigen(1)(m)[1]), abs(np.linalg.eigh(AT)[1][:, -1:])),
    "infer_shape": (LargestEigen(1)(m)[1].shape, [2, 1]),
    "grad": (
        tt.grad(LargestEigen(1)(m)[0].sum(), m),
        np.outer(np.linalg.eigh(AT)[1][:, -1], np.linalg.eigh(AT)[1][:, -1]),
    ),
    "perform by super": (NanCholesky()(m), np.linalg.cholesky(AT)),
    "perform by super raises": (NanCholesky()(m - m + INDEFINITE), np.full((2, 2), np.nan)),
    "grad by super": (tt.grad(DoubledGradient()(m), m), 2 * np.linalg.det(AT) * np.linalg.inv(AT).T),
    "grad alone: the value is the base's": (DoubledGradient()(m), np.linalg.det(AT)),
    "L_op by super": (
        tt.grad(OtherLop()(m).sum(), m),
        np.linalg.inv(AT).T @ np.ones((2, 2)) @ np.linalg.inv(AT).T,
    ),
    "R_op by super": (
        theano.gradient.Rop(Halves()(m), m, tt.ones_like(m)),
        -np.linalg.inv(AT) @ np.ones((2, 2)) @ np.linalg.inv(AT) / 2,
    ),
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CASES)
def test_what_a_derived_class_says_wins(name, mode):
    graph, expected = CASES[name]
    np.testing.assert_allclose(theano.function([m], graph, mode=mode)(AT), expected, rtol=1e-10)


def test_perform_of_ours_is_called_as_legacys():
    op, cells = nlinalg.Eigh(), [[None], [None]]
    op.perform(op(m)[0].owner, [AT], cells)
    np.testing.assert_allclose(cells[0][0], np.linalg.eigvalsh(AT))
