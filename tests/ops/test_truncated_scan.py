"""`truncate_gradient` with taps beyond -1: the initial rows that the remaining steps read get their part.

Numbers of real Theano-PyMC 1.1.2.
"""

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

REAL = {
    ((-1,), -1): [92.64992],
    ((-1,), 4): [0.0],
    ((-1,), 5): [92.64992],
    ((-2,), 3): [0.0, 0.0],
    ((-2,), 4): [0.0, 7.04],
    ((-2,), 5): [17.688, 7.04],
    ((-2, -1), 3): [0.0, 0.0],
    ((-2, -1), 4): [0.0, 149.2634],
    ((-2, -1), -1): [578.93682, 1017.66863],
    ((-3, -1), 2): [0.0, 0.0, 0.0],
    ((-3, -1), 3): [0.0, 0.0, 33.418],
    ((-3, -1), 4): [0.0, 117.3194, 33.418],
    ((-3, -1), 5): [410.16602, 117.3194, 648.66703],
}


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["FAST_COMPILE", None])
def test_gradients_of_initial_rows(mode: str | None) -> None:
    x = tt.dvector("x")
    found, expected = [], []
    for (taps, steps), right in REAL.items():
        rows, _ = theano.scan(
            lambda *a: sum((i + 2) * v for i, v in enumerate(a)) * 1.1,
            outputs_info=[{"initial": x[: len(right)], "taps": list(taps)}],
            n_steps=5,
            truncate_gradient=steps,
        )
        found.append(tt.grad(rows.sum(), x)[: len(right)])
        expected.append(right)
    for gradient, right in zip(theano.function([x], found, mode=mode)(np.ones(3)), expected, strict=True):
        np.testing.assert_allclose(gradient, right, rtol=1e-12)
