"""Sums of products of data columns without rounding, as integers.

A column is split into digits of BITS bits. Sums of ROWS products of two digits are integers below 2**53, so float64,
and BLAS in any order, gives them exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

BITS = 19
ROWS = 1 << 14  # rows at a time
MOST_ROWS = 1 << 24  # sums over so many rows stay below 2**63
# bounds on a column's largest number, and on the largest over the smallest: eight digits
LARGEST, WIDEST = 2.0**300, 2.0**90


def can_be_exact(column: np.ndarray) -> bool:
    """Return whether `exact_products` accepts these numbers: finite, and of magnitudes that a few digits cover."""
    size = np.abs(column[column != 0])
    if not size.size:
        return True
    most, least = size.max(), size.min()
    return bool(len(column) <= MOST_ROWS and 1 / LARGEST <= most <= LARGEST and most <= WIDEST * least)


def exact_products(columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums over rows of the products of each two of `columns` (n, k).

    Returns integers (k, k) and exponents (k,): the sums are whole[i, j] * 2 ** (exponents[i] + exponents[j]).
    """
    return _products(columns, lambda rows, one, other: one.T @ other)


def exact_products_by_group(columns: np.ndarray, index: np.ndarray, groups: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the sums of products of each two columns over the rows of each group.

    Returns integers (k, k, groups) and exponents (k,), as `exact_products` has them.
    """

    def by_group(rows: slice, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        products = one[:, :, None] * other[:, None, :]
        return np.stack(
            [
                [np.bincount(index[rows], products[:, i, j], groups) for j in range(other.shape[1])]
                for i in range(one.shape[1])
            ]
        )

    return _products(columns, by_group)


def _products(
    columns: np.ndarray, summed: Callable[[slice, np.ndarray, np.ndarray], np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    exponents = np.frexp(np.abs(columns).max(axis=0, initial=0))[1]
    totals: dict[tuple[int, int], np.ndarray] = {(0, 0): summed(slice(0), columns[:0], columns[:0]).astype(np.int64)}
    for start in range(0, len(columns), ROWS):
        rows = slice(start, start + ROWS)
        digits = list(_digits(columns[rows], exponents))
        for s, one in enumerate(digits):
            for t, other in enumerate(digits[: s + 1]):
                found = summed(rows, one, other).astype(np.int64)
                if s != t:
                    found += np.swapaxes(found, 0, 1)
                totals[s, t] = totals[s, t] + found if (s, t) in totals else found
    last = max(s + t for s, t in totals)
    last += last % 2
    parts = [total.astype(object) * (1 << BITS * (last - s - t)) for (s, t), total in totals.items()]
    return np.sum(parts, axis=0), exponents - BITS * (last + 2) // 2


def _digits(rows: np.ndarray, exponents: np.ndarray) -> Iterator[np.ndarray]:
    """Yield integers d of up to BITS bits: rows = 2**exponents * (d[0] * 2**-BITS + d[1] * 2**(-2 * BITS) ...)."""
    rest = np.ldexp(rows, -exponents)
    while rest.any():
        rest = np.ldexp(rest, BITS)
        digit = np.rint(rest)
        rest = rest - digit
        yield digit


__all__ = ["can_be_exact", "exact_products", "exact_products_by_group"]
