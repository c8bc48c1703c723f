"""Floats beyond the range of an integer type wrap around as in NumPy, alone and within a larger expression."""

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

VALUES = np.array([300.0, -1.0, 1e5, -300.0, 70000.0, 0.5, -0.5, 127.9] * 3)


@pytest.mark.wide(11)
@pytest.mark.parametrize("mode", ["FAST_RUN", "JAX"])
@pytest.mark.parametrize("source", ["float64", "float32"])
@pytest.mark.parametrize("target", ["int8", "uint8", "int16", "uint16", "int32", "uint32"])
def test_what_does_not_fit_wraps_around(source: str, target: str, mode: str) -> None:
    x = tt.TensorType(source, (False,))()
    graphs = [tt.cast(x, target), tt.cast(x, target) * 1.5, tt.cast(x, target) // 2]
    with np.errstate(all="ignore"):
        small = VALUES.astype(source).astype("int64").astype(target)
    found = theano.function([x], graphs, mode=mode)(VALUES.astype(source))
    for one, right in zip(found, (small, small * 1.5, small // 2), strict=True):
        np.testing.assert_array_equal(one, right)
