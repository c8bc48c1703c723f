"""Draws that NumPy makes one at a time: functions of a RandomState, of arrays and the shape of the result.

They draw row by row, as Theano does. Source: theano.tensor.raw_random.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array


def random_integers_helper(random_state: Any, low: Any, high: Any, size: Sequence[int] | None) -> np.ndarray:
    """Draw integers from `low` to `high`, both included, with one call of `randint` each.

    random_state: a RandomState. low, high: integer arrays that broadcast to size, the shape of the result; None for
    their joint one.

    random_state: a RandomState. low, high: integer arrays that broadcast to the result. size: its shape; None for
    their joint one.
    """
    out_shape = tuple(size) if size is not None else np.broadcast_shapes(low.shape, high.shape)
    low, high = _to(low, out_shape, "low"), _to(high, out_shape, "high")
    out = np.empty(out_shape)
    for at in np.ndindex(*out_shape):
        out[at] = random_state.randint(low=low[at], high=high[at] + 1)
    return out


def choice_helper(
    random_state: np.random.RandomState | np.random.Generator,
    a: Array,
    replace: Any,
    p: Array,
    size: Sequence[int] | None,
) -> Any:
    """Draw elements of the vector `a`, or of 0..a-1; an empty `p` means equal probabilities.

    random_state: a RandomState. a: an array of at most one dimension. replace: whether an element may be drawn twice.
    p: probabilities, a vector. size: the shape of the result.
    """
    if a.ndim > 1:
        raise ValueError(f"a.ndim ({a.ndim}) must be 0 or 1")
    if p.ndim != 1:
        raise ValueError(f"p.ndim ({p.ndim}) must be 1")
    return random_state.choice(a if a.ndim else int(a), size, bool(replace), p if p.size else None)


def permutation_helper(
    random_state: np.random.RandomState | np.random.Generator, n: Array, shape: Sequence[int] | None
) -> np.ndarray:
    """Draw permutations of 0..n-1 in an array of shape (*shape, n).

    random_state: a RandomState. n: an integer without dimensions. shape: a tuple, or None for ().
    """
    if np.shape(n):
        raise ValueError(f"permutation takes a scalar n, got an array of shape {np.shape(n)}.")
    out = np.empty((*(shape or ()), int(n)), int)
    for at in np.ndindex(*(shape or ())):
        out[at] = random_state.permutation(int(n))
    return out


def multinomial_helper(
    random_state: np.random.RandomState | np.random.Generator, n: Array, pvals: Array, size: Sequence[int] | None
) -> np.ndarray:
    """Draw counts in an array of shape (*size, pvals.shape[-1]), with one call of `multinomial` for each row.

    Probabilities that sum to slightly more than 1, or leave almost nothing for the last outcome, are reduced by a
    fraction of 5e-5, as in Theano, because NumPy accepts no sum above 1.

    random_state: a RandomState. n: numbers of trials. pvals: probabilities in the last dimension. size: a tuple; None
    for the shape that n and the other dimensions broadcast to.
    """
    out_shape = tuple(size) if size is not None else np.broadcast_shapes(n.shape, pvals.shape[:-1])
    n = _to(n, out_shape, "n")
    pvals = _to(pvals, (*out_shape, pvals.shape[-1]), "pvals")
    if pvals.size and pvals.min() < 0:
        raise AssertionError("multinomial: a probability in pvals is negative.")
    out = np.empty(pvals.shape)
    for at in np.ndindex(*out_shape):
        row = pvals[at]
        if 1.0 < np.sum(row) < 1.0 + 1e-5 or row[-1] < 5e-5:
            row = row * (1.0 - 5e-5)
        if np.sum(row) > 1.0:
            raise AssertionError(f"multinomial: probabilities add up to {np.sum(row)}.")
        out[at] = random_state.multinomial(n=n[at], pvals=row.astype("float64"))
    return out


def _to(array: np.ndarray, shape: tuple[int, ...], what: str) -> np.ndarray:
    """Return `array` broadcast to `shape`. ValueError if it does not fit."""
    if array.ndim > len(shape):
        raise ValueError(f"{what} has {array.ndim} dimensions, which is more than the {len(shape)} of the result.")
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        raise ValueError(
            f"{what} of shape {array.shape} does not broadcast to the shape {shape} of the result."
        ) from None
