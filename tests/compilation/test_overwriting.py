"""Functions of theano.tensor.inplace: a call leaves the values in the argument where the function may overwrite it."""

import numpy as np
import pytest

import compat as theano
import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api.tensor import inplace

X, N = np.array([[0.5, 1.5], [2.6, 3.7]]), np.array([[1, 2], [3, -4]])

# graph of (x, n), arguments, which is overwritten, what is left there
CASES = {
    "float": (lambda x, n: inplace.exp_inplace(x) + n, 0, np.exp(X)),
    "chain": (lambda x, n: inplace.exp_inplace(inplace.neg_inplace(x)) + n, 0, np.exp(-X)),
    "casts to the argument's dtype": (lambda x, n: inplace.add_inplace(n, x), 1, (N + X).astype("int64")),
    "three operands": (lambda x, n: inplace.add_inplace(x, n, n), 0, X + 2 * N),
    "not an argument": (lambda x, n: inplace.exp_inplace(x + n), 0, X),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN"])
@pytest.mark.parametrize("case", CASES)
def test_what_is_left(case, mode):
    build, position, left = CASES[case]
    inputs = [tt.dmatrix("x"), tt.lmatrix("n")]
    wanted = build(*inputs)
    plain, given = [X.copy(), N.copy()], [X.copy(), N.copy()]
    expected = theano.function(inputs, wanted, mode=mode)(*plain)
    assert (plain[0] == X).all() and (plain[1] == N).all()
    np.testing.assert_allclose(theano.function(inputs, wanted, mode=mode, accept_inplace=True)(*given), expected)
    np.testing.assert_allclose(given[position], left)
    np.testing.assert_array_equal(given[1 - position], plain[1 - position])
    ins = [theano.In(v, mutable=k == position) for k, v in enumerate(inputs)]
    np.testing.assert_allclose(theano.function(ins, wanted, mode=mode)(*plain), expected)
    np.testing.assert_allclose(plain[position], left)


def test_result_with_more_elements():
    row, matrix = tt.drow("row"), tt.dmatrix()
    with pytest.raises(ValueError, match="cannot leave its result.* in `row`"):
        theano.function([row, matrix], inplace.add_inplace(row, matrix), accept_inplace=True)
