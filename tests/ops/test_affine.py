"""Sums of products in twice the precision, beside exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

import theano_compat.theano_api.tensor as tt
from theano_compat.functions.function import function
from theano_compat.ops.linear_algebra.affine import Affine

RNG = np.random.default_rng(8)
LENGTHS = (0, 1, 7, 8, 19)  # C takes eight at once


def in_two_parts(*shape: int) -> tuple[np.ndarray, np.ndarray]:
    numbers = RNG.normal(size=shape)
    return numbers, numbers * 2.0**-54 * RNG.uniform(-1, 1, shape)


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "C", pytest.param("JAX", marks=pytest.mark.slow)])
@pytest.mark.parametrize("terms, width", [(0, 0), (0, 3), (2, 0), (1, 4)])
def test_nearly_all_cancels(mode, terms, width):
    """q is the rounded negative of the products: what is left are digits that float64 would lose."""
    op = Affine(terms, width)
    vectors = [tt.dvector() for _ in range(2 + 3 * terms)]
    inputs = [*vectors, *([tt.dmatrix(), tt.dmatrix(), tt.dvector()] if width else [])]
    run = function(inputs, op(*inputs), mode=mode)
    for n in LENGTHS:
        products = [(*in_two_parts(n), RNG.normal(size=n)) for _ in range(terms)]
        matrix = (*in_two_parts(width, n), RNG.normal(size=width)) if width else ()
        rows = [(t, low, a) for t, low, a in products]
        rows += [(matrix[0][k], matrix[1][k], np.full(n, matrix[2][k])) for k in range(width)]
        sums = [
            sum(((Fraction(t[i]) + Fraction(low[i])) * Fraction(a[i]) for t, low, a in rows), Fraction(0))
            for i in range(n)
        ]
        q = np.array([-float(s) for s in sums])
        q_low = q * 2.0**-60
        exact = np.array([float(s + Fraction(a) + Fraction(b)) for s, a, b in zip(sums, q, q_low, strict=True)])
        found = run(q, q_low, *(v for product in products for v in product), *matrix)
        np.testing.assert_allclose(found, exact, rtol=1e-9, atol=1e-30)


@pytest.mark.parametrize("mode", ["FAST_COMPILE", "C"])
def test_what_overflows_is_infinite(mode):
    inputs = [tt.dvector() for _ in range(5)]
    run = function(inputs, Affine(1, 0)(*inputs), mode=mode)
    one = np.ones(9)
    np.testing.assert_array_equal(run(one, 0 * one, 1e200 * one, 0 * one, -1e200 * one), -np.inf * one)
