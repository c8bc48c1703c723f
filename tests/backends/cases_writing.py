"""Writing by index: set and add at every kind of place, repeats, chains, broadcasting, bases that live on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.shapes.creation import zeros, zeros_like

X = Given((5, 4, 3))
V = Given((6,))
M = Given((5, 4))
S = Given((), seed=3)
AT, BACK = Given((), "int64", values=(2,)), Given((), "int64", values=(-2,))
K = Given((3,), "int64", values=(2, 0, 2))
N = Given((3,), "int64", values=(-1, 1, -3))


def put(a: np.ndarray, index: Any, y: Any, add: bool) -> np.ndarray:
    out = a.copy()
    if add:
        np.add.at(out, index, np.broadcast_to(y, out[index].shape).astype(out.dtype))  # NumPy 2 reads beyond a row
    else:
        out[index] = y
    return out


def _both(name: str, inputs: tuple[Given, ...], index: Callable[..., Any], repeats: bool = False) -> Iterator[Case]:
    """x, y, *indices -> x with y put or added at x[index(*indices)]."""
    def place(*arrays: np.ndarray) -> Any:
        found = index(*[int(i) if np.ndim(i) == 0 else i for i in arrays])
        return found
    for add in (False, True):
        if repeats and not add:
            continue
        op = inc_subtensor if add else set_subtensor
        yield Case(f"{'add' if add else 'set'}-{name}", inputs, lambda x, y, *i, op=op: op(x[index(*i)], y),
                   lambda a, b, *i, add=add: put(a, place(*i), b, add))


def _slices() -> Iterator[Case]:
    s = np.s_
    for name, index, shape in (
        ("int", 1, (4, 3)), ("int-negative", -1, (4, 3)), ("ints", s[1, -2], (3,)), ("element", s[1, 2, 0], ()),
        ("slice", s[1:4], (3, 4, 3)), ("slice-steps", s[::2, ::-1], (3, 4, 3)), ("column", s[:, 2], (5, 3)),
        ("empty", s[3:3], (0, 4, 3)), ("last", s[..., -1], (5, 4)), ("back", s[::-2, :, 1], (3, 4)),
        ("whole", s[:], (5, 4, 3)), ("beyond", s[3:99], (2, 4, 3)),
    ):
        yield from _both(name, (X, Given(shape, seed=1)), lambda index=index: index)
    yield from _both("scalar-over-slice", (X, S), lambda: s[1:3, ::2])
    yield from _both("row-over-rows", (X, Given((3,), seed=1)), lambda: s[1:, 2])
    yield from _both("broadcastable-over-rows", (M, Given((1, 4), seed=1, ones=(0,))), lambda: s[1:4])
    yield from _both("column-over-columns", (M, Given((3, 1), seed=1, ones=(1,))), lambda: s[1:4, 1:])
    yield from _both("scalar-variable", (X, Given((4, 3), seed=1), AT), lambda i: i)
    yield from _both("scalar-variables", (X, Given((3,), seed=1), AT, BACK), lambda i, j: (j, i))
    yield from _both("slice-variables", (V, Given((2,), seed=1), AT, BACK), lambda i, j: slice(i, j))
    yield Case("newaxis", (X, Given((1, 4, 3), seed=1, ones=(0,))),  # the array with its new axis is written
               lambda x, y: [set_subtensor(x[None, 1], y), inc_subtensor(x[None, 1], y)],
               lambda a, b: [put(a, 1, b[0], False)[None], put(a, 1, b[0], True)[None]])
    yield from _both("int-into-float", (V, Given((2,), "int8", -5, 5)), lambda: slice(1, 3))
    yield Case("add-to-int", (Given((6,), "int64", -5, 5), Given((2,), "int8", -5, 5)),
               lambda x, y: [inc_subtensor(x[1:3], y), set_subtensor(x[1:3], y)],
               lambda a, b: [put(a, s[1:3], b, True), put(a, s[1:3], b, False)], exact=True)


def _arrays() -> Iterator[Case]:
    s = np.s_
    distinct = Given((3,), "int64", values=(-1, 1, 2))
    grid = Given((2, 3), "int64", values=(3, 0, 1, 1, 4, -5))
    spread = Given((2, 3), "int64", values=(3, 0, 1, 2, 4, -1))
    col = Given((2, 1), "int64", values=(1, 3), ones=(1,))
    yield from _both("gather-rows", (X, Given((3, 4, 3), seed=1), distinct), lambda i: i)
    yield from _both("gather-rows-repeated", (X, Given((3, 4, 3), seed=1), K), lambda i: i, repeats=True)
    yield from _both("gather-columns-repeated", (X, Given((5, 3, 3), seed=1), K), lambda i: s[:, i], repeats=True)
    yield from _both("gather-last-repeated", (X, Given((5, 4, 3), seed=1), K), lambda i: s[:, :, i], repeats=True)
    yield from _both("elements", (V, Given((3,), seed=1), distinct), lambda i: i)
    yield from _both("elements-repeated", (V, Given((3,), seed=1), K), lambda i: i, repeats=True)
    yield from _both("grid-repeated", (V, Given((2, 3), seed=1), grid), lambda i: i, repeats=True)
    yield from _both("grid-row-repeated", (V, Given((3,), seed=1), grid), lambda i: i, repeats=True)
    yield from _both("grid", (V, Given((2, 3), seed=1), spread), lambda i: i)
    yield from _both("scalar-repeated", (V, S, grid), lambda i: i, repeats=True)
    yield from _both("row-repeated", (X, Given((3,), seed=1), K), lambda i: i, repeats=True)
    yield from _both("two-adjacent", (X, Given((3, 3), seed=1), K, distinct), lambda i, j: (i, j))
    yield from _both("two-adjacent-repeated", (X, Given((3, 3), seed=1), K), lambda i: (i, i), repeats=True)
    yield from _both("two-apart-repeated", (X, Given((3, 4), seed=1), K), lambda i: s[i, :, i], repeats=True)
    yield from _both("broadcasting", (X, Given((2, 3, 3), seed=1), distinct, col), lambda i, c: (c, i))
    yield from _both("constant", (X, Given((2, 4, 3), seed=1)), lambda: [3, 1])
    yield from _both("constant-repeated", (V, Given((4,), seed=1)), lambda: [3, 1, 3, -3], repeats=True)
    yield from _both("mask-constant", (V, Given((3,), seed=1)), lambda: np.array([True, False, True, False, False, True]))
    yield Case("set-after-slice", (X, Given((4, 3, 3), seed=1), K), lambda x, y, i: inc_subtensor(x[1:, i], y),
               lambda a, b, i: put(a, (slice(1, None), i), b, True))
    yield Case("set-after-int", (X, Given((3, 3), seed=1), distinct),
               lambda x, y, i: [set_subtensor(x[1, i], y), inc_subtensor(x[i, 1], y)],
               lambda a, b, i: [put(a, (1, i), b, False), put(a, (i, 1), b, True)])
    yield Case("set-repeated-same-value", (V, S, K), lambda x, y, i: set_subtensor(x[i], y),
               lambda a, b, i: put(a, i, b, False), gradient=False)  # as legacy: each repeat counts


def _chains() -> Iterator[Case]:
    s = np.s_
    y = Given((3,), seed=1)

    def chain(x: Any, v: Any, i: Any) -> Any:
        a = set_subtensor(x[1:4], v)
        b = inc_subtensor(a[i], v)
        c = set_subtensor(b[::-2], v * 2)
        return [a, b, c, c + x]

    def chained(x: np.ndarray, v: np.ndarray, i: np.ndarray) -> list[np.ndarray]:
        a = put(x, s[1:4], v, False)
        b = put(a, i, v, True)
        c = put(b, s[::-2], v * 2, False)
        return [a, b, c, c + x]
    yield Case("chain-every-link-read", (V, y, K), chain, chained)
    yield Case("chain-last-link-read", (V, y, K), lambda *a: chain(*a)[2], lambda *a: chained(*a)[2])
    yield Case("chain-of-adds", (V, y, K), lambda x, v, i: inc_subtensor(inc_subtensor(inc_subtensor(x[:3], v)[i], v)[3:], v),
               lambda x, v, i: put(put(put(x, s[:3], v, True), i, v, True), s[3:], v, True))
    yield Case("adds-that-overlap", (V, y), lambda x, v: inc_subtensor(inc_subtensor(inc_subtensor(x[:3], v)[1:4], v)[2:5], v),
               lambda x, v: put(put(put(x, s[:3], v, True), s[1:4], v, True), s[2:5], v, True))
    yield Case("sets-that-overlap", (V, y), lambda x, v: set_subtensor(set_subtensor(set_subtensor(x[:3], v)[1:4], 2 * v)[2:5], -v),
               lambda x, v: put(put(put(x, s[:3], v, False), s[1:4], 2 * v, False), s[2:5], -v, False))
    yield Case("add-then-set-then-add", (V, y), lambda x, v: inc_subtensor(set_subtensor(inc_subtensor(x[:3], v)[1:4], v)[2:5], v),
               lambda x, v: put(put(put(x, s[:3], v, True), s[1:4], v, False), s[2:5], v, True))
    yield Case("sum-of-writes-into-zeros", (V, y, K),
               lambda x, v, i: x + inc_subtensor(zeros_like(x)[i], v) + inc_subtensor(zeros_like(x)[1:4], v)
               + inc_subtensor(zeros_like(x)[0], v[0]),
               lambda x, v, i: put(put(put(x, i, v, True), s[1:4], v, True), 0, v[0], True))
    yield Case("sum-of-writes-and-sets", (V, y, K),
               lambda x, v, i: inc_subtensor(zeros_like(x)[i], v) + set_subtensor(x[1:4], v),
               lambda x, v, i: put(put(x, s[1:4], v, False), i, v, True))
    yield Case("write-into-zeros", (y, K), lambda v, i: [inc_subtensor(zeros((7,), dtype=v.dtype)[i], v),
                                                         set_subtensor(zeros((7,), dtype=v.dtype)[1:4], v)],
               lambda v, i: [put(np.zeros(7, v.dtype), i, v, True), put(np.zeros(7, v.dtype), s[1:4], v, False)])
    yield Case("read-after-write", (V, y, K), lambda x, v, i: [set_subtensor(x[1:4], v)[i], inc_subtensor(x[i], v)[::-1] * x,
                                                               inc_subtensor(x[i], v).sum()],
               lambda x, v, i: [put(x, s[1:4], v, False)[i], put(x, i, v, True)[::-1] * x, put(x, i, v, True).sum()])
    yield Case("write-what-was-read", (V,), lambda x: [set_subtensor(x[1:4], x[:3]), inc_subtensor(x[:3], x[3:]),
                                                       set_subtensor(x[::-1], x)],
               lambda x: [put(x, s[1:4], x[:3], False), put(x, s[:3], x[3:], True), put(x, s[::-1], x, False)])
    yield Case("write-over-computed-base", (V, y), lambda x, v: [set_subtensor((x * 2)[1:4], v), x * 2],
               lambda x, v: [put(x * 2, s[1:4], v, False), x * 2])
    yield Case("write-over-gather", (V, y, K), lambda x, v, i: set_subtensor(x[i][1:], v[:2]),
               lambda x, v, i: put(x[i], s[1:], v[:2], False))
    yield Case("write-in-transposed", (M, Given((5,), seed=1)), lambda x, v: set_subtensor(x.T[1], v),
               lambda x, v: put(x.T, 1, v, False))
    yield Case("same-write-twice", (V, y), lambda x, v: [set_subtensor(x[1:4], v), set_subtensor(x[1:4], v) + 1],
               lambda x, v: [put(x, s[1:4], v, False), put(x, s[1:4], v, False) + 1])
    yield Case("diagonal-by-arrays", (Given((4, 4)),), lambda x: set_subtensor(x[np.arange(4), np.arange(4)], 0.0),
               lambda x: put(x, (np.arange(4), np.arange(4)), 0.0, False))


FAMILIES = {"write-slices": tuple(_slices()), "write-arrays": tuple(_arrays()), "write-chains": tuple(_chains())}
