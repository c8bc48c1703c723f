"""Through which functions a gradient reaches whole numbers, as answered by Theano-PyMC 1.1.2."""

import numpy as np
import pytest

import compat.theano_api as theano
import compat.theano_api.tensor as tt

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
