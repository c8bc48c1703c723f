"""Values for which legacy raised: compiled JAX cannot, so NumPy does after the run; where legacy gave a result, that
is the result."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("jax")

import compat
from compat import tensor as tt

A, X, AT = tt.matrix("A"), tt.vector("x"), tt.lvector("at")
SINGULAR = np.array([[1.0, 2.0], [2.0, 4.0]])


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "output, values, error",
    [
        (tt.nlinalg.matrix_inverse(A), {A: SINGULAR}, "Singular matrix.*A"),
        (tt.slinalg.solve(A, tt.ones((2,))), {A: np.zeros((1, 1))}, "equations"),
        (tt.slinalg.cholesky(A).sum(), {A: -np.eye(2)}, "not positive definite"),
        (tt.exp(X[AT]), {X: np.ones(2), AT: [0, 5]}, "index 5 is out of bounds"),
        (X[AT[0]], {X: np.ones(2), AT: [-3]}, "out of bounds"),
        (X[AT] > 0, {X: np.ones(2), AT: [0, 5]}, "index 5 is out of bounds"),
        (AT[AT], {AT: [0, 5]}, "index 5 is out of bounds"),
        (tt.switch(X[AT[0]] > 0, X, 2.0), {X: np.ones(2), AT: [3]}, "index 3 is out of bounds"),
        (tt.log(0 * X[0]) + X[AT], {X: np.ones(2), AT: [0, -3]}, "index -3 is out of bounds"),
        (X[AT[0]], {X: np.ones(2), AT: [2**32 + 1]}, "index 4294967297 is out of bounds"),
        (X[AT], {X: np.ones(2), AT: [0, 2**32]}, "index 4294967296 is out of bounds"),
        (tt.set_subtensor(X[AT[0]], 1.0), {X: np.ones(2), AT: [2]}, "index 2 is out of bounds"),
        (tt.inc_subtensor(X[AT], 1.0), {X: np.ones(2), AT: [0, 2**32]}, "index 4294967296 is out of bounds"),
        (tt.inc_subtensor(A[AT, AT], 1), {A: np.ones((3, 2)), AT: [0, 2]}, "index 2 is out of bounds"),
        (tt.slinalg.cholesky(A)[0, 0] > 0, {A: -np.eye(2)}, "not positive definite"),
        (tt.nnet.categorical_crossentropy(tt.nnet.softmax(A), AT), {A: np.ones((2, 3)), AT: [0, 3]}, "out of bounds"),
    ],
)
def test_an_error_is_raised_after_the_run(output, values, error):
    f = compat.function(list(values), output, mode="JAX")
    with pytest.raises((np.linalg.LinAlgError, IndexError, ValueError), match=error):
        f(*[np.asarray(v) for v in values.values()])


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "output, values, expected",
    [
        (tt.nnet.categorical_crossentropy(tt.nnet.softmax(A), AT), {A: np.zeros((2, 2)), AT: [0, -1]}, [np.log(2)] * 2),
        (X[AT], {X: np.array([1.0, np.nan]), AT: [1, 0]}, [np.nan, 1]),
        (tt.log(tt.nlinalg.det(A)), {A: SINGULAR}, -np.inf),
        (tt.slinalg.cholesky(A), {A: np.eye(1) * np.inf}, [[np.inf]]),
    ],
)
def test_what_is_no_error_is_the_result(output, values, expected):
    f = compat.function(list(values), output, mode="JAX")
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(f(*[np.asarray(v) for v in values.values()]), expected)
