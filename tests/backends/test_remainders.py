"""What a loop has beyond whole vectors counts once: at every length, with NaN and infinities at every place."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import compat as theano
import compat.tensor as tt

REDUCTIONS: dict[str, tuple[Any, Any]] = {
    "a sum around a call": (lambda x: tt.sum(tt.exp(x), axis=1), lambda x: np.exp(x).sum(axis=1)),
    "a product around a call": (lambda x: tt.prod(tt.exp(x / 9), axis=1), lambda x: np.exp(x / 9).prod(axis=1)),
    "the largest": (lambda x: tt.max(x, axis=1), lambda x: x.max(axis=1, initial=-np.inf)),
    "the smallest of a call": (lambda x: tt.min(tt.exp(x), axis=1), lambda x: np.exp(x).min(axis=1, initial=np.inf)),
}


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("name", REDUCTIONS)
def test_every_length(name: str, dtype: str) -> None:
    ours, numpys = REDUCTIONS[name]
    x = tt.matrix("x", dtype=dtype)
    function = theano.function([x], ours(x))
    rng = np.random.default_rng(1)
    for length in range(1, 36):
        value = rng.normal(size=(3, length)).astype(dtype)
        np.testing.assert_allclose(function(value), numpys(value), rtol=1e-13 if dtype == "float64" else 1e-5)


@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("name", REDUCTIONS)
def test_odd_values_at_every_place(name: str, odd: float) -> None:
    ours, numpys = REDUCTIONS[name]
    x = tt.dmatrix("x")
    function = theano.function([x], ours(x))
    for length in (7, 8, 13, 17):
        value = np.random.default_rng(2).normal(size=(length, length))
        np.fill_diagonal(value, odd)
        np.testing.assert_allclose(function(value), numpys(value), rtol=1e-13)
