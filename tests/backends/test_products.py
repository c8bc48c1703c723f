"""Products of matrices of all small and some large shapes, laid out by rows, by columns, and as part of more."""

from __future__ import annotations

import ctypes
import itertools

import numpy as np
import pytest

from theano_compat.backends.c import product

pytestmark = pytest.mark.compiler
NUMBERS = {"product": np.float64, "productf": np.float32}
SHAPES = [
    *itertools.product((1, 2, 3, 5, 9), (1, 2, 3, 4, 7, 8, 10, 25), (1, 3, 17, 193, 200)),
    (40, 10, 200),
    (70, 30, 5),
    (33, 171, 390),
]


def by_rows(a: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(a)


def by_columns(a: np.ndarray) -> np.ndarray:
    return np.asfortranarray(a)


def part_of_more(a: np.ndarray) -> np.ndarray:
    whole = np.full((a.shape[0], a.shape[1] + 3), np.nan, a.dtype)
    whole[:, 2:-1] = a
    return whole[:, 2:-1]


def backwards(a: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(a[::-1])[::-1]


@pytest.mark.wide(11)
@pytest.mark.parametrize("name", product.TYPES)
@pytest.mark.parametrize(
    "of_a, of_b",
    [
        (by_rows, by_rows),
        (by_rows, by_columns),
        (by_columns, by_rows),
        (by_columns, by_columns),
        (part_of_more, part_of_more),
        (backwards, backwards),
    ],
    ids=lambda layout: layout.__name__,
)
def test_of_all_shapes(name, of_a, of_b):
    dtype = NUMBERS[name]
    long, pointer = ctypes.c_int64, ctypes.c_void_p
    call = ctypes.CFUNCTYPE(
        ctypes.c_int, long, long, long, pointer, long, long, pointer, long, long, pointer, ctypes.c_int
    )(product.address(name))
    rng = np.random.default_rng(0)
    for m, n, k in SHAPES:
        a, b = of_a(rng.normal(size=(m, k)).astype(dtype)), of_b(rng.normal(size=(k, n)).astype(dtype))
        steps = [s // a.itemsize for v in (a, b) for s in v.strides]
        c = np.full(m * n + 64, 7, dtype)  # nothing behind the product is written
        assert call(m, n, k, a.ctypes.data, *steps[:2], b.ctypes.data, *steps[2:], c.ctypes.data, 0) == 0
        wanted = a.astype(np.longdouble) @ b.astype(np.longdouble)
        size = np.abs(a).astype(np.longdouble) @ np.abs(b)
        assert (np.abs(c[: m * n].reshape(m, n) - wanted) <= 2 * k * np.finfo(dtype).eps * size).all(), (m, n, k)
        assert (c[m * n :] == 7).all(), (m, n, k)
