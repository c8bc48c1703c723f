"""What is written into a part is broadcast at run time, unlike operands of elementwise functions: as Theano 1.0.5."""

import numpy as np
import pytest

import compat as theano
import theano_compat.theano_api.tensor as tt

X = np.arange(20.0).reshape(5, 4)
ROW, COLUMN, PLACES = np.full((1, 4), 1.5), np.full((2, 1), 1.5), np.array([1, 2])


def changed(rows, add=False):
    new = X.copy()
    new[rows] = new[rows] + 1.5 if add else 1.5
    return new


# graph of (x, y, i), y, result
CASES = {
    "add to a slice": (lambda x, y, i: tt.inc_subtensor(x[2:4], y), ROW, changed(slice(2, 4), add=True)),
    "put in a slice": (lambda x, y, i: tt.set_subtensor(x[2:4], y), COLUMN, changed(slice(2, 4))),
    "add to rows": (lambda x, y, i: tt.inc_subtensor(x[i], y), ROW, changed(PLACES, add=True)),
    "put in rows": (lambda x, y, i: tt.set_subtensor(x[i], y), COLUMN, changed(PLACES)),
}


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN", "JAX"])
@pytest.mark.parametrize("case", CASES)
def test_broadcast(case, mode):
    build, y, expected = CASES[case]
    inputs = [tt.dmatrix("x"), tt.dmatrix("y"), tt.lvector("i")]
    f = theano.function(inputs, build(*inputs), mode=mode, on_unused_input="ignore")
    np.testing.assert_array_equal(f(X, y, PLACES), expected)
