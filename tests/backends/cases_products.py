"""Matrix products: dot in every combination of ranks, with views as operands; batched products; tensordot."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.backends.case import Case, Given, Limit
from theano_compat.differentiate import grad
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.indexing.writing import inc_subtensor
from theano_compat.ops.linear_algebra.blas import batched_dot, dot, outer, tensordot
from theano_compat.ops.shapes.join import join

A = Given((4, 3))
B = Given((3, 5), seed=1)
V3, V4, V5 = Given((3,)), Given((4,), seed=1), Given((5,), seed=2)
S = Given((), seed=2)
T = Given((2, 4, 3), seed=4)
U = Given((2, 3, 5), seed=5)


def _dots() -> Iterator[Case]:
    yield Case("dot-ranks", (A, B, V3, V4, S), lambda a, b, v, w, z: [dot(a, b), dot(a, v), dot(w, a), dot(v, v), dot(z, a), dot(a, z)],
               lambda a, b, v, w, z: [a @ b, a @ v, w @ a, v @ v, z * a, a * z])
    yield Case("dot-high-ranks", (T, V3, B, U), lambda t, v, b, u: [dot(t, v), dot(t, b), dot(v, u), dot(t, u)],
               lambda t, v, b, u: [t @ v, t @ b, np.dot(v, u), np.dot(t, u)])
    yield Case("dot-transposed", (A, B, V5), lambda a, b, w: [dot(b.T, a.T), dot(a.T, a), dot(a, a.T), dot(b, w), dot(w, b.T), dot(b.T.T, w)],
               lambda a, b, w: [b.T @ a.T, a.T @ a, a @ a.T, b @ w, w @ b.T, b @ w])
    yield Case("dot-of-columns-turned", (Given((4, 1), ones=(1,)),), lambda c: (lambda n: [
        dot(n, n.T), grad(n.sum(), c)])(outer(c[:, :1], c)),
               lambda c: [np.outer(c, c) @ np.outer(c, c).T, np.full_like(c, 2 * c.sum())])
    yield Case("dot-sliced", (A, B), lambda a, b: [dot(a[1:, ::2], b[::2]), dot(a[:, 1:], b[1:, ::-1]), dot(a[0], b), dot(a, b[:, 2]),
                                                   dot(a[:, 0], a[:, 1]), dot(a[::-1], b)],
               lambda a, b: [a[1:, ::2] @ b[::2], a[:, 1:] @ b[1:, ::-1], a[0] @ b, a @ b[:, 2], a[:, 0] @ a[:, 1], a[::-1] @ b])
    yield Case("dot-computed", (A, B), lambda a, b: [dot(a * 2, b + 1), dot(a, b) + dot(a, b) * 2, dot(a, b).sum(axis=0),
                                                     dot(dot(a, b), b.T), dot(a - a.mean(axis=0), b)],
               lambda a, b: [(a * 2) @ (b + 1), 3 * (a @ b), (a @ b).sum(0), a @ b @ b.T, (a - a.mean(0)) @ b])
    yield Case("dot-gathered", (A, B), lambda a, b: [dot(a[[2, 0, 2]], b), dot(a, b[:, [1, 1]]), dot(a[[1, 3]], b[:, 0])],
               lambda a, b: [a[[2, 0, 2]] @ b, a @ b[:, [1, 1]], a[[1, 3]] @ b[:, 0]])
    yield Case("dot-reshaped", (T, B), lambda t, b: [dot(t.reshape((8, 3)), b), dot(t.reshape((3, 8)).T, b), dot(t[0], b), dot(t[:, 1], b)],
               lambda t, b: [t.reshape(8, 3) @ b, t.reshape(3, 8).T @ b, t[0] @ b, t[:, 1] @ b])
    yield Case("dot-lengths-0", (Given((0, 3)), Given((3, 0)), Given((0,)), B), lambda a, b, v, d: [
        dot(a, d), dot(d.T, b), dot(b, a), dot(v, v), dot(b, v), dot(v, a)],
        lambda a, b, v, d: [a @ d, d.T @ b, b @ a, v @ v, b @ v, v @ a])
    yield Case("dot-lengths-1", (Given((1, 3)), Given((3, 1), ones=(1,)), Given((1,)), Given((1,), ones=(0,), seed=7)),
               lambda a, b, v, w: [dot(a, b), dot(b, a), dot(v, v), dot(w, w), dot(b, w), dot(w, b.T), dot(v, a)],
               lambda a, b, v, w: [a @ b, b @ a, v @ v, w @ w, b @ w, w @ b.T, v @ a])
    n = Given((4, 3), "int64", -5, 5)
    yield Case("dot-integers", (n, Given((3, 2), "int32", -5, 5), Given((3,), "int8", -5, 5)), lambda a, b, v: [
        dot(a, b), dot(a, v), dot(v, v)], lambda a, b, v: [a @ b, a @ v, (v.astype("int8") * v).sum(dtype="int8")], exact=True)
    yield Case("dot-mixed", (A, Given((3, 2), "int8", -5, 5), Given((3,), "float32")), lambda a, b, v: [dot(a, b), dot(a, v), dot(v, b)],
               lambda a, b, v: [a @ b.astype(a.dtype), a @ v.astype(a.dtype), v @ b.astype("float32")])
    yield Case("dot-same-operand", (Given((3, 3)),), lambda a: [dot(a, a), dot(a, a.T), dot(dot(a, a), a)],
               lambda a: [a @ a, a @ a.T, a @ a @ a])
    yield Case("outer", (V3, V4), lambda v, w: outer(v, w), lambda v, w: np.outer(v, w), exact=True)
    yield Case("dot-of-reduced", (A, B), lambda a, b: [dot(a.sum(axis=0), b), dot(a.max(axis=1), a), dot(a.sum(axis=0, keepdims=True), b)],
               lambda a, b: [a.sum(0) @ b, a.max(1) @ a, a.sum(0, keepdims=True) @ b])


def _batches() -> Iterator[Case]:
    m, n = Given((2, 3), seed=6), Given((2, 5), seed=7)
    yield Case("batched-dot", (T, U, m, n), lambda t, u, a, b: [batched_dot(t, u), batched_dot(t, a), batched_dot(a, u), batched_dot(a, a),
                                                                batched_dot(u, b)],
               lambda t, u, a, b: [t @ u, np.einsum("bij,bj->bi", t, a), np.einsum("bi,bij->bj", a, u), (a * a).sum(1),
                                   np.einsum("bij,bj->bi", u, b)])
    yield Case("batched-dot-views", (T, U), lambda t, u: [batched_dot(t[:, ::2], u[:, :, 1:]), batched_dot(u.dimshuffle(0, 2, 1),
                                                          t.dimshuffle(0, 2, 1)), batched_dot(t[::-1], u * 2)],
               lambda t, u: [t[:, ::2] @ u[:, :, 1:], u.transpose(0, 2, 1) @ t.transpose(0, 2, 1), t[::-1] @ (u * 2)])
    yield Case("batched-dot-vectors", (V3, A.__class__((3, 4), seed=9)), lambda v, a: [batched_dot(v, v), batched_dot(v, a), batched_dot(a, v)],
               lambda v, a: [v * v, v[:, None] * a, a * v[:, None]])
    yield Case("batched-dot-lengths-0", (Given((0, 4, 3)), Given((0, 3, 5)), Given((2, 4, 0)), Given((2, 0, 5))),
               lambda a, b, d, e: [batched_dot(a, b), batched_dot(d, e)], lambda a, b, d, e: [a @ b, d @ e])
    yield Case("tensordot", (T, U, A, V3), lambda t, u, a, v: [tensordot(t, u, [[0, 2], [0, 1]]), tensordot(t, a, 2), tensordot(t, a, [[2, 1], [1, 0]]),
                                                               tensordot(a, v, 1), tensordot(a, v, 0), tensordot(t, u, [[2], [1]])],
               lambda t, u, a, v: [np.tensordot(t, u, [[0, 2], [0, 1]]), np.tensordot(t, a, 2), np.tensordot(t, a, [[2, 1], [1, 0]]),
                                   np.tensordot(a, v, 1), np.tensordot(a, v, 0), np.tensordot(t, u, [[2], [1]])])


def _complex() -> Iterator[Case]:
    x = Given((4, 3), "complex128", values=tuple(k - 2j * k * k + 1j for k in range(12)))
    i = Given((3,), "int64", values=(2, 0, 2))
    yield Case("complex", (x, i), lambda v, i: [v.sum(), v.sum(axis=0), v.prod(axis=1), dot(v.T, v), dot(v, v[0]), v[i] * 1j,
                                               inc_subtensor(v[i], v[:3]), join(0, v, v), e.conj(v) - v.T.reshape((4, 3)), e.real(v)],
               lambda a, i: [a.sum(), a.sum(0), a.prod(1), a.T @ a, a @ a[0], a[i] * 1j, _added(a, i, a[:3]), np.concatenate([a, a]),
                             a.conj() - a.T.reshape(4, 3), a.real], gradient=False)
    half = Given((4, 3), "float16", values=tuple(k / 4 for k in range(12)))
    yield Case("half", (half,), lambda v: [v.sum(axis=0), v.T[1:] + 1, v.max()], lambda a: [a.sum(0), a.T[1:] + np.float16(1), a.max()],
               gradient=False, limits=(Limit("c", "no float16: the Python backend runs it"),))


def _added(a: np.ndarray, index: np.ndarray, y: np.ndarray) -> np.ndarray:
    out = a.copy()
    np.add.at(out, index, y)
    return out


FAMILIES = {"rare-dtypes": tuple(_complex()), "products-dot": tuple(_dots()), "products-batched": tuple(_batches())}
