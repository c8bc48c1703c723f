"""`disconnected_grad`, `grad_clip` and their like: the value passes, the gradient does not as it was."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api import gradient

X = np.array([1.0, 0.1, -3.0])
x = tt.dvector("x")
MARKS = {  # gradient of sum(mark(x) ** 2)
    "grad_clip": (lambda v: gradient.grad_clip(v, -1, 1), np.clip(2 * X, -1, 1)),
    "grad_scale": (lambda v: gradient.grad_scale(v, 3.0), 6 * X),
    "zero_grad": (gradient.zero_grad, 0 * X),
    "consider_constant": (gradient.consider_constant, 0 * X),
}


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
@pytest.mark.parametrize("name", MARKS)
def test_mark(name, mode):
    mark, expected = MARKS[name]
    f = theano.function([x], [mark(x), theano.grad((mark(x) ** 2).sum(), x)], mode=mode)
    value, slope = f(X)
    np.testing.assert_allclose(value, X)
    np.testing.assert_allclose(slope, expected)


def test_two_marks_of_one_variable_stay_apart():
    both = (gradient.grad_clip(x, -1, 1) ** 2 + gradient.grad_clip(x, -2, 2) ** 2).sum()
    slope = theano.function([x], theano.grad(both, x), mode="PYTHON")(X)
    np.testing.assert_allclose(slope, np.clip(2 * X, -1, 1) + np.clip(2 * X, -2, 2))


def test_disconnected():
    cut = gradient.disconnected_grad(x)
    with pytest.raises(gradient.DisconnectedInputError, match="`x`"):
        theano.grad(cut.sum(), x)
    assert theano.grad((x * cut).sum(), x).eval({x: X}).tolist() == X.tolist()


def test_undefined():
    with pytest.raises(gradient.NullTypeGradError, match="not defined"):
        theano.grad(gradient.undefined_grad(x).sum(), x)
    null = theano.grad(gradient.undefined_grad(x).sum(), x, null_gradients="return")
    assert isinstance(null.type, gradient.NullType)


def test_rop():
    direction = tt.dvector("direction")
    assert (
        gradient.Rop(gradient.grad_clip(x, 0, 1) * 2, x, direction).eval({direction: X, x: X}).tolist()
        == (2 * X).tolist()
    )


def test_gradients_have_names_only_where_both_have():
    named = (x**2).sum()
    assert theano.grad(named, x).name is None
    named.name = "cost"
    assert theano.grad(named, x).name == "(dcost/dx)"


def test_rop_follows_the_kind_of_sequence_and_gives_zeros():
    direction = tt.dvector("direction")
    assert isinstance(theano.Rop((x, x * 2), x, direction), tuple)
    assert isinstance(theano.Rop([x, x * 2], x, direction), list)
    flat = theano.Rop(gradient.zero_grad(x) + tt.floor(x), x, direction)
    assert flat.eval({direction: X, x: X}).tolist() == [0.0, 0.0, 0.0]


def test_considering_a_variable_constant_stops_behind_it():
    y = x * 3
    assert theano.grad((y * 2).sum(), y, consider_constant=[y]).eval({x: X}).tolist() == [2.0, 2.0, 2.0]
    with pytest.raises(gradient.DisconnectedInputError):
        theano.grad((y * 2).sum(), x, consider_constant=[y])


def test_known_gradients():
    y = x * 3
    slope = theano.grad(None, x, known_grads={y: tt.ones_like(y) * 5})
    assert slope.eval({x: X}).tolist() == [15.0, 15.0, 15.0]


def test_an_undefined_gradient_reaches_only_what_it_is_connected_to():
    class Pair(theano.Op):
        """(x, y); the second output has an undefined gradient."""

        def make_node(self, a, b):
            return theano.Apply(self, [a, b], [a.type(), b.type()])

        def connection_pattern(self, node):
            return [[True, False], [False, True]]

        def grad(self, inputs, gradients):
            return [gradients[0], gradients[1]]

    z = tt.dvector("z")
    first, second = Pair()(x, z)
    cost = (first * 2).sum() + gradient.undefined_grad(second).sum()
    assert theano.grad(cost, x).owner is not None
    with pytest.raises(gradient.NullTypeGradError, match="`z`"):
        theano.grad(cost, z)


def test_a_function_cannot_compute_what_is_not_defined():
    with pytest.raises(TypeError, match="not defined"):
        theano.function([x], gradient.grad_undefined(None, 0, x), mode="PYTHON")


def test_the_tangent_of_what_does_not_depend_is_zeros():
    y = tt.dvector("y")
    still = gradient.Rop(y * 2, x, tt.ones_like(x))
    assert theano.function([y], still, mode="PYTHON", on_unused_input="ignore")(X).tolist() == [0, 0, 0]
    for alone in (y, y.shape[0]):
        with pytest.raises(gradient.DisconnectedInputError, match="Rop"):
            gradient.Rop(alone, x, tt.ones_like(x))


@pytest.mark.parametrize("of", [tt.ones_like, tt.zeros_like, lambda v: tt.fill(v, 2.0)])
def test_what_has_only_the_shape_of_a_variable_is_disconnected(of):
    with pytest.raises(gradient.DisconnectedInputError, match="`x`"):
        theano.grad((of(x) * 2).sum(), x)
    assert theano.grad((of(x) * x).sum(), x).eval({x: X}).tolist() == of(x).eval({x: X}).tolist()
