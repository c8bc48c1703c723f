"""Through which functions a gradient reaches whole numbers, as answered by Theano-PyMC 1.1.2."""

import numpy as np
import pytest

import theano_compat.theano_api as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api.gradient import DisconnectedInputError

ONES = tt.ones((2, 2))
REACHED = {
    "reshape": (lambda x: x.reshape((4,)), [[1, 1], [1, 1]]),
    "rows": (lambda x: x[[0, 1, 1]], [[1, 1], [2, 2]]),
    "a mask": (lambda x: x[x > 0], [[1, 1], [1, 0]]),
    "a join with floats": (lambda x: tt.concatenate([x, ONES]), [[1, 1], [1, 1]]),
    "a sum of floats": (lambda x: x.sum(dtype="float64"), [[1, 1], [1, 1]]),
    "the largest": (lambda x: x.max(axis=0), [[0, 1], [1, 0]]),
    "sums so far": (lambda x: tt.cumsum(x, axis=0), [[2, 2], [1, 1]]),
    "sort": (lambda x: tt.sort(x, axis=0), [[1, 1], [1, 1]]),
    "a product": (lambda x: x * 1.5, [[1.5, 1.5], [1.5, 1.5]]),
    "a row": (lambda x: x[0], 0),
    "dimshuffle": (lambda x: x.dimshuffle(1, 0), 0),
    "transpose": (lambda x: x.T * 1.5, 0),
    "a stack with floats": (lambda x: tt.stack([x, ONES]), 0),
    "a sum": (lambda x: x.sum(), 0),
    "the mean": (lambda x: x.mean(), 0),
}


@pytest.mark.parametrize("dtype", ["int64", "bool", "uint8"])
@pytest.mark.parametrize("name", REACHED)
def test_the_gradient(name, dtype):
    function, wanted = REACHED[name]
    x = tt.matrix(dtype=dtype)
    gradient = theano.grad((function(x) * 1.0).sum(), x)
    value = np.array([[1, 2], [3, 0]], dtype)
    if name == "the largest" and dtype == "bool":
        wanted = [[1, 1], [1, 0]]
    found = theano.function([x], gradient, mode="PYTHON", on_unused_input="ignore")(value)
    np.testing.assert_allclose(found, np.broadcast_to(wanted, (2, 2)))


