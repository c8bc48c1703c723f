"""Calls that must fail: the exception, words of its message. The line that made the node is named in all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.backends.case import Given
from theano_compat.ops.indexing.choose import choose
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.linear_algebra.blas import batched_dot, dot
from theano_compat.ops.networks.crossentropy_ops import CrossentropySoftmaxArgmax1HotWithBias
from theano_compat.ops.networks.softmax import categorical_crossentropy, softmax
from theano_compat.ops.random.mrg_uniform import MRGUniform
from theano_compat.ops.reductions.functions import argmax, max
from theano_compat.ops.shapes.creation import alloc
from theano_compat.ops.shapes.join import join
from theano_compat.ops.shapes.shape import addbroadcast

V3, V4, M = Given((3,), seed=30), Given((4,), seed=31), Given((3, 4), seed=32)
ROWS = Given((2, 3), seed=33)
T = Given((2, 3, 4), seed=34)
STREAMS = Given((2, 6), "int32", 1, 1000, seed=35)


def at(*values: int) -> Given:
    shape = () if len(values) == 1 else (len(values),)
    return Given(shape, "int64", values=values, seed=sum(values) + 40)


@dataclass(frozen=True)
class Bad:
    """`build` works on `inputs`, and fails when those named in `replaced` take other values."""

    name: str
    inputs: tuple[Given, ...]
    build: Callable[..., Any]
    replaced: dict[int, np.ndarray]
    raises: type[Exception]
    words: str


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype="int64")


def scalar(value: int) -> np.ndarray:
    return np.array(value, dtype="int64")


z = np.zeros
CROSSENTROPY = CrossentropySoftmaxArgmax1HotWithBias()
CASES = (
    Bad("index too large", (V3, at(1)), lambda v, i: v[i], {1: scalar(3)}, IndexError, "out of bounds"),
    Bad("index too small", (V3, at(2)), lambda v, i: v[i], {1: scalar(-4)}, IndexError, "out of bounds"),
    Bad("constant index", (V3,), lambda v: v[2] * 2, {0: z(2)}, IndexError, "out of bounds"),
    Bad("constant negative index", (V4,), lambda v: v[-4] + 1, {0: z(3)}, IndexError, "out of bounds"),
    Bad("gather", (M, at(0, 2, 1)), lambda x, i: x[i] * 2, {1: ints(0, 3, 1)}, IndexError, "out of bounds"),
    Bad("gather, negative", (M, at(0, 1, 2, 1)), lambda x, i: x[:, i].sum(), {1: ints(0, -5, 1, 1)}, IndexError, "out of bounds"),
    Bad("fewer classes than rows", (M, at(0, 2, 1)), lambda x, i: CROSSENTROPY(x, z(4), i)[0], {1: ints(0, 1)}, ValueError, "number of rows|is needed"),
    Bad("one class for all rows", (M, at(0, 2, 1)), lambda x, i: CROSSENTROPY(x, z(4), i)[0], {1: ints(1)}, ValueError, "number of rows|is needed"),
    Bad("fewer classes than rows of probabilities", (M, at(0, 2, 1)), lambda x, i: categorical_crossentropy(softmax(x), i), {1: ints(0)}, ValueError, "is needed"),
    Bad("mask of one for five", (Given((1,), seed=36),), lambda v: v[np.array([True])] * 2, {0: z(5)}, IndexError, "did not match"),
    Bad("no random stream", (STREAMS,), lambda r: MRGUniform.new(r, 1, "float64", (3,))[1], {0: z((0, 6), "int32")}, ValueError, "no stream"),
    Bad("a random stream of five numbers", (STREAMS,), lambda r: MRGUniform.new(r, 1, "float64", (3,))[1], {0: z((2, 5), "int32")}, ValueError, "6 columns"),
    Bad("gather from nothing", (V3, at(0, 2)), lambda v, i: v[i], {0: z(0)}, IndexError, "out of bounds"),
    Bad("index into nothing", (V3, at(1)), lambda v, i: v[i] * 2, {0: z(0)}, IndexError, "out of bounds"),
    Bad("write into nothing", (V3, at(2, 1)), lambda v, i: inc_subtensor(v[i], 1.0), {0: z(0)}, IndexError, "out of bounds"),
    Bad("index arrays of two lengths", (M, at(0, 1, 2, 0), at(2, 1, 0, 1)), lambda x, i, j: x[i, j], {1: ints(0, 1)},
        IndexError, "broadcast"),
    Bad("write index", (V3, at(2, 2)), lambda v, i: inc_subtensor(v[i], v[:2]), {1: ints(0, 3)}, IndexError, "out of bounds"),
    Bad("write row", (M, V4, at(0)), lambda x, v, i: set_subtensor(x[i], v), {2: scalar(3)}, IndexError, "out of bounds"),
    Bad("write of another length", (Given((5,), seed=35), V3), lambda x, v: set_subtensor(x[1:4], v), {1: z(2)}, ValueError,
        "does not fit"),
    Bad("add of another length", (Given((5,), seed=37), V3, at(0, 0, 1)), lambda x, v, i: inc_subtensor(x[i], v), {1: z(4)},
        ValueError, "does not fit"),
    Bad("lengths differ", (V3, Given((3,), seed=39)), lambda v, w: v + w, {1: z(4)}, ValueError, "mis-match"),
    Bad("run-time length 1", (V3, Given((3,), seed=40)), lambda v, w: v * w, {1: z(1)}, ValueError, "mis-match"),
    Bad("run-time length 1 in a matrix", (M, Given((3, 4), seed=41)), lambda x, y: x - y, {1: z((1, 4))}, ValueError, "mis-match"),
    Bad("vector on rows", (M, V4), lambda x, v: x / (v * v + 1), {1: z(3)}, ValueError, "mis-match"),
    Bad("reshape", (Given((6,), seed=42),), lambda v: v.reshape((2, 3)), {0: z(7)}, ValueError, "reshape"),
    Bad("reshape with a free length", (Given((6,), seed=43),), lambda v: v.reshape((2, -1)), {0: z(7)}, ValueError, "reshape"),
    Bad("reshape to variable lengths", (Given((6,), seed=44), at(3)), lambda v, n: v.reshape((n, 2)), {1: scalar(4)}, ValueError,
        "reshape"),
    Bad("reshape to a scalar", (Given((1,), seed=45),), lambda v: v.reshape(()), {0: z(2)}, ValueError, "reshape"),
    Bad("product of vectors", (V3, Given((3,), seed=46)), lambda v, w: dot(v, w), {1: z(4)}, ValueError, "multiply"),
    Bad("matrix by vector", (M, V4), lambda x, v: dot(x, v), {1: z(3)}, ValueError, "multiply"),
    Bad("matrix by matrix", (M, Given((4, 2), seed=47)), lambda x, y: dot(x, y), {1: z((3, 2))}, ValueError, "multiply"),
    Bad("batches", (T, Given((2, 4, 2), seed=48)), lambda t, u: batched_dot(t, u), {1: z((2, 3, 2))}, ValueError, "multiply"),
    Bad("numbers of batches", (T, Given((2, 4, 2), seed=49)), lambda t, u: batched_dot(t, u), {1: z((3, 4, 2))}, ValueError, "multiply"),
    Bad("one batch", (T, Given((2, 4, 2), seed=50)), lambda t, u: batched_dot(t, u), {1: z((1, 4, 2))}, ValueError, "multiply"),
    Bad("join", (M, Given((2, 4), seed=51)), lambda x, y: join(0, x, y), {1: z((2, 3))}, ValueError, "fit together"),
    Bad("alloc", (V3, at(2)), lambda v, n: alloc(v, n, n + 1), {1: scalar(3)}, ValueError, "does not fill"),
    Bad("sum of an alloc", (V3, at(2)), lambda v, n: alloc(v, n, 3).sum(axis=0), {0: z(2)}, ValueError, "is needed"),
    Bad("alloc of an alloc", (V3, at(2), at(2)), lambda v, n, k: alloc(alloc(v[0], n), 2, k), {1: scalar(3)}, ValueError, "does not fill"),
    Bad("not broadcastable after all", (Given((1, 4), seed=52),), lambda x: addbroadcast(x, 0) * 2, {0: z((2, 4))}, ValueError,
        "supposed to be 1"),
    Bad("largest of nothing", (V3,), lambda v: max(v), {0: z(0)}, ValueError, "zero-size"),
    Bad("largest of empty rows", (M,), lambda x: max(x, axis=1), {0: z((3, 0))}, ValueError, "zero-size"),
    Bad("largest of no empty rows", (M,), lambda x: max(x, axis=1), {0: z((0, 0))}, ValueError, "zero-size"),
    Bad("nothing to choose from", (at(1, 0, 2, 1), M), lambda k, x: choose(k, x), {1: z((0, 4))}, ValueError, "choose from"),
    Bad("where the largest of nothing is", (M,), lambda x: argmax(x, axis=0), {0: z((0, 4))}, ValueError, "empty"),
    Bad("division of integers by zero", (Given((3,), "int64", 1, 5, seed=53), Given((3,), "int64", 1, 5, seed=54)),
        lambda v, w: v // w, {1: ints(1, 0, 2)}, ZeroDivisionError, "zero"),
    Bad("remainder of integers by zero", (Given((), "int64", 1, 5, seed=55), Given((), "int64", 1, 5, seed=56)),
        lambda v, w: v % w, {1: scalar(0)}, ZeroDivisionError, "zero"),
)
