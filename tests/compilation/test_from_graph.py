"""OpFromGraph: values, gradients, shapes and overrides in every backend."""

import pickle

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api import OpFromGraph

MODES = ["PYTHON", "C", "JAX"]
X, Y = np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0])


def product(**keywords):
    x, y = tt.dvectors("x", "y")
    return OpFromGraph([x, y], [x * y, tt.exp(x)], **keywords)


@pytest.mark.parametrize("mode", MODES)
def test_value_gradient_and_shared_variables(mode):
    x, y, u, v = tt.dvectors("x", "y", "u", "v")
    w = theano.shared(np.ones(3), "w")
    op = OpFromGraph([x, y], [x * y + w])
    outer = OpFromGraph([x, y], [op(y, x) * 2])  # nested
    cost = (op(u, v) - outer(v, u)).sum()
    f = theano.function([u, v], [cost, *theano.grad(cost, [u, v, w])], mode=mode)
    np.testing.assert_allclose(f(X, Y)[0], (-X * Y - 1).sum())
    for found, expected in zip(f(X, Y)[1:], [-Y, -X, -np.ones(3)], strict=True):
        np.testing.assert_allclose(found, expected)
    w.set_value(np.zeros(3))
    np.testing.assert_allclose(f(X, Y)[0], (-X * Y).sum())


@pytest.mark.wide(7)
@pytest.mark.parametrize("mode", MODES)
def test_overrides(mode):
    x, y, g = tt.dvectors("x", "y", "g")

    def doubled(inputs, gradients):
        return [2 * gradients[0] * inputs[1], 3 * gradients[0] * inputs[0]]

    for options in (
        dict(grad_overrides=doubled),
        dict(grad_overrides=OpFromGraph([x, y, g], doubled([x, y], [g]))),
        dict(lop_overrides=lambda i, o, gs: doubled(i, gs)),
        dict(grad_overrides=[lambda i, gs: doubled(i, gs)[0], lambda i, gs: doubled(i, gs)[1]]),
    ):
        op = OpFromGraph([x, y], [x * y], **options)
        a, b = theano.grad(op(x, y).sum(), [x, y])
        found = theano.function([x, y], [a, b], mode=mode)(X, Y)
        np.testing.assert_allclose(found, [2 * Y, 3 * X])
    op = OpFromGraph([x, y], [x * y])  # as in Theano 0.8: its method `grad`, and another in the place of it
    for grad, expected in ((op.grad, [Y, X]), (lambda i, gs: doubled(i, gs), [2 * Y, 3 * X])):
        op.grad = grad
        found = theano.function([x, y], theano.grad(op(x, y).sum(), [x, y]), mode=mode)(X, Y)
        np.testing.assert_allclose(found, expected)
    tangent = OpFromGraph([x, y], [x * y], rop_overrides=lambda i, e: [5 * e[0]])
    moved = tt.Rop(tangent(x, y), x, g)
    np.testing.assert_allclose(theano.function([x, y, g], moved, mode=mode)(X, Y, X), 5 * X)


@pytest.mark.parametrize("mode", MODES)
def test_tangents(mode):
    x, y, u, v = tt.dvectors("x", "y", "u", "v")
    moved = tt.Rop(list(product()(x, y)), [x, y], [u, v])
    found = theano.function([x, y, u, v], moved, mode=mode)(X, Y, Y, X)
    np.testing.assert_allclose(found, [Y * Y + X * X, Y * np.exp(X)])


def test_gradients_that_are_not_there():
    x, y = tt.dvectors("x", "y")
    op = OpFromGraph([x, y], [x * y], grad_overrides=[theano.gradient.disconnected_type(), "default"])
    with pytest.raises(theano.gradient.DisconnectedInputError):
        theano.grad(op(x, y).sum(), x)
    assert theano.grad(op(x, y).sum(), x, disconnected_inputs="ignore").eval({x: X}).tolist() == [0, 0, 0]
    undefined = OpFromGraph([x, y], [x * y], grad_overrides=[theano.gradient.null_type(), "default"])
    with pytest.raises(theano.gradient.NullTypeGradError):
        theano.grad(undefined(x, y).sum(), x)


def test_connections_shapes_and_test_values():
    op = product()
    assert op.connection_pattern(None) == [[True, True], [True, False]]
    x, y = tt.dvectors("x", "y")
    assert op(x, y)[1].shape[0].eval({x: X, y: Y}) == 3
    x.tag.test_value, y.tag.test_value = X, Y
    assert op(x, y)[0].tag.test_value.tolist() == (X * Y).tolist()
    again = pickle.loads(pickle.dumps(op))
    assert again(x, y)[0].eval({x: X, y: Y}).tolist() == (X * Y).tolist()


x, y = tt.dvectors("x", "y")
WRONG = {
    "a leaf that is missing": (lambda: OpFromGraph([x], [x * y]), Exception, "Undeclared input: `y`"),
    "not lists": (lambda: OpFromGraph(x, [x]), TypeError, "lists of variables"),
    "a shared input": (lambda: OpFromGraph([theano.shared(1.0, "w")], [x]), TypeError, "`w`"),
    "two kinds of overrides": (
        lambda: OpFromGraph([x], [x], lop_overrides=max, grad_overrides=min),
        ValueError,
        "exclusive",
    ),
    "givens": (lambda: OpFromGraph([x], [x], givens={x: y}), TypeError, "givens"),
    "another number of inputs": (lambda: OpFromGraph([x], [x])(x, y), ValueError, "takes 1 inputs, got 2"),
    "an input of another type": (lambda: OpFromGraph([x], [x])(tt.dmatrix("m")), TypeError, "float64, matrix"),
    "too few overrides": (
        lambda: theano.grad(OpFromGraph([x, y], [x * y], grad_overrides=["default"])(x, y).sum(), x),
        ValueError,
        "for each of 2, got 1",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name):
    run, error, words = WRONG[name]
    with pytest.raises(error, match=words):
        run()


def test_an_argument_may_be_narrower_than_its_input() -> None:
    one = tt.TensorType("float64", (True,))("one")
    op = OpFromGraph([x], [x * 2])
    assert theano.function([one], op(one))([3.0]).tolist() == [6.0]
    with pytest.raises(TypeError, match="Cannot convert"):
        OpFromGraph([one], [one * 2])(x)