K, N, X, S, M = tt.lvector("K"), tt.lscalar("N"), tt.dvector("X"), tt.dscalar("S"), tt.lmatrix("M")
VALUES = {
    K: np.array([2, 1, 0]),
    N: np.array(2),
    X: np.array([1.0, 2, 3]),
    S: np.array(2.0),
    M: np.arange(6).reshape(3, 2),
}
SCANNED = {  # loop, and the gradients with respect to some of its inputs; None where it raises
    "a sequence": (lambda: theano.map(lambda a, c: a * c, [K, X])[0], {K: 0, X: [2, 1, 0]}),
    "a narrow sequence": (lambda: theano.map(lambda a: a * S, [tt.cast(K, "int8")])[0], {K: 0, S: 3}),
    "a sequence of indices": (lambda: theano.map(lambda j: X[j], [K])[0], {K: None, X: [1, 1, 1]}),
    "a sequence that is compared": (lambda: theano.map(lambda a: tt.switch(a > 1, S, 0), [K])[0], {K: 0, S: 1}),
    "whole results": (lambda: theano.map(lambda a: a * 2, [K])[0], {K: 0}),
    "whole results in a product": (lambda: theano.map(lambda a: a * 2, [K])[0].sum() * S, {K: 0, S: 6}),
    "rows": (lambda: theano.scan(lambda r, q: q * r.sum(), [M], [S])[0], {M: 0, S: 51}),
    "taps": (lambda: theano.scan(lambda a, b, q: q * a + b, [{"input": K, "taps": [0, -1]}], [S])[0], {K: 0, S: 1}),
    "backwards": (lambda: theano.scan(lambda a, q: q * a, [K], [S], go_backwards=True)[0], {K: 0, S: 0}),
    "floats of a sequence": (lambda: theano.scan(lambda a, q: q * a, [K * 1.0], [S])[0], {K: [4, 4, 4], S: 4}),
    "a truncated gradient": (lambda: theano.scan(lambda a, q: q * a, [K], [S], truncate_gradient=2)[0], {K: 0}),
    "reduce": (lambda: theano.reduce(lambda a, all: all + a, [K], np.int64(0))[0] * S, {K: 0, S: 3}),
    "reduce to a float": (lambda: theano.reduce(lambda a, all: all + a * S, [K], np.float64(0))[0], {K: 0, S: 3}),
    "foldl": (lambda: theano.foldl(lambda a, all: all + a * S, [K], np.float64(0))[0], {K: 0, S: 3}),
    "foldr": (lambda: theano.foldr(lambda a, all: all + a * S, [K], np.float64(0))[0], {K: 0, S: 3}),
    "a number for all steps": (lambda: theano.map(lambda c, j: c * j, [X], [N])[0], {N: 6, X: [2, 2, 2]}),
    "an array for all steps": (lambda: theano.map(lambda c, v: c * v, [X], [K])[0], {K: 6, X: [3, 3, 3]}),
    "an array that is read from": (lambda: theano.map(lambda j, v: X[j] * v[j], [tt.arange(3)], [K])[0], {K: 0}),
    "what is caught": (
        lambda: theano.scan(lambda q: q * N + K.sum(), outputs_info=[S], n_steps=2)[0],
        {N: 13, K: 0, S: 6},
    ),
    "a state": (lambda: theano.scan(lambda p: p + 1, outputs_info=[N], n_steps=3)[0].sum() * S, {N: 0, S: 12}),
    "a state beside floats": (
        lambda: theano.scan(lambda p, q: (p + 1, q * p), outputs_info=[N, S], n_steps=3)[0][1],
        {N: 0, S: 32},
    ),
    "a state of two rows": (
        lambda: theano.scan(lambda p, q: p + q, None, [{"initial": K[:2], "taps": [-2, -1]}], n_steps=3)[0].sum() * S,
        {K: 0, S: 14},
    ),
    "a number of steps": (lambda: theano.scan(lambda q: q * 2, outputs_info=[S], n_steps=N)[0], {N: None, S: 6}),
    "one number for both": (
        lambda: theano.scan(lambda q, j: q * j, outputs_info=[S], non_sequences=[N], n_steps=N)[0],
        {N: 10, S: 6},
    ),
    "a loop in a loop": (
        lambda: theano.scan(lambda a, q: q * theano.map(lambda u: u * a, [K])[0].sum(), [K], [S])[0],
        {K: 0},
    ),
}


@pytest.mark.wide(5)
@pytest.mark.parametrize("mode", ["PYTHON", "C", "JAX"])
@pytest.mark.parametrize("name", SCANNED)
def test_through_loops(name, mode):
    """Numbers of Theano-PyMC 1.1.2. Rows of whole numbers get zeros, what all steps read what a product gives it."""
    make, wanted = SCANNED[name]
    total = make().sum()
    for v, expected in wanted.items():
        if expected is None:
            with pytest.raises(DisconnectedInputError):
                theano.grad(total, v)
            assert theano.grad(total, v, disconnected_inputs="ignore", return_disconnected="None") is None
            expected = 0
        found = theano.grad(total, v, disconnected_inputs="ignore")
        assert found.dtype == "float64"
        value = theano.function(list(VALUES), found, mode=mode, on_unused_input="ignore")(*VALUES.values())
        np.testing.assert_allclose(value, np.broadcast_to(expected, VALUES[v].shape))
        if mode == "PYTHON":
            theano.grad(total, list(wanted), disconnected_inputs="ignore" if None in wanted.values() else "raise")
