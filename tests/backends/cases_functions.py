"""Functions put together from other Ops, and the Ops that stand alone: softmax, diagonals, tiling, running sums, order."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.control import gradient_marks as m
from theano_compat.ops.control.assertion import Assert
from theano_compat.ops.elementwise.exponential import exp
from theano_compat.ops.elementwise.trigonometric import cos
from theano_compat.ops.indexing.nonzero import flatnonzero, nonzero
from theano_compat.ops.networks import softmax as s
from theano_compat.ops.networks.crossentropy_ops import CrossentropyCategorical1Hot
from theano_compat.ops.networks.softmax_ops import SoftmaxWithBias
from theano_compat.ops.reductions.cumulative import cumprod, cumsum
from theano_compat.ops.shapes import diagonals as d
from theano_compat.ops.shapes.tiling import repeat, roll, tile

M = Given((4, 3))
X = Given((2, 4, 3))
V = Given((6,))
LABELS = Given((4,), "int64", 0, 3)
SQUARE = Given((4, 4))
ONE = Given((), seed=2)


def _softmax(a: np.ndarray) -> np.ndarray:
    e = np.exp(a.astype("float64") - a.max(-1, keepdims=True))
    return (e / e.sum(-1, keepdims=True)).astype(a.dtype)


def _softmaxes() -> Iterator[Case]:
    yield Case("softmax", (M, Given((3,), seed=1)), lambda x, b: [s.softmax(x), SoftmaxWithBias()(x, b)],
               lambda a, b: [_softmax(a), _softmax(a + b)])
    yield Case("logsoftmax", (M,), s.logsoftmax, lambda a: np.log(_softmax(a.astype("float64"))).astype(a.dtype))
    hard = (800.0, -800.0, 0.0, 1.0, 2.0, 3.0, -745.0, -746.0, -747.0, 1e30, 1e29, -1e30)
    yield Case("softmax-hard", (Given((4, 3), values=hard),), s.softmax, _softmax, gradient=False)
    yield Case("crossentropy-1hot", (M, LABELS), lambda x, y: CrossentropyCategorical1Hot()(s.softmax(x), y),
               lambda a, y: -np.log(_softmax(a.astype("float64"))[np.arange(4), y]).astype(a.dtype))
    yield Case("crossentropy", (M, LABELS, Given((4, 3), low=0.1, high=0.9)),
               lambda x, y, p: [s.categorical_crossentropy(p, y), s.binary_crossentropy(p, 0.25)],
               lambda a, y, p: [-np.log(p)[np.arange(4), y], -(0.25 * np.log(p) + 0.75 * np.log(1 - p))])


def _diagonals() -> Iterator[Case]:
    yield Case("diagonal", (M, X), lambda m, x: [d.diagonal(m), d.diagonal(m, 1), d.diagonal(m, -2), d.diagonal(x, 0, 1, 2),
                                                 d.diagonal(x, 1, 2, 0)],
               lambda a, b: [a.diagonal(), a.diagonal(1), a.diagonal(-2), b.diagonal(0, 1, 2), b.diagonal(1, 2, 0)], exact=True)
    yield Case("diag", (V, M), lambda v, m: [d.diag(v), d.diag(v, 1), d.diag(v, -2), d.diag(m, 1)],
               lambda a, b: [np.diag(a), np.diag(a, 1), np.diag(a, -2), np.diag(b, 1)], exact=True)
    yield Case("triangles", (M,), lambda m: [d.tril(m), d.triu(m), d.tril(m, 1), d.triu(m, -1), d.tri(3, 4, 1)],
               lambda a: [np.tril(a), np.triu(a), np.tril(a, 1), np.triu(a, -1), np.tri(3, 4, 1)])
    yield Case("triangles-of-matrices", (Given((3, 3, 3)),), lambda x: [d.tril(x), d.triu(x, 1)],
               lambda a: [np.tril(a), np.triu(a, 1)])


def _tiles() -> Iterator[Case]:
    n = Given((), "int64", values=(3,))
    yield Case("repeat", (M, n), lambda m, n: [repeat(m, 2), repeat(m, 2, axis=0), repeat(m, n, axis=1), repeat(m, [0, 2, 1, 0], axis=0)],
               lambda a, n: [a.repeat(2), a.repeat(2, 0), a.repeat(3, 1), a.repeat([0, 2, 1, 0], 0)], exact=True)
    yield Case("tile", (V, M), lambda v, m: [tile(v, 2), tile(m, (2, 3))], lambda a, b: [np.tile(a, 2), np.tile(b, (2, 3))], exact=True)
    yield Case("roll", (V, M), lambda v, m: [roll(v, 2), roll(m, -1, axis=0), roll(m, 4, axis=1)],
               lambda a, b: [np.roll(a, 2), np.roll(b, -1, 0), np.roll(b, 4, 1)], exact=True)


def _running() -> Iterator[Case]:
    for axis in (None, 0, 1, 2, -1):
        yield Case(f"cumulative-axis{axis}", (X,), lambda x, axis=axis: [cumsum(x, axis), cumprod(x, axis), cumsum(x * 2, axis) + 1],
                   lambda a, axis=axis: [a.cumsum(axis), a.cumprod(axis), (a * 2).cumsum(axis) + 1])
    yield Case("cumulative-views", (M, Given((0, 3))), lambda m, z: [cumsum(m.T, 0), cumsum(m[::-1], 0)[::-1], cumsum(z, 0), cumprod(z, 1),
                                                                     cumsum(m, 1).sum(axis=0)],
               lambda a, z: [a.T.cumsum(0), a[::-1].cumsum(0)[::-1], z, z, a.cumsum(1).sum(0, dtype="float64").astype(a.dtype)])
    for n in (1, 7, 8, 130, 300):  # fused with what it reads and what reads it, in blocks from 8 points on
        yield Case(f"cumulative-fused-{n}", (Given((3, n)),), lambda m: [exp(cumsum(m * m / 300, 1)).sum(axis=1), cumsum(cumsum(m, 1) + 1, 1),
                                                                         cumsum(m[0]).max() + cumprod(cos(m[1])).sum(), cumsum(-0.0 * m[2] * m[2])],
                   lambda a: [np.exp((a * a / 300).cumsum(1)).sum(1), (a.cumsum(1) + 1).cumsum(1),
                              a[0].cumsum().max() + np.cos(a[1]).cumprod().sum(), (-0.0 * a[2] * a[2]).cumsum()])
    yield Case("cumulative-integers", (Given((3, 4), "int8", -9, 9),), lambda m: [cumsum(m, 0), cumprod(m, 1)],
               lambda a: [a.cumsum(0, dtype="int8"), a.cumprod(1, dtype="int8")], exact=True)
    yield Case("assert", (V,), lambda v: [Assert("too small")(v, v.min() > -9, v.sum() < 99) * 2, Assert()(v, v.shape[0] > 2)[1:]],
               lambda a: [a * 2, a[1:]], exact=True)
    yield Case("nothing-divided-by-zero", (Given((0,), "int64"), Given((), "int64", values=(0,))), lambda v, n: [v // n, v % n],
               lambda a, n: [a, a], gradient=False, exact=True)


def _marks() -> Iterator[Case]:
    yield Case("gradient-marks", (V,), lambda v: [m.zero_grad(v) * 2, m.grad_clip(v * 2, -1, 1), m.grad_scale(v, 3), m.disconnected_grad(v),
                                                  m.undefined_grad(v), m.consider_constant(v) + 1],
               lambda a: [a * 2, a * 2, a, a, a, a + 1], gradient=False, exact=True)


def _orders() -> Iterator[Case]:
    yield Case("nonzero", (V,), lambda v: [*nonzero(v > 0), flatnonzero(v < 0), v[(v > 0).nonzero()[0]], v[v > 0]],
               lambda a: [*np.nonzero(a > 0), np.flatnonzero(a < 0), a[a > 0], a[a > 0]], exact=True,
               in_python="a mask that is computed: the length of the result depends on values")


FAMILIES = {"softmax": tuple(_softmaxes()), "diagonals": tuple(_diagonals()), "tiles": tuple(_tiles()), "running": tuple(_running()),
            "marks": tuple(_marks()), "orders": tuple(_orders())}
