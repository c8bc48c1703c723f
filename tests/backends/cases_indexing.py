"""Reading by index: integers, slices of every sign, dynamic scalars, new axes, index arrays of every kind, masks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.networks.softmax import logsoftmax

X = Given((5, 4, 3))
V = Given((6,))
M = Given((5, 4))
AT, BACK = Given((), "int64", values=(2,)), Given((), "int64", values=(-2,))


def _read(name: str, index: Any, x: Given = X) -> Case:
    return Case(f"read-{name}", (x,), lambda v: v[index], lambda a: a[index], exact=True)


def _slices() -> Iterator[Case]:
    bounds = (None, 0, 2, -2, 9, -9)
    for start, stop, step in itertools.product(bounds, bounds, (None, 2, -1, -3)):
        yield _read(f"slice[{start}:{stop}:{step}]", slice(start, stop, step), V)
    x = np.s_
    for name, index in {
        "int": 1, "int-last": -1, "int-int": x[1, -2], "all-ints": x[1, 2, 0], "int-slice": x[1, 1:3],
        "slice-int": x[:, 2], "middle-int": x[:, -1, :], "slices": x[1:4, ::2, ::-1], "ellipsis": x[..., 1],
        "ellipsis-middle": x[1, ..., 0], "ellipsis-all": x[...], "newaxis": x[None], "newaxis-middle": x[:, None, 1],
        "newaxis-last": x[..., None], "newaxes": x[None, 1, None, :, None], "empty-slice": x[3:3], "full": x[:, :, :],
        "nothing": (), "empty-rows": x[9:, 1],
    }.items():
        yield _read(name, index)
    yield Case("read-slice-of-slice", (V,), lambda v: v[1:][::-1][1:3], lambda a: a[1:][::-1][1:3], exact=True)
    yield Case("read-of-broadcastable", (Given((1, 4), ones=(0,)),), lambda v: v[0, 1:] + v[:1, 2],
               lambda a: a[0, 1:] + a[:1, 2])
    yield Case("read-of-length-0", (Given((0, 3)),), lambda v: [v[:, 1], v[::-1], v[2:, :2]],
               lambda a: [a[:, 1], a[::-1], a[2:, :2]], exact=True)
    yield Case("read-of-length-1", (Given((1,)),), lambda v: [v[0], v[-1], v[::-1], v[1:]],
               lambda a: [a[0], a[-1], a[::-1], a[1:]], exact=True)


def _dynamic() -> Iterator[Case]:
    yield Case("read-scalar-variable", (X, AT, BACK), lambda v, i, j: [v[i], v[j, i], v[:, j, 0], v[i, ..., j]],
               lambda a, i, j: [a[int(i)], a[int(j), int(i)], a[:, int(j), 0], a[int(i), ..., int(j)]], exact=True)
    yield Case("read-slice-variable", (V, AT, BACK), lambda v, i, j: [v[i:], v[:j], v[j:], v[i:j], v[j:i:-1]],
               lambda a, i, j: [a[i:], a[:j], a[j:], a[i:j], a[j:i:-1]], exact=True)
    big = Given((), "int32", values=(100,))
    yield Case("read-slice-variable-out-of-range", (V, big), lambda v, i: [v[i:], v[:i], v[-i:], v[:-i], v[i::-1], v[:-i:-2]],
               lambda a, i: [a[int(i):], a[:int(i)], a[-int(i):], a[:-int(i)], a[int(i)::-1], a[:-int(i):-2]], exact=True)
    yield Case("read-length-as-index", (V, M), lambda v, m: [v[:m.shape[1]], v[m.shape[0] - 1], m[:v.shape[0] // 2]],
               lambda a, m: [a[:4], a[4], m[:3]], exact=True)


def _computed() -> Iterator[Case]:
    reason = "a length that depends on a computed value"
    yield Case("read-up-to-the-largest", (V,), lambda v: [v[:v.argmax()], v[v.argmax():] * 2],
               lambda a: [a[:a.argmax()], a[a.argmax():] * 2], exact=True, in_python=reason)
    yield Case("read-bounds-from-a-vector", (V, Given((2,), "int64", values=(1, 4))), lambda v, n: v[n.min():n.max()],
               lambda a, n: a[1:4], exact=True, in_python=reason)
    yield Case("read-bounds-beside-a-composed-op", (M, Given((2,), "int64", values=(1, 4))),
               lambda m, n: [m[n.min():n.max()], logsoftmax(m)[n.min():]],
               lambda a, n: [a[1:4], (a - np.log(np.exp(a).sum(1, keepdims=True)))[1:]], in_python=reason)


def _arrays() -> Iterator[Case]:
    i3 = Given((3,), "int64", values=(2, 0, 2))
    n3 = Given((3,), "int64", values=(-1, 1, -4))
    i32 = Given((2, 3), "int64", values=(3, 0, 1, 1, 4, -5))
    col = Given((2, 1), "int64", values=(1, 3), ones=(1,))
    small = Given((3,), "int8", values=(2, 0, -1))
    unsigned = Given((2,), "uint8", values=(2, 0))
    none = Given((0,), "int64")
    for axis in range(3):
        whole = (slice(None),) * axis
        fit = (i3, n3)[axis < 2]
        yield Case(f"gather-axis{axis}", (X, fit), lambda v, i, w=whole: v[(*w, i)], lambda a, i, w=whole: a[(*w, i)],
                   exact=True)
        yield Case(f"gather-constant-axis{axis}", (X,), lambda v, w=whole: v[(*w, [2, 0, -1])],
                   lambda a, w=whole: a[(*w, [2, 0, -1])], exact=True)
    yield Case("gather-matrix-of-indices", (X, i32), lambda v, i: v[i], lambda a, i: a[i], exact=True)
    yield Case("gather-vector", (V, i32), lambda v, i: v[i], lambda a, i: a[i], exact=True)
    yield Case("gather-none", (X, none), lambda v, i: [v[i], v[:, i]], lambda a, i: [a[i], a[:, i]], exact=True)
    yield Case("gather-none-of-nothing", (Given((0, 3)), none, Given((2, 0), "int64")), lambda v, i, j: [v[i], v[j] * 2],
               lambda a, i, j: [a[i], a[j] * 2], exact=True)
    yield Case("gather-int8", (X, small), lambda v, i: v[i], lambda a, i: a[i], exact=True)
    yield Case("gather-uint8", (X, unsigned), lambda v, i: v[i], lambda a, i: a[i], exact=True)
    yield Case("gather-two-adjacent", (X, i3, n3), lambda v, i, j: [v[i, j], v[:, i, i]],
               lambda a, i, j: [a[i, j], a[:, i, i]], exact=True)
    yield Case("gather-two-apart", (X, i3, n3), lambda v, i, j: v[j, :, i], lambda a, i, j: a[j, :, i], exact=True)
    yield Case("gather-three", (X, i3, n3), lambda v, i, j: v[i, j, i], lambda a, i, j: a[i, j, i], exact=True)
    yield Case("gather-broadcasting", (X, i3, col), lambda v, i, c: [v[c, i], v[c, :, i]],
               lambda a, i, c: [a[c, i], a[c, :, i]], exact=True)
    yield Case("gather-array-and-int", (X, i3), lambda v, i: [v[i, 1], v[1, :, i], v[i, :, -1]],
               lambda a, i: [a[i, 1], a[1, :, i], a[i, :, -1]], exact=True)
    yield Case("gather-array-and-slice", (X, i3), lambda v, i: [v[1:, i], v[i, ::2], v[::-1, :, i]],
               lambda a, i: [a[1:, i], a[i, ::2], a[::-1, :, i]], exact=True)
    yield Case("gather-array-and-newaxis", (X, i3), lambda v, i: [v[None, i], v[i, None], v[:, None, i]],
               lambda a, i: [a[None, i], a[i, None], a[:, None, i]], exact=True)
    yield Case("gather-array-and-scalar-variable", (X, i3, AT), lambda v, i, k: v[i, k], lambda a, i, k: a[i, k], exact=True)
    yield Case("gather-of-gather", (V, i32, i3), lambda v, i, j: v[i][:, j][::-1], lambda a, i, j: a[i][:, j][::-1],
               exact=True)
    yield Case("gather-index-computed", (V, i3), lambda v, i: v[(i * 2 + 1) % 6], lambda a, i: a[(i * 2 + 1) % 6], exact=True)
    yield Case("gather-index-argmax", (M,), lambda v: v[v.argmax(axis=0), [0, 1, 2, 3]],
               lambda a: a[a.argmax(axis=0), [0, 1, 2, 3]], exact=True)
    mask = np.array([True, False, True, True, False])
    yield Case("mask-constant", (X,), lambda v: [v[mask], v[mask, 1]], lambda a: [a[mask], a[mask, 1]], exact=True)
    both = np.arange(20).reshape(5, 4) % 3 == 0
    yield Case("mask-constant-matrix", (X,), lambda v: v[both], lambda a: a[both], exact=True)
    yield Case("take", (X, i3), lambda v, i: [v.take(i, axis=1), v.take(i)], lambda a, i: [a.take(i, axis=1), a.take(i)],
               exact=True)


FAMILIES = {"read-slices": tuple(_slices()), "read-dynamic": (*_dynamic(), *_computed()), "read-arrays": tuple(_arrays())}
