"""Draws from a random state, named after NumPy's methods; each returns [new state, numbers].

The numbers are those of `numpy.random.RandomState`, call by call. Source: theano.tensor.raw_random.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.dtypes import upcast
from ...graph.types import TensorType
from ...graph.variable import Variable
from ...settings import config
from ..elementwise.functions import cast
from ..shapes.join import stack
from ..shapes.shape import get_vector_length, shape_of
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from ..tensor_variable import Tensor
from .function import RandomFunction
from .row_by_row import choice_helper, multinomial_helper, permutation_helper, random_integers_helper


def infer_ndim_bcast(ndim: int | None, shape: Any, *args: Any) -> tuple[int, Any, tuple[bool, ...]]:
    """Return (rank, shape as an int64 vector, which lengths are 1) of a draw.

    ndim: the rank; None for that of shape. The arguments of the draw follow shape.
    shape: a vector; lengths, of which -1 means the arguments' length; or None for the joint shape of the arguments.

    ValueError if `ndim` does not match or the arguments have more dimensions.
    """
    if isinstance(shape, list | tuple):
        if ndim is not None and ndim != len(shape):
            raise ValueError(
                f"ndim should be equal to len(shape): ndim is {ndim}, the shape {shape} has {len(shape)} lengths."
            )
        ndim = len(shape)
        pairs = [_length(position, length, ndim, args) for position, length in enumerate(shape)]
        pattern = tuple(one for _, one in pairs)
        vector = (
            stack([as_tensor(length) for length, _ in pairs])
            if any(isinstance(length, Variable) for length, _ in pairs)
            else as_tensor(np.array([length for length, _ in pairs], "int64"))
        )
    elif shape is None:
        if not args:
            raise TypeError("A draw needs a size: this distribution has no arguments that would tell the shape.")
        template = functools.reduce(operator.add, args)
        vector, pattern, ndim = template.shape, template.type.broadcastable, template.type.ndim
    else:
        vector = as_tensor(shape)
        if vector.type.ndim != 1:
            raise TypeError(f"shape must be a vector or list of scalar, got '{vector}'.")
        ndim = get_vector_length(vector) if ndim is None else ndim
        pattern = (False,) * ndim
    if np.dtype(vector.type.dtype).kind not in "iu":
        raise TypeError(f"shape must be an integer vector or list, `{vector}` is {vector.type}.")
    most = max((a.type.ndim for a in args), default=0)
    if most > ndim:
        raise ValueError(
            f"ndim should be at least as big as required by args value: {ndim} for arguments of {most} dimensions."
        )
    return ndim, cast(vector, "int64"), tuple(pattern)


def _length(position: int, length: int, ndim: int, args: tuple[Tensor, ...]) -> tuple[Any, bool]:
    """Return (the length of dimension `position`, whether it is known to be 1)."""
    if isinstance(length, Variable):
        return length, False
    if length >= 0:
        return int(length), bool(length == 1)
    if length != -1:
        raise ValueError(f"negative shape: {length}.")
    reach = [a for a in args if position >= ndim - a.type.ndim]
    if not reach:
        raise ValueError("Auto-shape of -1 must overlap with the shape of one of the broadcastable inputs.")
    for a in reach:
        own = position + a.type.ndim - ndim
        if not a.type.broadcastable[own]:
            return shape_of(a)[own], False
    return 1, True


def _draw(
    state: Any, fn: Any, dtype: str, pattern: tuple[bool, ...], size: int | Sequence[int], *args: Any, added: int = 0
) -> Any:
    return RandomFunction(fn, TensorType(dtype, pattern), ndim_added=added)(state, size, *args)


def _floats(state: Any, fn: str, size: Any, args: list[Any], ndim: int | None, dtype: str | None) -> Any:
    dtype = dtype or upcast(config.floatX, *(a.type.dtype for a in args))
    _, size, pattern = infer_ndim_bcast(ndim, size, *args)
    return _draw(state, fn, dtype, pattern, size, *args)


def uniform(
    random_state: Variable,
    size: Any = None,
    low: TensorLike = 0.0,
    high: TensorLike = 1.0,
    ndim: int | None = None,
    dtype: str | None = None,
) -> Any:
    """Return [the state after the draw, numbers drawn uniformly on [low, high)].

    random_state: a shared or another variable of a RandomState. size: the shape of the draws, by default the joint one
    of low and high. low, high: tensors that broadcast to it. ndim: its length, where size is a vector of unknown
    length. dtype: by default that of low and high, at least floatX.
    """
    return _floats(random_state, "uniform", size, [as_tensor(low), as_tensor(high)], ndim, dtype)


def normal(
    random_state: Variable,
    size: Any = None,
    avg: TensorLike = 0.0,
    std: TensorLike = 1.0,
    ndim: int | None = None,
    dtype: str | None = None,
) -> Any:
    """Return [the state after the draw, numbers drawn from a normal distribution].

    avg, std: mean and standard deviation, tensors that broadcast to the shape of the draws. random_state, size, ndim,
    dtype: as in uniform.
    """
    return _floats(random_state, "normal", size, [as_tensor(avg), as_tensor(std)], ndim, dtype)


def binomial(
    random_state: Variable,
    size: Any = None,
    n: TensorLike = 1,
    p: Any = 0.5,
    ndim: int | None = None,
    dtype: str = "int64",
    prob: Any = None,
) -> Any:
    """Return [the state after the draw, numbers of successes].

    n: the number of trials. p: the probability of success (prob: its name in the oldest code); tensors that broadcast
    to the shape of the draws. random_state, size, ndim: as in uniform. dtype: of the draws.
    """
    n, p = as_tensor(n), as_tensor(p if prob is None else prob)
    ndim, size, _ = infer_ndim_bcast(ndim, size, n, p)
    return _draw(random_state, "binomial", dtype, (False,) * ndim, size, n, p)


def random_integers(
    random_state: Variable,
    size: Any = None,
    low: TensorLike = 0,
    high: TensorLike = 1,
    ndim: int | None = None,
    dtype: str = "int64",
) -> Any:
    """Return [the state after the draw, integers from low to high, both included].

    low, high: integer tensors that broadcast to the shape of the draws. random_state, size, ndim: as in uniform.
    dtype: of the draws.
    """
    low, high = as_tensor(low), as_tensor(high)
    _, size, pattern = infer_ndim_bcast(ndim, size, low, high)
    return _draw(random_state, random_integers_helper, dtype, pattern, size, low, high)


def choice(
    random_state: Variable,
    size: Any = None,
    a: TensorLike = 2,
    replace: TensorLike = True,
    p: TensorLike | None = None,
    ndim: int | None = None,
    dtype: str = "int64",
) -> Any:
    """Return [the state after the draw, elements of a vector].

    a: the vector, or an integer for 0..a-1. replace: whether an element may be drawn twice. p: their probabilities, a
    vector; None for equal ones. random_state, size, ndim: as in uniform. dtype: of the draws.
    """
    replace = as_tensor(np.int8(replace)) if isinstance(replace, bool) else as_tensor(replace)
    if p is None or (isinstance(p, list | tuple | int | float) and not p):
        p = np.zeros(0)
    _, size, pattern = infer_ndim_bcast(ndim, size)
    return _draw(random_state, choice_helper, dtype, pattern, size, as_tensor(a), replace, as_tensor(p))


def poisson(
    random_state: Variable, size: Any = None, lam: TensorLike = 1.0, ndim: int | None = None, dtype: str = "int64"
) -> Any:
    """Return [the state after the draw, Poisson counts].

    lam: their mean, a tensor. random_state: as in uniform. size: the shape of the draws. ndim: its length, which must
    be given unless size is. dtype: of the draws.
    """
    lam = as_tensor(lam)
    _, size, pattern = infer_ndim_bcast(ndim, size)
    return _draw(random_state, "poisson", dtype, pattern, size, lam)


def permutation(
    random_state: Variable, size: Any = None, n: TensorLike = 1, ndim: int | None = None, dtype: str = "int64"
) -> Any:
    """Return [the state after the draw, permutations of 0..n-1].

    random_state, ndim: as in uniform. size: the shape of the permutations; the draws have n elements in a further,
    last dimension. n: an integer scalar. dtype: of the draws.
    """
    if size is None or (isinstance(size, tuple) and size == ()):
        if ndim not in (None, 1):
            raise TypeError(f"permutation: one permutation was asked for (no size), with ndim={ndim}.")
        size, pattern = (), ()
    else:
        _, size, pattern = infer_ndim_bcast(ndim, size)  # type: ignore[assignment]
    return _draw(random_state, permutation_helper, dtype, (*pattern, False), size, as_tensor(n), added=1)


def multinomial(
    random_state: Variable,
    size: Any = None,
    n: TensorLike = 1,
    pvals: Any = (0.5, 0.5),
    ndim: int | None = None,
    dtype: str = "int64",
) -> Any:
    """Return [the state after the draw, counts of outcomes].

    n: the number of trials, a tensor. pvals: probabilities of the outcomes in its last dimension. random_state, ndim:
    as in uniform. size: the shape of the draws without that dimension, by default the joint one of n and pvals. dtype:
    of the draws.
    """
    n, pvals = as_tensor(n), as_tensor(pvals if isinstance(pvals, Variable) else np.asarray(pvals))
    _, size, pattern = infer_ndim_bcast(ndim, size, n, pvals[..., 0])
    return _draw(
        random_state, multinomial_helper, dtype, (*pattern, pvals.type.broadcastable[-1]), size, n, pvals, added=1
    )
