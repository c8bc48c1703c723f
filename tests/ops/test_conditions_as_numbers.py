"""A condition among numbers is 0 or 1, and 0 times NaN is NaN: XLA would choose 0."""

import numpy as np
import pytest

import compat as theano
import theano_compat.theano_api.tensor as tt

X, CHOSEN = np.array([np.nan, np.inf, -2.0, 3.0]), np.array([False, False, False, True])
PRODUCT = np.array([np.nan, np.nan, 0.0, 3.0])

# graph of (x, condition), result
CASES = {
    "product": (lambda x, b: x * b, PRODUCT),
    "cast": (lambda x, b: x * tt.cast(b, "float64"), PRODUCT),
    "comparison": (lambda x, b: x * tt.eq(x, 3), PRODUCT),
    "complement": (lambda x, b: x * (1 - tt.lt(x, 5)), np.array([np.nan, np.inf, 0.0, 0.0])),
    "complex": (lambda x, b: tt.real(x * tt.cast(b, "complex128")), PRODUCT),
    "dot": (lambda x, b: tt.dot(x[::3], b[::3]), np.array(np.nan)),  # without inf: NumPy would warn
    "joined": (lambda x, b: tt.join(0, b, x)[:4] * x, PRODUCT),
    "gradient of a minimum": (lambda x, b: tt.grad(tt.exp(x[:3].min()), x), np.append(np.full(3, np.nan), 0.0)),
}


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["FAST_COMPILE", "FAST_RUN", "JAX"])
@pytest.mark.parametrize("case", CASES)
def test_product(case, mode):
    build, expected = CASES[case]
    x, b = tt.dvector("x"), tt.TensorType("bool", (False,))("b")
    f = theano.function([x, b], build(x, b), mode=mode, on_unused_input="ignore")
    np.testing.assert_array_equal(f(X, CHOSEN), expected)
