"""What puts elements in order or picks them by number: sorting, the k largest, choose, search, counts; and what checks
or renames a value: specified shapes, guards of splits, scalars, copies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.control.default_value import default
from theano_compat.ops.elementwise.functions import exp
from theano_compat.ops.elementwise.scalar_type import scalar_from_tensor, tensor_from_scalar
from theano_compat.ops.elementwise.user_scalar_op import Composite, UnaryScalarOp, inopenrange
from theano_compat.ops.indexing.choose import choose
from theano_compat.ops.indexing.copies import deep_copy_op, view_op
from theano_compat.ops.ordering.permutation import permute_row_elements
from theano_compat.ops.ordering.sorting import argsort, sort
from theano_compat.ops.ordering.top_k import argtopk, topk, topk_and_argtopk
from theano_compat.ops.reductions.ops import Bitwise
from theano_compat.ops.shapes.creation import AllocEmpty
from theano_compat.ops.shapes.diagonal_ops import AllocDiag, ExtractDiag
from theano_compat.ops.shapes.join import join
from theano_compat.ops.shapes.specified_shape import specify_shape
from theano_compat.ops.shapes.splitting import split

X = Given((4, 3, 2))
M = Given((4, 3))
V = Given((6,))
S = Given((), seed=2)
ONE = Given((), "int64", values=(1,))
THREE = Given((), "int64", values=(3,))
PICK = Given((3,), "int32", low=0, high=4)
WITH_NAN = Given((5,), values=(2.0, float("nan"), -1.0, 2.0, float("-inf")))
KEYS = Given((9,), "int8", low=-3, high=3)
PAIR = Given((2,), "int64", values=(2, 4))


def _sorts() -> Iterator[Case]:
    for axis in (None, 0, 1, -1):
        yield Case(f"sort-axis-{axis}", (X,), lambda x, axis=axis: [sort(x, axis), argsort(x, axis)],
                   lambda a, axis=axis: [np.sort(a, axis), np.argsort(a, axis, kind="stable")], exact=True)
    yield Case("sort-axis-variable", (M, ONE), lambda x, i: [sort(x, i), argsort(x, i - 1), argsort(x, -i)],
               lambda a, i: [np.sort(a, 1), np.argsort(a, 0), np.argsort(a, 1)], exact=True, gradient=False)
    yield Case("sort-nan-last", (WITH_NAN,), lambda x: [sort(x), argsort(x)],
               lambda a: [np.sort(a), np.argsort(a, kind="stable")], exact=True, gradient=False)
    yield Case("sort-ties-keep-order", (KEYS,), lambda k: [sort(k), argsort(k), argsort(k, kind="mergesort")],
               lambda a: [np.sort(a), *[np.argsort(a, kind="stable")] * 2], exact=True)
    yield Case("sort-of-length-0", (Given((0, 3)),), lambda x: [sort(x), argsort(x, 0)],
               lambda a: [a, np.argsort(a, 0)], exact=True)
    yield Case("sorted-and-used", (M,), lambda x: (sort(x * 2, 0) * np.arange(3.0)).sum(),
               lambda a: (np.sort(a * 2, 0) * np.arange(3.0)).sum())
    yield Case("permuted-rows", (M, PICK), lambda x, p: [
                   permute_row_elements(x, np.array([2, 0, 1])), permute_row_elements(x, np.array([2, 0, 1]), inverse=True)],
               lambda a, p: [a[:, [2, 0, 1]], a[:, [1, 2, 0]]], exact=True)


def _tops() -> Iterator[Case]:
    def largest(a: np.ndarray, k: int, axis: int = -1) -> np.ndarray:
        return np.take(np.sort(a, axis), range(a.shape[axis] - k, a.shape[axis]), axis)

    why = "the k largest have no C form"
    yield Case("topk", (V, X), lambda v, x: [topk(v, 2, sorted=False), topk(x, 3, axis=0, sorted=False),
                                             topk(x, -1, axis=1, sorted=False), topk(x, 5, axis=None, sorted=False)],
               lambda a, b: [largest(a, 2), largest(b, 3, 0), np.sort(b, 1)[:, :1], largest(b.ravel(), 5)], exact=True,
               in_python=why)
    yield Case("argtopk", (V,), lambda v: [argtopk(v, 2, sorted=False), argtopk(v, -2, sorted=False, idx_dtype="int32")],
               lambda a: [np.argsort(a)[-2:], np.argsort(a)[:2].astype("int32")], exact=True, in_python=why)
    yield Case("topk-and-argtopk", (M,), lambda x: topk_and_argtopk(x, 2, sorted=False),
               lambda a: [largest(a, 2), np.argsort(a, -1)[:, -2:]], exact=True, in_python=why)


def _choices() -> Iterator[Case]:
    why = "choose has no C form"
    yield Case("choose", (PICK, M), lambda p, x: [choose(p, x), choose(p + 4, x, mode="wrap"), choose(p * 9, x, mode="clip"),
                                                  choose(p.dimshuffle(0, "x"), x)],
               lambda p, a: [np.choose(p, a), np.choose(p, a), np.choose(p * 9, a, mode="clip"), np.choose(p[:, None], a)],
               exact=True, in_python=why)
    yield Case("choose-among", (PICK, Given((3,)), S), lambda p, x, y: choose(p % 2, (x, y)),
               lambda p, a, b: np.choose(p % 2, (a, b)), exact=True, gradient=False, in_python=why)
    yield Case("default", (V,), lambda v: default(v, v * 2), lambda a: a, gradient=False, exact=True,
               in_python="whether a value is None is known only when it is there")


def _checked() -> Iterator[Case]:
    yield Case("specified-shape", (M, THREE), lambda x, i: [
                   specify_shape(x, (4, 3)), specify_shape(x.T * 2, [i, 4]).sum(0), specify_shape(x, (4, 3)).shape],
               lambda a, i: [a, (a.T * 2).sum(0, dtype="float64").astype(a.dtype), np.array([4, 3])])
    yield Case("split-by-variable", (V, PAIR), lambda v, sizes: [*split(v, sizes, 2), *split(v * 2, [3, 3], 2)],
               lambda a, sizes: [a[:2], a[2:], a[:3] * 2, a[3:] * 2], exact=True)
    yield Case("join-along-a-variable", (M, Given((4, 3), seed=1), ONE), lambda x, y, i: [
                   join(i, x, y), join(i - 3, x, y)], lambda a, b, i: [np.concatenate([a, b], 1), np.concatenate([a, b])],
               exact=True, in_python="the axis of a join is a variable")
    yield Case("scalar-and-back", (S,), lambda x: [tensor_from_scalar(scalar_from_tensor(x)) * 2, exp(scalar_from_tensor(x))],
               lambda a: [a * 2, np.exp(a)])
    yield Case("copies", (V,), lambda v: [deep_copy_op(v), view_op(v) * 2], lambda a: [a, a * 2], exact=True,
               in_python="a copy on demand has no C form")
    yield Case("allocated-empty", (THREE,), lambda i: AllocEmpty("float32")(i, 2) * 0, lambda i: np.zeros((3, 2), "float32"),
               exact=True)


def _diagonals() -> Iterator[Case]:
    for offset, axis1, axis2 in ((0, 0, 1), (1, 0, 1), (-2, 0, 1), (1, 1, 2), (0, 2, 0)):
        yield Case(f"diagonal-{offset}-{axis1}-{axis2}", (X,), lambda x, o=offset, a=axis1, b=axis2: ExtractDiag(o, a, b)(x),
                   lambda x, o=offset, a=axis1, b=axis2: np.diagonal(x, o, a, b), exact=True)
    for offset, axis1, axis2 in ((0, 0, 1), (2, 1, 2), (-1, 0, 2)):
        def made(x: np.ndarray, o: int = offset, a: int = axis1, b: int = axis2) -> np.ndarray:
            n = x.shape[-1]
            out = np.zeros((*x.shape[:-1], n + abs(o), n + abs(o)), x.dtype)
            out[..., np.arange(n) + max(-o, 0), np.arange(n) + max(o, 0)] = x
            return np.moveaxis(out, (-2, -1), (a, b))
        yield Case(f"diagonal-made-{offset}-{axis1}-{axis2}", (M,), lambda x, o=offset, a=axis1, b=axis2:
                   AllocDiag(o, a, b)(x), made, exact=True)


class _Cube(UnaryScalarOp):
    def impl(self, x: float) -> float:
        return x * x * x

    def grad(self, inputs: list, output_gradients: list) -> list:
        return [output_gradients[0] * 3 * inputs[0] ** 2]


def _scalar_ops() -> Iterator[Case]:
    from theano_compat.ops.elementwise.elemwise import Elemwise
    from theano_compat.ops.elementwise.scalar_type import Scalar

    x, y = Scalar("float64")("x"), Scalar("float64")("y")
    both = Composite([x, y], [x * y + 1])
    yield Case("users-scalar-op", (M,), lambda m: Elemwise(_Cube())(m) + 1, lambda a: a * a * a + 1,
               in_python="impl is Python")
    yield Case("composite", (M, Given((3,), seed=1)), lambda m, v: Elemwise(both)(m, v).astype(m.dtype),
               lambda a, b: (a.astype("float64") * b + 1).astype(a.dtype))
    yield Case("bits-over-an-axis", (Given((4, 3), "uint8", low=0, high=99),), lambda k: [
                   Bitwise("and", (0,))(k), Bitwise("or", (1,))(k), Bitwise("xor", (0, 1))(k)],
               lambda a: [np.bitwise_and.reduce(a, 0), np.bitwise_or.reduce(a, 1), np.bitwise_xor.reduce(a, (0, 1))],
               exact=True, in_python="reductions by bits have no C form")
    yield Case("in-range", (V,), lambda v: Elemwise(inopenrange)(v, -1, 1), lambda a: (a > -1) & (a < 1), exact=True)


FAMILIES = {"sorts": tuple(_sorts()), "tops": tuple(_tops()), "choices": tuple(_choices()), "checked": tuple(_checked()),
            "diagonal-ops": tuple(_diagonals()), "scalar-ops": tuple(_scalar_ops())}
