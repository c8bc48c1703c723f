"""Rop: a tangent has the shape of what it is a tangent of; what has no derivative is an error."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.differentiate import DisconnectedInputError, NullTypeGradError
from theano_compat.graph.op import MethodNotDefined

m, r, s, v = tt.dmatrix("m"), tt.drow("r"), tt.dscalar("s"), tt.dvector("v")
VALUES = {m: np.arange(6.0).reshape(3, 2), r: np.array([[2.0, -1.0]]), s: np.float64(3.0), v: np.array([1.0, 4.0])}
ALONG = {
    "a row": (m + r, r, np.ones((3, 2))),
    "a scalar": (v * s, s, VALUES[v]),
    "an array of no rows": (m[:0] - r, r, np.ones((0, 2))),
    "a column": (tt.zeros((0, 2)) + s, s, np.ones((0, 2))),
    "what is compared": (tt.switch(r > 0, m, 1.0), r, np.zeros((3, 2))),
}


@pytest.mark.parametrize("name", ALONG)
def test_the_shape_is_that_of_the_result(name):
    result, wrt, expected = ALONG[name]
    tangent = theano.gradient.Rop(result, wrt, tt.ones_like(wrt))
    assert tangent.type.broadcastable == result.type.broadcastable
    found = theano.function([], [tangent], givens=VALUES, mode="PYTHON")()[0]
    assert found.shape == expected.shape and (found == expected).all()


N, P = np.array([[1.0, 3.0, 3.0], [4.0, np.nan, 2.0]]), np.arange(6.0).reshape(2, 3)
LARGEST = {
    "of rows": (lambda x: x.max(axis=1), [1.0, 4.0]),
    "of columns": (lambda x: x.max(axis=0, keepdims=True), [[3.0, 4.0, 2.0]]),
    "least of rows": (lambda x: x.min(axis=1), [0.0, 4.0]),
    "of all": (lambda x: x.max(), 4.0),
    "with its place": (lambda x: sum(tt.max_and_argmax(x, axis=1)), [1.0, 4.0]),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_moves_as_the_first_that_is(name, mode):
    reduced, expected = LARGEST[name]
    p = tt.dmatrix("p")
    found = theano.function([m, p], theano.gradient.Rop(reduced(m), m, p), mode=mode)(N, P)
    np.testing.assert_array_equal(found, expected)


def test_what_is_drawn_does_not_move():
    drawn = theano.tensor.random.utils.RandomStream(1).normal(size=(2,))
    with pytest.raises(DisconnectedInputError):
        theano.gradient.Rop(drawn, m, m)
    assert theano.gradient.Rop(tt.exp(v), m, m).type.ndim == 1  # zeros, as of what could move


UNDEFINED = {
    "a derivative": (lambda: tt.grad(tt.nnet.ultra_fast_sigmoid(v).sum(), v), MethodNotDefined, "ultra_fast_sigmoid"),
    "a tangent": (lambda: theano.gradient.Rop(tt.nnet.ultra_fast_sigmoid(v), v, v), MethodNotDefined, "ultra_fast"),
    "one by the shape": (lambda: theano.gradient.Rop(tt.gammau(v, 0.5), v, v), NullTypeGradError, "shape"),
    "one by the order": (lambda: theano.gradient.Rop(tt.jv(v, 0.5), v, v), NullTypeGradError, "order"),
    "one of what was written": (
        lambda: tt.grad(tt.gammau(tt.set_subtensor(v[[0]], s), 0.5).sum(), s),
        NullTypeGradError,
        "shape",
    ),
    "of whole numbers": (lambda: theano.gradient.Lop(v > 0, v, tt.ones_like(v > 0)), TypeError, "known_grad of type"),
}


@pytest.mark.parametrize("name", UNDEFINED)
def test_what_is_not_defined_says_so(name):
    run, error, words = UNDEFINED[name]
    with pytest.raises(error, match=words):
        run()


class _Stops(theano.Op):
    """The same values; no tangent."""

    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.array(inputs[0])

    def R_op(self, inputs, eval_points):
        return [None]


PASSED = {"a sum with something else": lambda y: (y + m).sum(), "a quotient by a count": lambda y: m.mean() + y.size}
STOPPED = {
    "the largest": lambda y: y.max(),
    "rows put together": lambda y: tt.concatenate([y, m]),
    "an array that is written to": lambda y: tt.set_subtensor(y[0], 1.0),
    "a reshape": lambda y: y.reshape((6,)),
}


@pytest.mark.parametrize("direction", [m, s], ids=["towards it", "towards something else"])
@pytest.mark.parametrize("name", STOPPED)
def test_an_op_without_a_tangent_is_an_error(name, direction):
    """Whatever the direction, as in legacy, which asked each Op on the way."""
    with pytest.raises(ValueError, match="does not depend"):
        theano.gradient.Rop(STOPPED[name](_Stops()(m)), direction, tt.ones_like(direction))


@pytest.mark.parametrize("name", PASSED)
def test_beside_something_with_a_tangent_it_is_none(name):
    tangent = theano.gradient.Rop(PASSED[name](_Stops()(m)), v, tt.ones_like(v))
    assert theano.function([], tangent, givens=VALUES, mode="PYTHON", on_unused_input="ignore")() == 0
