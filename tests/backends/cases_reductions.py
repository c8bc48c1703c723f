"""Reductions: every axis of ranks 0 to 3, lengths 0 and 1, broadcastable dimensions, several dtypes, NaN and infinity."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from tests.backends.case import Case, Given
from theano_compat.ops.reductions import functions as r

NAMES = ("sum", "prod", "max", "min", "all", "any", "argmax", "mean", "var")
AXES: dict[int, tuple[Any, ...]] = {
    0: (None,), 1: (None, 0, -1), 2: (None, 0, 1, -2, (0, 1)),
    3: (None, 0, 1, 2, -1, (0, 1), (0, 2), (1, 2), (-1, 0), (0, 1, 2)),
}
SMOOTH = ("sum", "prod", "max", "min", "mean", "var")


def _positive(axis: Any, ndim: int) -> tuple[int, ...]:
    if axis is None:
        return tuple(range(ndim))
    return tuple(a % ndim for a in (axis if isinstance(axis, tuple) else (axis,)))


def reference(name: str, axis: Any, keepdims: bool = False) -> Any:
    """NumPy's reduction with Theano's dtypes: float32 stays, small integers widen, a mean of integers is float64."""
    def value(x: np.ndarray) -> np.ndarray:
        axes = _positive(axis, x.ndim)
        if name == "argmax":
            kept = [d for d in range(x.ndim) if d not in axes]
            turned = x.transpose(*kept, *sorted(axes)).reshape([x.shape[d] for d in kept] + [int(np.prod([x.shape[d] for d in axes]))])
            return np.argmax(turned, axis=-1)
        if name in ("mean", "var"):
            wide = x if x.dtype.kind == "f" else x.astype("float64")
            return np.asarray(getattr(np, name)(wide.astype("float64"), axis=axes, keepdims=keepdims)).astype(wide.dtype)
        if name in ("sum", "prod") and x.dtype == "float32":
            return np.asarray(getattr(np, name)(x.astype("float64"), axis=axes, keepdims=keepdims)).astype("float32")
        return np.asarray(getattr(np, name)(x, axis=axes, keepdims=keepdims))
    return value


def _case(name: str, given: Given, axis: Any, label: str = "", keepdims: bool = False) -> Case:
    text = "all" if axis is None else "_".join(map(str, axis)) if isinstance(axis, tuple) else str(axis)
    return Case(f"{name}{label}-rank{len(given.shape)}-axis{text}{'-keepdims' if keepdims else ''}", (given,),
                lambda x: getattr(r, name)(x, axis=axis, keepdims=keepdims), reference(name, axis, keepdims),
                gradient=name in SMOOTH and given.dtype == "float" and not label.startswith("-hard"))


def _axes() -> Iterator[Case]:
    for name in NAMES:
        for ndim, axes in AXES.items():
            dtype, low, high = ("bool", 0, 2) if name in ("all", "any") else ("float", -2.0, 2.0)
            for axis in axes:
                yield _case(name, Given((3, 4, 2)[:ndim], dtype, low, high), axis)
    for name in ("sum", "max", "mean"):
        yield _case(name, Given((3, 4, 2)), 1, keepdims=True)
        yield _case(name, Given((3, 4, 2)), (0, 2), keepdims=True)


def _lengths() -> Iterator[Case]:
    for name in ("sum", "prod", "all", "any"):
        dtype = "bool" if name in ("all", "any") else "float"
        for shape in ((0,), (0, 3), (3, 0), (0, 0)):
            for axis in (None, 0, -1):
                yield _case(name, Given(shape, dtype), axis, f"-empty{'x'.join(map(str, shape))}")
    for name in ("max", "min", "argmax", "mean"):
        yield _case(name, Given((0, 3)), 1, "-hard-emptyresult")  # nothing to reduce over, so no error
        for shape in ((1,), (1, 1)):
            yield _case(name, Given(shape), None, f"-one{len(shape)}")
    of_complex = Given((2, 3), "complex128", values=((1 + 2j, 3.0, 3 - 1j), (-2j, 1j, -1.0)))
    yield Case("max-complex", (of_complex,), lambda x: r.max(x, axis=1), lambda x: np.max(x, axis=1), gradient=False,
               in_python="an order of complex numbers has no C form")
    for name in ("sum", "max", "argmax", "var", "prod"):
        for shape, ones in (((1, 4), (0,)), ((3, 1, 2), (1,)), ((1, 1), (0, 1)), ((2, 3, 1), (2,))):
            for axis in (None, 0, 1, -1):
                yield _case(name, Given(shape, ones=ones), axis, f"-ones{''.join(map(str, ones))}")


def _dtypes() -> Iterator[Case]:
    for dtype in ("int8", "int64", "bool", "uint8", "int32"):
        for name in ("sum", "prod", "max", "min", "mean", "all", "any", "argmax"):
            if dtype == "bool" and name in ("max", "min", "mean", "argmax"):
                continue
            for axis in (None, 0, 1):
                yield _case(name, Given((3, 5), dtype, 0 if dtype == "uint8" else -3, 9), axis, f"-{dtype}")


def _hard() -> Iterator[Case]:
    nan, inf = math.nan, math.inf
    hard = (nan, 1.0, inf, -inf, -0.0, 0.0, 2.0, nan, -1.0, -inf, -inf, -inf)
    for name in NAMES:
        for axis in (None, 0, 1):
            yield _case(name, Given((3, 4), values=hard), axis, "-hard")
    for name in ("max", "min", "argmax", "sum"):
        for column in (0, 1, 2):
            values = [[3.0, 1.0, 3.0], [0.5, nan, 2.0], [-inf, -inf, -inf]][column]
            yield _case(name, Given((3,), values=tuple(values)), 0, f"-hard{column}")
    for name, worst, n in (("max", -inf, 5), ("min", inf, 6)):  # each length is a loop of its own
        yield _case(name, Given((n,), values=(worst,) * n), None, "-hard-worst")
    zeros = (2.0, 0.0, 3.0, 0.0, 0.0, 1.0, 1.5, -2.0, 0.5, 0.0, 4.0, 5.0)
    for axis in (None, 0, 1):
        yield _case("prod", Given((3, 4), values=zeros), axis, "-zeros")


def _kinds() -> Iterator[Case]:
    x = Given((3, 4))
    yield Case("sum-dtype", (Given((3, 4), "float", 0, 3),), lambda x: r.sum(x, dtype="int64"),
               lambda x: x.sum(dtype="float64").astype("int64"), gradient=False)  # cut at the end, as legacy
    yield Case("sum-acc-dtype", (x,), lambda x: r.sum(x, acc_dtype="float64"),
               lambda x: x.sum(dtype="float64").astype(x.dtype))
    yield Case("argmin", (x,), lambda x: r.argmin(x, axis=0), lambda x: x.argmin(0), gradient=False)
    yield Case("max-and-argmax", (x,), lambda x: r.max_and_argmax(x, axis=1), lambda x: [x.max(1), x.argmax(1)])
    yield Case("std", (x,), lambda x: r.std(x, axis=0), lambda x: x.astype("float64").std(0).astype(x.dtype))
    yield Case("var-ddof", (x,), lambda x: r.var(x, axis=0, ddof=1),
               lambda x: x.astype("float64").var(0, ddof=1))  # a float64, of float32 too: as legacy
    yield Case("reduction-of-reduction", (Given((3, 4, 2)),), lambda x: r.max(r.sum(x, axis=1), axis=0),
               lambda x: x.astype("float64").sum(1).astype(x.dtype).max(0))
    yield Case("reduction-used-where-it-came-from", (x,), lambda x: (x - r.mean(x, axis=0)) / r.std(x, axis=0),
               lambda x: ((x - x.mean(0, dtype="float64")) / x.astype("float64").std(0)).astype(x.dtype))


FAMILIES = {"reductions-axes": tuple(_axes()), "reductions-lengths": tuple(_lengths()),
            "reductions-dtypes": tuple(_dtypes()), "reductions-hard": (*_hard(), *_kinds())}
