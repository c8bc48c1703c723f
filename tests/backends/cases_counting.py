"""What theano.tensor.extra_ops adds: search in sorted vectors, counts, repetition, diagonals written, windows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.old.theano.networks.bartlett import bartlett
from theano_compat.ops.indexing.copies import cpu_contiguous
from theano_compat.ops.indexing.multi_index import ravel_multi_index, unravel_index
from theano_compat.ops.ordering.searching import searchsorted
from theano_compat.ops.ordering.unique import Unique
from theano_compat.ops.reductions.cumulative import CumOp
from theano_compat.ops.shapes.diagonal_filling import fill_diagonal, fill_diagonal_offset
from theano_compat.ops.shapes.repetition import RepeatOp
from theano_compat.ops.shapes.tiling import repeat
from theano_compat.theano_api.tensor.extra_ops import (
    bincount,
    broadcast_shape,
    broadcast_to,
    compress,
    diff,
    squeeze,
    to_one_hot,
)

X = Given((4, 3, 2))
M = Given((4, 3))
V = Given((6,))
S = Given((), seed=2)
TWO = Given((), "int64", values=(2,))
EDGES = Given((5,), values=(-1.5, -0.5, 0.25, 0.25, 1.5))
KEYS = Given((9,), "int8", low=0, high=5)
COUNTS = Given((4,), "int32", values=(2, 0, 3, 1))
UNKNOWN = "how many there are depends on values"


def _searches() -> Iterator[Case]:
    yield Case("searchsorted", (EDGES, M), lambda e, x: [searchsorted(e, x), searchsorted(e, x, side="right"),
                                                        searchsorted(e, e), searchsorted(e, e, side="right"),
                                                        searchsorted(e[::-1], x, sorter=np.arange(5)[::-1])],
               lambda e, a: [np.searchsorted(e, a), np.searchsorted(e, a, "right"), np.searchsorted(e, e),
                             np.searchsorted(e, e, "right"), np.searchsorted(e, a)], exact=True, gradient=False)
    yield Case("searchsorted-scalar", (EDGES, S), lambda e, z: searchsorted(e, z), lambda e, z: np.searchsorted(e, z),
               exact=True, gradient=False)


def _counts() -> Iterator[Case]:
    yield Case("bincount", (KEYS, Given((9,), seed=3)), lambda k, w: [bincount(k), bincount(k, weights=w), bincount(k, minlength=9)],
               lambda k, w: [np.bincount(k, minlength=k.max() + 1).astype("int8"), np.bincount(k, w).astype(w.dtype),
                             np.bincount(k, minlength=9).astype("int8")], exact=False, gradient=False, in_python=UNKNOWN)
    yield Case("unique", (KEYS, M), lambda k, x: [*Unique(True, True, True)(k), Unique(axis=0)(x)],
               lambda k, a: [*np.unique(k, True, True, True), np.unique(a, axis=0)], exact=True, gradient=False, in_python=UNKNOWN)
    yield Case("to-one-hot", (KEYS,), lambda k: to_one_hot(k, 5), lambda k: np.eye(5)[k], exact=True)
    yield Case("compress", (M,), lambda x: [compress([1, 0, 1, 1], x, axis=0), compress([0, 1], x)],
               lambda a: [a[[0, 2, 3]], np.compress([0, 1], a)], exact=True)
    yield Case("multi-index", (KEYS,), lambda k: [*unravel_index(k, (2, 3)), *unravel_index(k, (2, 3), order="F"),
                                                  ravel_multi_index((k % 2, k % 3), (2, 3)),
                                                  ravel_multi_index((k, k), (2, 3), mode="wrap")],
               lambda k: [*np.unravel_index(k, (2, 3)), *np.unravel_index(k, (2, 3), order="F"),
                          np.ravel_multi_index((k % 2, k % 3), (2, 3)), np.ravel_multi_index((k, k), (2, 3), mode="wrap")],
               exact=True, in_python="multi-indices have no C form")


def _repeats() -> Iterator[Case]:
    why = "the length of the result depends on values"
    yield Case("repeat-by-counts", (M, COUNTS), lambda x, n: [repeat(x, n, 0), RepeatOp(1)(x, 2), RepeatOp()(x, 2)],
               lambda a, n: [np.repeat(a, n, 0), np.repeat(a, 2, 1), np.repeat(a, 2)], exact=True, in_python=why)
    yield Case("broadcast-to", (V, TWO), lambda v, n: [broadcast_to(v, (n, 6)), *broadcast_shape(v, np.zeros((3, 1)))],
               lambda a, n: [np.broadcast_to(a, (2, 6)), np.int64(3), np.int64(6)], exact=True)
    yield Case("diff-and-squeeze", (M, Given((1, 3), ones=(0,))), lambda x, r: [diff(x), diff(x, 2, 0), squeeze(r), squeeze(r, 0)],
               lambda a, b: [np.diff(a), np.diff(a, 2, 0), b[0], b[0]], exact=True)
    yield Case("running-totals-of-all", (M,), lambda x: [CumOp()(x), CumOp(-1)(x), CumOp(mode="mul")(x)],
               lambda a: [np.cumsum(a), np.cumsum(a, -1), np.cumprod(a)])
    yield Case("contiguous", (M,), lambda x: cpu_contiguous(x.T), lambda a: a.T, exact=True,
               in_python="the layout of an array has no C form")


def _written_diagonals() -> Iterator[Case]:
    def offset(a: np.ndarray, value: float, k: int) -> np.ndarray:
        out = a.copy()
        i = np.arange(len(np.diag(a, k)))
        out[i + max(-k, 0), i + max(k, 0)] = value
        return out

    yield Case("fill-diagonal", (M, S, Given((3, 3, 3))), lambda x, z, y: [fill_diagonal(x, z), fill_diagonal(x.T, z),
                                                                         fill_diagonal(y * 2, z)],
               lambda a, z, b: [offset(a, z, 0), offset(a.T, z, 0),
                                np.where(np.eye(3, dtype=bool)[:, :, None] & np.eye(3, dtype=bool)[None], z, b * 2)], exact=True)
    yield Case("fill-diagonal-offset", (M, S, TWO), lambda x, z, k: [fill_diagonal_offset(x, z, k), fill_diagonal_offset(x, z, -k),
                                                                     fill_diagonal_offset(x, z, 9)],
               lambda a, z, k: [offset(a, z, 2), offset(a, z, -2), a], exact=True)
    yield Case("bartlett", (TWO,), lambda n: [bartlett(n + 5), bartlett(n * 4), bartlett(n - 1), bartlett(n - 3)],
               lambda n: [np.bartlett(7), np.bartlett(8), np.ones(1), np.zeros(0)])


FAMILIES = {"searches": tuple(_searches()), "counts": tuple(_counts()), "repeats": tuple(_repeats()),
            "written-diagonals": tuple(_written_diagonals())}
