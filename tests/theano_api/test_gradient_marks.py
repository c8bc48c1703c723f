"""`disconnected_grad`, `grad_clip` and their like: the value passes, the gradient does not as it was."""

import numpy as np
import pytest

import compat.theano_api as theano
import compat.theano_api.tensor as tt
from compat.theano_api import gradient

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
