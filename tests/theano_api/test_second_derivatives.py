"""Jacobians and Hessians by scan, gradients in pieces, known gradients: in every backend."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api.gradient import (
    DisconnectedInputError,
    NullTypeGradError,
    hessian,
    jacobian,
    subgraph_grad,
)

x, y, M = tt.dvector("x"), tt.dvector("y"), tt.dmatrix("M")
X, Y = np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0])
MODES = ["PYTHON", "C", "JAX"]

# What, with respect to what, its value at X, Y.
JACOBIANS = {
    "a vector": (x * y, x, np.diag(Y)),
    "a scalar": ((x * y).sum(), x, Y),
    "a list": (x * y, [x, y], [np.diag(Y), np.diag(X)]),
    "a tuple": (tt.cumsum(x), (x,), (np.tril(np.ones((3, 3))),)),
    "a loop inside": (
        theano.scan(lambda a, s: s * a, [x], [tt.constant(np.float64(1))])[0],
        x,
        np.array([[1, 0, 0], [2, 1, 0], [6, 3, 2.0]]),
    ),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", JACOBIANS)
def test_jacobian(name, mode):
    expression, wrt, expected = JACOBIANS[name]
    found = jacobian(expression, wrt)
    assert type(found) is type(expected) or not isinstance(wrt, list | tuple)
    values = theano.function(
        [x, y],
        found if isinstance(found, list) else [found] if not isinstance(found, tuple) else list(found),
        mode=mode,
        on_unused_input="ignore",
    )(X, Y)
    for value, wanted in zip(values, expected if isinstance(wrt, list | tuple) else [expected], strict=True):
        np.testing.assert_allclose(value, wanted)


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", MODES)
def test_hessian(mode):
    cost = tt.exp(x).sum() + (x[0] * x[1]) ** 2
    f = theano.function([x], [hessian(cost, x), *hessian(cost, [x])], mode=mode)
    expected = np.diag(np.exp(X)) + np.array([[2 * 4, 4 * 2, 0], [4 * 2, 2 * 1, 0], [0, 0, 0.0]])
    for found in f(X):
        np.testing.assert_allclose(found, expected)


def test_what_is_disconnected():
    with pytest.raises(DisconnectedInputError):
        jacobian(x + 1, y)
    found = jacobian(x + 1, y, disconnected_inputs="ignore")
    assert found.eval({x: X, y: Y}).tolist() == np.zeros((3, 3)).tolist()


def test_gradients_in_pieces():
    w1, w2 = theano.shared(np.arange(6.0).reshape(3, 2)), theano.shared(np.array([1.0, -1.0]))
    hidden = tt.tanh(tt.dot(x, w1))
    cost, extra = tt.sqr(tt.dot(hidden, w2)), tt.sqr(w1).sum()
    [g2], upper = subgraph_grad([w2], [hidden], cost=cost)
    [g1], _ = subgraph_grad([w1], [x], start={hidden: upper[0]}, cost=extra)
    found = theano.function([x], [g1, g2, *theano.grad(cost + extra, [w1, w2])], mode="PYTHON")(X / 10)
    np.testing.assert_allclose(found[0], found[2])
    np.testing.assert_allclose(found[1], found[3])
    assert len(subgraph_grad([w2], [hidden], cost=cost, details=True)) == 4


def test_known_gradients_of_the_cost_itself():
    cost = (x * x).sum()
    assert theano.grad(cost, x, known_grads={cost: tt.constant(3.0)}).eval({x: X}).tolist() == (6 * X).tolist()
    with pytest.raises(NullTypeGradError):
        theano.grad(cost, x, known_grads={cost: theano.gradient.null_type()})
    with pytest.raises(DisconnectedInputError):
        theano.grad(cost, x, known_grads={cost: theano.gradient.disconnected_type()})


WRONG = {
    "a jacobian of a matrix": (lambda: jacobian(M, x), AssertionError, "flatten"),
    "a jacobian of a number": (lambda: jacobian(1.0, x), AssertionError, "Variable"),
    "a hessian of a vector": (lambda: hessian(x, x), AssertionError, "0 dimensional"),
    "a hessian by a matrix": (lambda: hessian(M.sum(), M), AssertionError, "1 dimensional"),
    "no cost and no start": (lambda: subgraph_grad([x], [x]), ValueError, "must be specified"),
    "wrt is no list": (lambda: subgraph_grad(x, [x], cost=x.sum()), TypeError, "lists"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name):
    run, error, words = WRONG[name]
    with pytest.raises(error, match=words):
        run()
