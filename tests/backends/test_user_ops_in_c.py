"""Users' Ops in a compiled program: called back, with exceptions that pass, through the extension and ctypes."""

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from tests.compilation.given_density import compile_density
from theano_compat.backends.c import calling
from theano_compat.differentiate import grad
from theano_compat.functions.function import function
from theano_compat.graph.op import Op


class Double(Op):
    __props__ = ()
    itypes, otypes = [tt.dvector], [tt.dvector]

    def perform(self, node, inputs, storage):
        if inputs[0][0] < 0:
            raise KeyError("a negative start")
        if inputs[0][0] == 0:
            raise np.linalg.LinAlgError("not here")
        storage[0][0] = inputs[0] * 2

    def infer_shape(self, node, shapes):
        return shapes

    def grad(self, inputs, gradients):
        return [2 * gradients[0]]


class Parts(Op):
    """Two outputs: the total and the reversed vector."""

    __props__ = ()
    itypes, otypes = [tt.dvector, tt.lscalar], [tt.dscalar, tt.dvector]

    def perform(self, node, inputs, storage):
        storage[0][0] = np.asarray(inputs[0].sum() + inputs[1])
        storage[1][0] = inputs[0][::-1]

    def infer_shape(self, node, shapes):
        return [(), shapes[0]]


class WrongShape(Double):
    def perform(self, node, inputs, storage):
        storage[0][0] = np.zeros(len(inputs[0]) + 1)


@pytest.fixture(params=["extension", "ctypes"], autouse=True)
def caller(request, monkeypatch):
    if request.param == "ctypes":
        monkeypatch.setattr(calling, "extension_caller", lambda *_: None)


pytestmark = pytest.mark.compiler


def compiled(outputs, *inputs):
    f = function(list(inputs), outputs, mode="C")
    assert f.executable.backend == "c"
    return f


def test_value_and_gradient():
    x = tt.dvector("x")
    y = tt.sum(tt.exp(Double()(tt.log(x) + 3)))
    f = compiled([y, grad(y, x)], x)
    at = np.array([1.0, 2.0, 0.5])
    value, gradient = f(at)
    assert value == pytest.approx(np.sum(np.exp(6) * at**2))
    np.testing.assert_allclose(gradient, 2 * np.exp(6) * at)


def test_two_outputs_of_which_one_is_used():
    x, k = tt.dvector("x"), tt.lscalar("k")
    total, backwards = Parts()(x * 2, k + 1)
    f = compiled([total, backwards + 1], x, k)
    value, turned = f(np.arange(3.0), 4)
    assert value == 11.0
    np.testing.assert_array_equal(turned, [5.0, 3.0, 1.0])
    np.testing.assert_array_equal(compiled(Parts()(x, k)[1] * 3, x, k)(np.arange(3.0), 0), [6.0, 3.0, 0.0])


@pytest.mark.parametrize(
    ("start", "error", "words"), [(-1.0, KeyError, "a negative start"), (0.0, np.linalg.LinAlgError, "not here")]
)
def test_exceptions_pass(start, error, words):
    x = tt.dvector("x")
    f = compiled(Double()(x) + 1, x)
    with pytest.raises(error, match=words):
        f(np.array([start, 1.0]))
    np.testing.assert_array_equal(f(np.array([1.0, 2.0])), [3.0, 5.0])


def test_a_shape_that_infer_shape_did_not_promise():
    x = tt.dvector("x")
    with pytest.raises(ValueError, match="shape .4,.; by its infer_shape it has shape .3,."):
        compiled(WrongShape()(x), x)(np.ones(3))


def test_densities_keep_the_first_exception():
    x = tt.dvector("x")
    y = -tt.sum(tt.sqr(Double()(x)))
    density = compile_density(x, y, grad(y, x), [x], 2, "C")
    value, gradient = density.logp_grad(np.array([1.0, 0.5]))
    assert value == -5.0
    np.testing.assert_array_equal(gradient, [-8.0, -4.0])
    assert density.has_python_callbacks and density.raised() is None
    with pytest.raises(KeyError, match="a negative start"):
        density.logp_grad(np.array([-1.0, 0.5]))
