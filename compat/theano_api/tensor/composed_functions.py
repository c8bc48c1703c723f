"""Functions of `theano.tensor` composed of others. Source of the names: theano.tensor.basic."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.dtypes import DISCRETE, ROUNDING, ROUNDING_ELSE
from ...graph.variable import Variable
from ...ops.elementwise import comparison, selection
from ...ops.linear_algebra.blas import Dot, dot
from ...ops.reductions.functions import max, min, normal_axis
from ...ops.shapes.creation import alloc, arange, zeros_like
from ...ops.shapes.join import concatenate, stack
from ...ops.shapes.shape import unbroadcast
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike

_dot = Dot()


def isnan(a: TensorLike) -> Any:
    """Return where elements are NaN, as bools; for integers nothing is computed.

    a: a tensor of any shape.
    """
    a = as_tensor(a)
    return _none_of(a) if a.type.dtype in DISCRETE else comparison.isnan(a)


def isinf(a: TensorLike) -> Any:
    """Return where elements are +inf or -inf, as bools; for integers nothing is computed.

    a: a tensor of any shape.
    """
    a = as_tensor(a)
    return _none_of(a) if a.type.dtype in DISCRETE else comparison.isinf(a)


def _none_of(a: Any) -> Any:
    return alloc(np.asarray(False), *(a.shape[d] for d in range(a.type.ndim)))


def cov(
    m: TensorLike,
    y: TensorLike | None = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """Return covariances of variables, as numpy.cov.

    m: a vector, or a matrix with one variable a row. y: further variables, of the same form. rowvar: False for one a
    column.
    bias: divide by n in place of n - 1. ddof: what is subtracted from n, in place of bias.
    fweights, aweights: NotImplementedError unless None.
    """
    if fweights is not None or aweights is not None:
        raise NotImplementedError("cov with weights is not supported: weigh the observations first.")
    if ddof is not None and ddof != int(ddof):
        raise ValueError("ddof must be integer")
    m = as_tensor(m)
    if m.type.ndim > 2:
        raise ValueError("m has more than 2 dimensions")
    if y is not None:
        y = as_tensor(y)
        if y.type.ndim > 2:
            raise ValueError("y has more than 2 dimensions")
        y = y.dimshuffle("x", 0) if y.type.ndim == 1 else y
    m = m.dimshuffle("x", 0) if m.type.ndim == 1 else m
    columns = not rowvar and not m.type.broadcastable[0]
    m = m.T if columns else m
    if y is not None:
        m = concatenate((m, y.T if not rowvar and not y.type.broadcastable[0] else y), axis=0)
    ddof = (0 if bias else 1) if ddof is None else ddof
    count = m.shape[1] - ddof if ddof else m.shape[1]
    deviation = m - m.mean(axis=1, keepdims=True)
    return dot(deviation, deviation.T) / selection.maximum(count, 0).astype(deviation.dtype)


def inverse_permutation(perm: TensorLike) -> Any:
    """Return the permutation of integers that inverts another.

    perm: a permutation of 0 ... n - 1, a vector, or a matrix with one a row.
    """
    from ...ops.ordering.permutation import permute_row_elements  # which few models use

    perm = as_tensor(perm)
    found = permute_row_elements(arange(perm.shape[-1], dtype=perm.dtype), perm, inverse=True)
    return unbroadcast(found, found.type.ndim - 1)


def _allclose(a: Any, b: Any, rtol: float | None = None, atol: float | None = None) -> bool:
    """Call numpy.allclose with the tolerances of the less precise of two arrays.

    a, b: arrays of shapes that broadcast. rtol, atol: tolerances in place of those of the dtypes.
    """
    usual = builtins.max(ROUNDING.get(np.asarray(v).dtype.name, ROUNDING_ELSE) for v in (a, b))
    return np.allclose(a, b, rtol=usual[0] if rtol is None else rtol, atol=usual[1] if atol is None else atol)


def ptp(a: Variable, axis: int | Sequence[int] | None = None) -> Any:
    """Return the largest minus the smallest element.

    a: a tensor of any shape. axis: the dimension that is reduced; None for all.
    """
    return max(a, axis) - min(a, axis)


def divmod(x: TensorLike, y: TensorLike) -> tuple[Any, Any]:
    """Return (x // y, x % y).

    x, y: tensors of shapes that broadcast.
    """
    x, y = as_tensor(x), as_tensor(y)
    return x // y, x % y


def stacklists(arg: TensorLike) -> Any:
    """Join nested lists of tensors into one tensor.

    arg: a list of tensors of one shape, or of such lists, each of one length.
    """
    return stack([stacklists(item) for item in arg]) if isinstance(arg, list | tuple) else as_tensor(arg)


def horizontal_stack(*args: TensorLike) -> Any:
    """Join matrices of one number of rows side by side."""
    if len(args) < 2:
        raise ValueError("Too few arguments: horizontal_stack takes two matrices or more.")
    return concatenate([as_tensor(a) for a in args], axis=1)


def vertical_stack(*args: TensorLike) -> Any:
    """Join matrices of one number of columns one below the other."""
    if len(args) < 2:
        raise ValueError("Too few arguments: vertical_stack takes two matrices or more.")
    return concatenate([as_tensor(a) for a in args], axis=0)


def is_flat(var: Any, ndim: int | None = None, outdim: int | None = None) -> bool:
    """Return whether a variable has a number of dimensions.

    var: a tensor. ndim: the number, 1 by default, for a vector. outdim: its older name.
    """
    return var.ndim == (outdim if outdim is not None else ndim or 1)


def check_and_normalize_axes(x: TensorLike, axis: int | Sequence[int]) -> list[int]:
    """Return an axis as a list of dimensions counted from 0; [] for None.

    x: a tensor of any shape. axis: an int, an integer constant, or a list of these. ValueError if x lacks one.
    """
    if isinstance(axis, str):
        raise TypeError(f"Axis must be an integer, tuple, list of integers or a TensorVariable. Got {axis}")
    return list(normal_axis(as_tensor(x), axis) or [])


def transfer(var: TensorLike, target: str) -> Any:
    """Return a variable on a device: only the CPU exists here; a whole function runs on a GPU through JAX.

    var: a tensor of any shape. target: "cpu"; ValueError for another.
    """
    if target != "cpu":
        raise ValueError(f"Can't transfer to {target}: THEANO_FLAGS=device=cuda runs functions on a GPU.")
    return as_tensor(var)


class _Grid:
    """`mgrid` and `ogrid`: indexed with slices, give a range for each slice, as in NumPy."""

    def __init__(self, dense: bool) -> None:
        self.dense = dense

    def __getitem__(self, slices: Any) -> Any:
        several = isinstance(slices, tuple)
        slices = slices if several else (slices,)
        ranges = [arange(s.start or 0, s.stop, 1 if s.step is None else s.step) for s in slices]
        n = len(ranges)
        spread = [r.dimshuffle(["x"] * i + [0] + ["x"] * (n - i - 1)) for i, r in enumerate(ranges)]
        if not several:
            return spread[0]
        if not self.dense:
            return spread
        whole = builtins.sum((zeros_like(s) for s in spread[1:]), zeros_like(spread[0]))
        return [whole + s for s in spread]


mgrid, ogrid = _Grid(dense=True), _Grid(dense=False)
