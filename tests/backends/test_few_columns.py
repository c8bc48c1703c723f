"""Loops over few columns beside expensive functions of whole rows: by C, each column has statements of its own up to 8,
but for 5 to 7 around calls."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.theano_api import function, grad

ROWS = 130


def outputs(m: Any, v: Any) -> list[Any]:
    return [
        tt.nnet.softmax(m * v).sum(axis=0),
        tt.exp(m.max(axis=1) - m.min(axis=1)).mean(),
        (m * tt.exp(m.sum(axis=1) / 20).dimshuffle(0, "x")).sum(axis=0),
        (tt.exp(m.prod(axis=1)) + (m > 2.5).any(axis=1) + (m < 2.5).all(axis=1)).mean(),
    ]


def by_numpy(m: np.ndarray, v: np.ndarray) -> list[Any]:
    e = np.exp(m * v)
    return [
        (e / e.sum(1, keepdims=True)).sum(0),
        np.exp(m.max(1) - m.min(1)).mean(),
        (m * np.exp(m.sum(1) / 20)[:, None]).sum(0),
        (np.exp(m.prod(1)) + (m > 2.5).any(1) + (m < 2.5).all(1)).mean(),
    ]


@pytest.mark.parametrize("dtype, loose", [("float64", 1e-13), ("float32", 1e-5)])
@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5, 8, 9])
@pytest.mark.parametrize("mode", ["C", "PYTHON"])
def test_values_and_gradients(mode: str, columns: int, dtype: str, loose: float) -> None:
    rng = np.random.default_rng(columns)
    given = [rng.uniform(-1, 1, (ROWS, columns)).astype(dtype), rng.uniform(-1, 1, columns).astype(dtype)]
    m, v = tt.matrix(dtype=dtype), tt.vector(dtype=dtype)
    found = outputs(m, v)
    slopes = grad(sum((out * out).sum() for out in found), [m, v])
    run = function([m, v], [*found, *slopes], mode=mode)
    assert run.executable.backend == mode.lower()
    wanted = [*by_numpy(*(a.astype("float64") for a in given)), *function([m, v], slopes, mode="FAST_COMPILE")(*given)]
    for one, other in zip(run(*given), wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=loose, atol=loose * np.abs(other).max())


@pytest.mark.parametrize("columns", [2, 8])
@pytest.mark.compiler
def test_a_number_that_is_none_stays_in_its_row(columns: int) -> None:
    given = np.ones((ROWS, columns))
    given[77, 1] = np.nan
    m = tt.dmatrix()
    largest = function([m], tt.exp(m.max(axis=1)), mode="C")(given)
    np.testing.assert_array_equal(np.flatnonzero(np.isnan(largest)), [77])
