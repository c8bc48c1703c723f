"""Views and what changes shape: dimshuffle, reshape, flatten, broadcasting, join, stack, split, shapes as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.elementwise.functions import second, switch
from theano_compat.ops.reductions import functions as r
from theano_compat.ops.shapes import creation as c
from theano_compat.ops.shapes import shape as s
from theano_compat.ops.shapes.join import MakeVector, concatenate, join, stack
from theano_compat.ops.shapes.splitting import split

X = Given((4, 3, 2))
M = Given((4, 3))
V = Given((6,))
S = Given((), seed=2)
THREE = Given((), "int64", values=(3,))
ROW = Given((1, 3), ones=(0,))


def _dimshuffles() -> Iterator[Case]:
    for order in ((2, 1, 0), (0, 2, 1), (1, "x", 0, 2), ("x", 0, 1, 2, "x"), (1, 2, 0)):
        def reference(a: np.ndarray, order: tuple[Any, ...] = order) -> np.ndarray:
            moved = iter(a.transpose([d for d in order if d != "x"]).shape)
            return a.transpose([d for d in order if d != "x"]).reshape([1 if d == "x" else next(moved) for d in order])
        yield Case(f"dimshuffle-{''.join(map(str, order))}", (X,), lambda x, order=order: x.dimshuffle(*order), reference,
                   exact=True)
    yield Case("dimshuffle-drop", (ROW,), lambda x: [x.dimshuffle(1), x.dimshuffle(1, "x")],
               lambda a: [a[0], a.T], exact=True)
    yield Case("dimshuffle-scalar", (S,), lambda x: [x.dimshuffle("x"), x.dimshuffle("x", "x")],
               lambda a: [a.reshape(1), a.reshape(1, 1)], exact=True)
    yield Case("transpose", (M, X), lambda x, y: [x.T, x.T * 2, y.transpose(1, 0, 2), s.swapaxes(y, 0, 2)],
               lambda a, b: [a.T, a.T * 2, b.transpose(1, 0, 2), b.swapaxes(0, 2)], exact=True)
    yield Case("transpose-of-length-0", (Given((0, 3)),), lambda x: [x.T, x.T.T + x], lambda a: [a.T, a + a], exact=True)
    yield Case("pad-dimensions", (M,), lambda x: [s.shape_padleft(x), s.shape_padright(x, 2), s.shape_padaxis(x, 1)],
               lambda a: [a[None], a[..., None, None], a[:, None]], exact=True)


def _reshapes() -> Iterator[Case]:
    yield Case("reshape", (X,), lambda x: [x.reshape((8, 3)), x.reshape((2, 2, 6)), x.reshape((24,)), x.reshape((-1, 4)),
                                           x.reshape((4, -1, 3)), x.reshape((1, 24))],
               lambda a: [a.reshape(8, 3), a.reshape(2, 2, 6), a.reshape(24), a.reshape(-1, 4), a.reshape(4, -1, 3),
                          a.reshape(1, 24)], exact=True)
    yield Case("reshape-rank-0", (S, Given((1, 1))), lambda x, y: [x.reshape((1, 1)), x.reshape((1,)), y.reshape(()),
                                                                   x.reshape((-1,)), y.reshape(()) + 1],
               lambda a, b: [a.reshape(1, 1), a.reshape(1), b.reshape(()), a.reshape(1), b.reshape(()) + 1], exact=True)
    yield Case("reshape-of-transposed", (M,), lambda x: [x.T.reshape((2, 6)), x.T.flatten(), x.T.reshape((-1, 2)) * 2],
               lambda a: [a.T.reshape(2, 6), a.T.flatten(), a.T.reshape(-1, 2) * 2], exact=True)
    yield Case("reshape-of-slice", (X,), lambda x: [x[1:, ::2].reshape((3, 4)), x[:, 1].reshape((-1,)), x[::-1, 0, 1].reshape((2, 2))],
               lambda a: [a[1:, ::2].reshape(3, 4), a[:, 1].reshape(-1), a[::-1, 0, 1].reshape(2, 2)], exact=True)
    yield Case("reshape-of-computed", (M,), lambda x: [(x * 2).reshape((2, 6)), (x + x.T.reshape((4, 3))).reshape((12,))],
               lambda a: [(a * 2).reshape(2, 6), (a + a.T.reshape(4, 3)).reshape(12)])
    yield Case("reshape-by-shapes", (M, V), lambda x, v: [v.reshape((x.shape[1], -1)), v.reshape((2, x.shape[1])),
                                                          x.reshape(x.shape[::-1], ndim=2), v.reshape((v.shape[0] // 2, 2))],
               lambda a, b: [b.reshape(3, -1), b.reshape(2, 3), a.reshape(3, 4), b.reshape(3, 2)], exact=True)
    yield Case("reshape-by-variable", (V, THREE), lambda v, i: [v.reshape((i, -1)), v.reshape((-1, i)), v.reshape((i, i - 1)),
                                                            v.reshape(stack([i, i - 1]), ndim=2)],
               lambda a, i: [a.reshape(3, 2), a.reshape(2, 3), a.reshape(3, 2), a.reshape(3, 2)], exact=True)
    yield Case("reshape-of-length-0", (Given((0, 3)),), lambda x: [x.reshape((3, 0)), x.flatten(), x.reshape((0, 5, 2))],
               lambda a: [a.reshape(3, 0), a.flatten(), a.reshape(0, 5, 2)], exact=True)
    yield Case("reshape-of-reshape", (X,), lambda x: x.reshape((8, 3)).T.reshape((2, 12)).reshape((4, 6))[1:],
               lambda a: a.reshape(8, 3).T.reshape(2, 12).reshape(4, 6)[1:], exact=True)
    yield Case("flatten", (X, V, S), lambda x, v, z: [x.flatten(), x.flatten(2), x.flatten(3), v.flatten(), z.flatten(), x.ravel()],
               lambda a, b, z: [a.flatten(), a.reshape(4, 6), a, b, z.reshape(1), a.flatten()], exact=True)
    yield Case("reshape-and-sum", (X,), lambda x: x.reshape((4, 6)).sum(axis=0) * x.reshape((4, 6)),
               lambda a: a.reshape(4, 6).sum(0, dtype="float64").astype(a.dtype) * a.reshape(4, 6))


def _fills() -> Iterator[Case]:
    yield Case("alloc", (S, Given((3,)), THREE), lambda x, v, i: [c.alloc(x, 2, i), c.alloc(v, i + 1, i), c.alloc(v, 0, 3),
                                                              c.alloc(x, 1, i)],
               lambda a, b, i: [np.full((2, 3), a), np.tile(b, (4, 1)), np.zeros((0, 3), b.dtype), np.full((1, 3), a)], exact=True)
    yield Case("zeros-ones", (THREE, M), lambda i, x: [c.zeros((i, 2), dtype="float32"), c.ones(i), c.zeros_like(x), c.ones_like(x),
                                                   c.full((2, i), 7), c.zeros((0,))],
               lambda i, a: [np.zeros((3, 2), "float32"), np.ones(3), np.zeros_like(a), np.ones_like(a),
                             np.full((2, 3), 7, "int8"), np.zeros(0)], exact=True)
    yield Case("arange", (THREE, M), lambda i, x: [c.arange(i), c.arange(1, i), c.arange(5, i, -1), c.arange(0, 10, i),
                                               c.arange(i, 0), c.arange(x.shape[0]), c.arange(3, dtype="float32"),
                                               c.arange(0.0, 1.0, 0.25), c.arange(-i, i, 2), c.arange(i, -i, -4)],
               lambda i, a: [np.arange(3), np.arange(1, 3), np.arange(5, 3, -1), np.arange(0, 10, 3), np.arange(3, 0),
                             np.arange(4), np.arange(3, dtype="float32"), np.arange(0.0, 1.0, 0.25, dtype="float32"), np.arange(-3, 3, 2),
                             np.arange(3, -3, -4)], exact=True)
    yield Case("arange-used", (V,), lambda v: [v * c.arange(v.shape[0]), v[c.arange(v.shape[0])[::-2]], (c.arange(6) * v).sum()],
               lambda a: [(a * np.arange(6)).astype("float64"), a[::-2], (np.arange(6) * a.astype("float64")).sum()])
    yield Case("eye", (THREE,), lambda i: [c.eye(i), c.eye(i, 4, 1), c.eye(4, i, -1, dtype="int8"), c.eye(3, 3, 5), c.eye(0)],
               lambda i: [np.eye(3), np.eye(3, 4, 1), np.eye(4, 3, -1, dtype="int8"), np.eye(3, 3, 5), np.eye(0)], exact=True)
    yield Case("eye-summed", (THREE,), lambda i: [r.sum(c.eye(4, i, -1), axis=0), r.mean(c.eye(4, i, -1), axis=0)],
               lambda i: [np.eye(4, 3, -1).sum(0), np.eye(4, 3, -1).mean(0)], exact=True)
    yield Case("eye-used", (Given((3, 3)),), lambda x: [x * c.eye(3), x + c.identity_like(x), (x * c.identity_like(x)).sum(axis=0)],
               lambda a: [a * np.eye(3), a + np.eye(3, dtype=a.dtype), a.diagonal()])
    yield Case("second", (M, S, Given((3,))), lambda x, z, v: [second(x, z), second(x, v), x.fill(v) * 2],
               lambda a, z, b: [np.full_like(a, z), np.tile(b, (4, 1)), np.tile(b, (4, 1)) * 2], exact=True)
    yield Case("broadcast", (M, ROW, Given((4, 1), ones=(1,)), S), lambda x, r, k, z: [x + r * k, r + k, x * z, switch(x > 0, r, k)],
               lambda a, r, k, z: [a + r * k, r + k, a * z, np.where(a > 0, r, k)])
    yield Case("patternbroadcast", (Given((1, 3)), M), lambda x, y: [s.addbroadcast(x, 0) + y, s.patternbroadcast(x, (True, False)) * 2,
                                                                     s.unbroadcast(s.addbroadcast(x, 0), 0) + x],
               lambda a, b: [a + b, a * 2, a + a])


def _joins() -> Iterator[Case]:
    y = Given((4, 3), seed=1)
    yield Case("join", (M, y), lambda a, b: [join(0, a, b), join(1, a, b), join(-1, b, a, b), concatenate([a * 2, b[:1]])],
               lambda a, b: [np.concatenate([a, b]), np.concatenate([a, b], 1), np.concatenate([b, a, b], 1),
                             np.concatenate([a * 2, b[:1]])], exact=True)
    yield Case("join-dtypes", (V, Given((2,), "int8", -5, 5)), lambda a, b: join(0, a, b),
               lambda a, b: np.concatenate([a, b]).astype(a.dtype), exact=True)
    yield Case("join-of-lengths-0-and-1", (V, Given((0,)), Given((1,), ones=(0,))), lambda a, b, d: join(0, a, b, d, a[2:2], a[:1]),
               lambda a, b, d: np.concatenate([a, b, d, a[:1]]), exact=True)
    yield Case("join-read-again", (M, y), lambda a, b: [join(0, a, b)[2:6].T, join(0, a, b).sum(axis=0), join(1, a, b)[:, ::-1] * 2],
               lambda a, b: [np.concatenate([a, b])[2:6].T, np.concatenate([a, b]).astype("float64").sum(0).astype(a.dtype),
                             np.concatenate([a, b], 1)[:, ::-1] * 2])
    yield Case("join-of-views", (M, y), lambda a, b: join(0, a.T, b.T[::-1], (a * b).T), lambda a, b: np.concatenate(
        [a.T, b.T[::-1], (a * b).T]), exact=True)
    yield Case("stack", (M, y, S), lambda a, b, z: [stack([a, b]), stack([a, b], axis=1), stack([a, b], axis=-1), stack([z, z * 2])],
               lambda a, b, z: [np.stack([a, b]), np.stack([a, b], 1), np.stack([a, b], -1), np.stack([z, z * 2])],
               exact=True)
    yield Case("make-vector", (S, THREE), lambda z, i: [MakeVector("int64")(i, i + 1), stack([z, z, z])[1:] * 2, stack([i, i * 2]).sum()],
               lambda z, i: [np.array([3, 4]), np.array([z, z]) * 2, np.int64(9)], exact=True)
    yield Case("split", (V, Given((4, 6))), lambda v, x: [*split(v, [1, 3, 2], 3), *split(x, [2, 0, 4], 3, axis=1)],
               lambda a, b: [a[:1], a[1:4], a[4:], b[:, :2], b[:, 2:2], b[:, 2:]], exact=True)
    yield Case("split-sizes-given", (V, Given((2,), "int64", values=(4, 2))), lambda v, n: split(v, n, 2),
               lambda a, n: [a[:4], a[4:]], exact=True)
    yield Case("join-of-splits", (V,), lambda v: join(0, *split(v, [1, 3, 2], 3)[::-1]),
               lambda a: np.concatenate([a[4:], a[1:4], a[:1]]), exact=True)


def _values() -> Iterator[Case]:
    yield Case("shape-as-value", (M, X), lambda x, y: [x.shape, x.shape[0], y.shape[1:].sum(), x.shape.prod() * 2, y.shape * 1.5,
                                                       x.size, x.shape[0] + y.shape[2]],
               lambda a, b: [np.array([4, 3]), np.int64(4), np.int64(5), np.int64(24), np.array([4, 3, 2]) * 1.5, np.int64(12),
                             np.int64(6)], exact=True)
    yield Case("shape-of-computed", (M,), lambda x: [(x[1:] * 2).T.shape, x.sum(axis=0).shape, join(0, x, x).shape,
                                                     x[x[:, 0].argmax():].shape[1]],
               lambda a: [np.array([3, 3]), np.array([3]), np.array([8, 3]), np.int64(3)], exact=True)
    yield Case("shape-in-arithmetic", (M,), lambda x: [x / x.shape[0], x.sum() / x.size, x * x.shape[1].astype(x.dtype)],
               lambda a: [(a.astype("float64") / 4), a.astype("float64").sum() / 12, a * 3])
    yield Case("same-output-twice", (M,), lambda x: [x * 2, x * 2, (x * 2).T, x, x], lambda a: [a * 2, a * 2, (a * 2).T, a, a],
               exact=True)
    yield Case("outputs-of-each-other", (M,), lambda x: [x + 1, (x + 1)[1:], (x + 1).reshape((2, 6)), (x + 1).sum(axis=1), x[0]],
               lambda a: [a + 1, (a + 1)[1:], (a + 1).reshape(2, 6), (a + 1).astype("float64").sum(1).astype(a.dtype), a[0]])
    yield Case("constants-out", (S,), lambda z: [c.constant(2.0) * 3.0, c.constant(np.arange(6).reshape(2, 3)), z * 0 + 1,
                                                 c.arange(4) * 2, c.constant(np.ones((2, 0)))],
               lambda z: [np.float32(6).astype("float32"), np.arange(6).reshape(2, 3), z * 0 + 1, np.arange(4) * 2, np.ones((2, 0))],
               gradient=False)


FAMILIES = {"shapes-dimshuffle": tuple(_dimshuffles()), "shapes-reshape": tuple(_reshapes()), "shapes-fill": tuple(_fills()),
            "shapes-join": tuple(_joins()), "shapes-values": tuple(_values())}
