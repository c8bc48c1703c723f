"""Slices that are variables, as indices: the values of Theano 1.0.5. JAX takes those of constants alone."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.ops.indexing.slice_variables import SliceParts

V, M = np.arange(10.0), np.arange(10.0).reshape(2, 5)
x, X, a, b, s = tt.dvector("x"), tt.dmatrix("X"), tt.iscalar("a"), tt.lscalar("b"), tt.slicetype("s")
made = tt.make_slice
BY_NUMBERS = {
    "from to": (lambda: x[made(a, b, None)], [x, a, b], [V, 2, 7], V[2:7]),
    "constant": (lambda: X[made(0, 1, None)], [X], [M], M[:1]),
    "after an integer": (lambda: X[0, made(a, b, 2)], [X, a, b], [M, 0, 4], M[0, :4:2]),
    "of a slice": (lambda: x[made(slice(a, None, -1))], [x, a], [V, 4], V[4::-1]),
    "in a tuple": (lambda: x[made(slice(None, a)),], [x, a], [V, 4], V[:4]),
    "beside an array": (lambda: X[np.array([0, 1]), made(a, b, None)], [X, a, b], [M, 1, 3], M[:, 1:3]),
    "before an array": (lambda: X[made(a, b, None), np.array([0, 1])], [X, a, b], [M, 0, 1], M[:1, :2]),
    "a constant slice": (lambda: x[tt.SliceConstant(tt.slicetype, slice(1, 3))], [x], [V], V[1:3]),
    "written to": (
        lambda: tt.set_subtensor(x[made(a, b, None)], 0.0),
        [x, a, b],
        [V, 2, 4],
        np.where((V > 1) & (V < 4), 0, V),
    ),
    "gradient": (
        lambda: theano.grad(X[made(a, b, None), np.array([0, 1])].sum(), X),
        [X, a, b],
        [M, 0, 1],
        [[1, 1, 0, 0, 0], [0] * 5],
    ),
}


@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
@pytest.mark.parametrize("case", BY_NUMBERS)
def test_made_of_numbers(case, mode):
    output, inputs, values, expected = BY_NUMBERS[case]
    if mode == "JAX" and case not in ("constant", "a constant slice"):
        pytest.skip("lengths that depend on values are for Python and C")
    np.testing.assert_array_equal(theano.function(inputs, output(), mode=mode)(*values), expected)


SLICES = [slice(a, b, c) for a in (None, 0, 2, -3, 40) for b in (None, 0, 7, -2, -40) for c in (None, 1, 2, -1, -3)]


@pytest.mark.parametrize("mode", ["PYTHON", "C"])
def test_given_at_each_call(mode):
    f = theano.function([x, s], [x[s], theano.grad((x[s] ** 2).sum(), x)], mode=mode)
    for given in SLICES:
        value, gradient = f(V, given)
        np.testing.assert_array_equal(value, V[given])
        expected = np.zeros(10)
        expected[given] = 2 * V[given]
        np.testing.assert_array_equal(gradient, expected)
    rows = theano.function([X, s], X[np.array([0, 1]), s], mode=mode)
    np.testing.assert_array_equal(rows(M, slice(1, 4)), M[:, 1:4])


def test_parts():
    assert [int(v) for v in theano.function([s], SliceParts()(s))(slice(1, None, 2))] == [1, 2**62, 2]


def test_what_is_no_slice():
    with pytest.raises(TypeError, match="index must be integers"):
        made(1.5, None, None)
    with pytest.raises(TypeError, match="slice"):
        theano.function([s], s)(3)
    assert theano.function([a], made(a, 5, None))(3) == slice(3, 5, None)
