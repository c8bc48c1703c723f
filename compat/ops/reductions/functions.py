"""`sum`, `mean`, `max` and so on as users call them; they build the Ops of ops.py. Source: theano.tensor.basic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...docstrings import with_words
from ...graph.dtypes import DISCRETE, upcast
from ...graph.variable import Variable
from ...settings import config
from ..elementwise.functions import gt, invert, lt, neq, sqrt, switch
from ..shapes.join import stack
from ..shapes.shape import shape_of
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .ops import All, Any_, Argmax, Max, Min, Prod, Reduction, Sum, expand_like

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

SOURCE = "theano.tensor.basic"
ARGUMENTS = {
    **dict.fromkeys(("input", "x", "a"), "a tensor of any shape, or what `as_tensor_variable` takes"),
    "axis": "the dimension that is reduced, or a list of dimensions; None for all",
    "dtype": "of the result; by default that of the elements",
    "keepdims": "whether reduced dimensions stay, with length 1",
    "acc_dtype": "in which terms are accumulated; TypeError if it would lose digits",
    "ddof": "the number by which each reduced length is lowered in the division",
    "corrected": "whether the rounding error of the mean is removed, too (two-pass algorithm)",
}


def normal_axis(x: Any, axis: Any) -> tuple[int, ...] | None:
    """Return the user's `axis` (None, int, list, constant) as sorted dimensions. ValueError if out of range."""
    if axis is None or getattr(axis, "data", 0) is None:
        return None
    if isinstance(axis, Variable) and not hasattr(axis, "data"):
        raise TypeError(f"Computation needs a constant axis. Got {axis}")
    if hasattr(axis, "data"):
        axis = axis.data.tolist()
    if not isinstance(axis, Iterable):
        axis = (axis,)
    dimensions = []
    for a in axis:
        if isinstance(a, float):
            raise TypeError(f"axis must be an integer, got {a!r}.")
        a = int(a)
        if not -x.type.ndim <= a < x.type.ndim:
            raise ValueError(
                f"Not enough dimensions on `{x.name or x}` ({x.type}) to reduce on axis {a}: it has {x.type.ndim}."
            )
        dimensions.append(a % x.type.ndim)
    return tuple(sorted(set(dimensions)))  # a repeated dimension is reduced once, as in Theano


def keep_dims(x: Any, y: Variable, axis: int | Sequence[int] | Variable | None) -> Any:
    """Return a reduced tensor with the reduced dimensions restored with length 1.

    x: the tensor before, of any shape. y: what it was reduced to. axis: the reduced dimension or dimensions;
    None for all.
    """
    axes = normal_axis(x, axis)
    return expand_like(y, x, tuple(range(x.type.ndim)) if axes is None else axes)


@with_words(
    ARGUMENTS,
    SOURCE,
    ">>> tt.sum([[1, 5], [3, 2]], axis=0).eval()\narray([4, 7])",
    dtype="of the result; by default int64 for smaller integers and bools, uint64 for unsigned ones",
)
def sum(
    input: Any,
    axis: int | Sequence[int] | Variable | None = None,
    dtype: DTypeLike | None = None,
    keepdims: bool = False,
    acc_dtype: DTypeLike | None = None,
) -> Any:
    """Return the sum of elements."""
    x = as_tensor(input)
    _check_accumulator(x, acc_dtype)
    out = Sum(normal_axis(x, axis), _name(dtype), _name(acc_dtype))(x)
    return keep_dims(x, out, axis) if keepdims else out


@with_words(
    ARGUMENTS,
    SOURCE,
    ">>> tt.prod([[1, 5], [3, 2]], axis=1).eval()\narray([5, 6])",
    dtype="of the result; by default int64 for smaller integers and bools, uint64 for unsigned ones",
    no_zeros_in_input="True promises that no element is 0, which makes the gradient cheaper",
)
def prod(
    input: Any,
    axis: int | Sequence[int] | Variable | None = None,
    dtype: DTypeLike | None = None,
    keepdims: bool = False,
    acc_dtype: DTypeLike | None = None,
    no_zeros_in_input: bool = False,
) -> Any:
    """Return the product of elements."""
    x = as_tensor(input)
    _check_accumulator(x, acc_dtype)
    out = Prod(normal_axis(x, axis), _name(dtype), _name(acc_dtype), no_zeros_in_input)(x)
    return keep_dims(x, out, axis) if keepdims else out


def _check_accumulator(x: Variable, acc_dtype: DTypeLike | None) -> None:
    """Raise TypeError if an accumulator of `acc_dtype` would lose precision of the dtype of `x`."""
    name = _name(acc_dtype)
    if name is not None and upcast(x.dtype, name) != name and not (x.dtype in DISCRETE and name not in DISCRETE):
        raise TypeError(
            f"Cannot build a sum or product of `{x}` ({x.dtype}) in the accumulator dtype {name}: "
            "precision would be lost."
        )


def _reduced(op: Any, x: TensorLike, axis: Any, keepdims: bool) -> Any:
    x = as_tensor(x)
    out = op(normal_axis(x, axis))(x)
    return keep_dims(x, out, axis) if keepdims else out


def _named(name: str, result: Any) -> Any:
    """Return the result with its name in Theano, which programs print; a variable of the user's keeps its own."""
    if result.owner is not None and result.name is None:
        result.name = name
    return result


def _none_is_all(axis: int | Sequence[int] | Variable | None) -> Any:
    """Return None for an empty list of axes: Theano's extremes are then over all dimensions, unlike its sums."""
    return None if isinstance(axis, list | tuple | np.ndarray) and not np.size(axis) else axis


@with_words(ARGUMENTS, SOURCE, ">>> tt.max([[1, 5], [3, 2]], axis=0).eval()\narray([3, 5])")
def max(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return the largest element, or NaN if there is one."""
    return _named("max", _reduced(Max, x, _none_is_all(axis), keepdims))


@with_words(ARGUMENTS, SOURCE, ">>> tt.min([[1, 5], [3, 2]], axis=0).eval()\narray([1, 2])")
def min(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return the smallest element, or NaN if there is one."""
    return _reduced(Min, x, _none_is_all(axis), keepdims)


@with_words(ARGUMENTS, SOURCE, ">>> tt.argmax([[1, 5], [3, 2]], axis=1).eval()\narray([1, 0])")
def argmax(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return the index of the largest element, the first of equal ones; without `axis`, of the flattened array."""
    return _named("argmax", _reduced(Argmax, x, _none_is_all(axis), keepdims))


@with_words(ARGUMENTS, SOURCE, ">>> tt.argmin([[1, 5], [3, 2]], axis=1).eval()\narray([0, 1])")
def argmin(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return the index of the smallest element, the first of equal ones; without `axis`, of the flattened array."""
    x = as_tensor(x)
    return argmax(invert(x) if x.dtype in DISCRETE else -x, axis, keepdims)  # ~x falls as x grows, and never overflows


@with_words(
    ARGUMENTS,
    SOURCE,
    ">>> [v.eval() for v in tt.max_and_argmax([[1, 5], [3, 2]], axis=1)]\n[array([5, 3]), array([1, 0])]",
)
def max_and_argmax(a: Variable, axis: int | Sequence[int] | None = None, keepdims: bool = False) -> list[Any]:
    """Return [max, argmax]."""
    return [max(a, axis, keepdims), argmax(a, axis, keepdims)]


@with_words(ARGUMENTS, SOURCE, ">>> tt.all([[1, 0], [1, 1]], axis=1).eval()\narray([False,  True])")
def all(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return whether all elements are other than 0, as bool."""
    return _reduced(All, _truth(x), axis, keepdims)


@with_words(ARGUMENTS, SOURCE, ">>> tt.any([[1, 0], [0, 0]], axis=1).eval()\narray([ True, False])")
def any(x: Any, axis: int | Sequence[int] | Variable | None = None, keepdims: bool = False) -> Any:
    """Return whether some element is other than 0, as bool."""
    return _reduced(Any_, _truth(x), axis, keepdims)


def _truth(x: Any) -> Any:
    x = as_tensor(x)
    return x if x.dtype == "bool" else neq(x, 0)


@with_words(
    ARGUMENTS,
    SOURCE,
    ">>> tt.mean([[1, 5], [3, 2]], axis=1).eval()\narray([3. , 2.5])",
    dtype="in which terms are summed; by default that of the elements, float64 for integers",
    op="NotImplementedError if true: an alternative of Theano",
)
def mean(
    input: Any,
    axis: int | Sequence[int] | Variable | None = None,
    dtype: DTypeLike | None = None,
    op: bool = False,
    keepdims: bool = False,
    acc_dtype: DTypeLike | None = None,
) -> Any:
    """Return the mean of elements; integers give float64."""
    if op:
        raise NotImplementedError("mean(op=True) is not supported: leave `op` out, the mean is the same.")
    x = as_tensor(input)
    axes = normal_axis(x, axis)
    total = sum(
        x,
        axis,
        "float32" if dtype is None and x.dtype == "float16" else _name(dtype),  # the largest float16 is 65504
        keepdims,
        acc_dtype,
    )
    lengths = shape_of(x)
    count_dtype = "float64" if total.dtype in DISCRETE else total.dtype
    count: Any = np.asarray(1.0, dtype=count_dtype)
    for d in range(x.type.ndim) if axes is None else axes:
        count = count * lengths[d].astype(count_dtype)
    quotient = total / count
    return _named("mean", quotient.astype("float16") if dtype is None and x.dtype == "float16" else quotient)


@with_words(ARGUMENTS, SOURCE, ">>> tt.var([[1, 5], [3, 2]], axis=1).eval()\narray([4.  , 0.25])")
def var(
    input: Any,
    axis: int | Sequence[int] | Variable | None = None,
    ddof: int = 0,
    keepdims: bool = False,
    corrected: bool = False,
) -> Any:
    """Return the variance, from deviations from the mean.

    Over several dimensions this differs from NumPy, which reduces the total count by ddof once. ValueError for a bool
    as `ddof`, which was meant for `keepdims`.
    """
    if isinstance(ddof, bool):
        raise ValueError(
            "Parameter keepdims is now at index 3: (input, axis=None, ddof=0, keepdims=False, corrected=False)"
        )
    x = as_tensor(input)
    axes = normal_axis(x, axis)
    deviation = x - mean(x, axis, keepdims=True)
    taken = mean if not ddof else sum
    result = taken(deviation * deviation, axis, keepdims=keepdims)
    if corrected:
        left = mean(deviation, axis, keepdims=keepdims)
        result = result - left * taken(deviation, axis, keepdims=keepdims)
    if ddof:
        for d in range(x.type.ndim) if axes is None else axes:
            # divided by an integer, which gives float64 for any `x`, as in Theano
            result = result / (shape_of(x)[d] - ddof)
    result.name = "var"
    return result


@with_words(ARGUMENTS, SOURCE, ">>> tt.std([[1, 5], [3, 2]], axis=1).eval()\narray([2. , 0.5])")
def std(
    input: Any,
    axis: int | Sequence[int] | Variable | None = None,
    ddof: int = 0,
    keepdims: bool = False,
    corrected: bool = False,
) -> Any:
    """Return the standard deviation, the root of `var`."""
    return _named("std", sqrt(var(input, axis, ddof, keepdims, corrected)))


def largest(*args: TensorLike) -> Any:
    """Return the greatest of the arguments, tensors of shapes that broadcast, element by element."""
    if len(args) == 2:
        return switch(gt(args[0], args[1]), args[0], args[1])
    return max(stack(args), axis=0)


def smallest(*args: Any) -> Any:
    """Return the least of the arguments, tensors of shapes that broadcast, element by element."""
    if len(args) == 2:
        return switch(lt(args[0], args[1]), args[0], args[1])
    stacked = stack(args)
    if stacked.type.dtype.startswith("complex"):
        raise NotImplementedError("Complex numbers have no smallest one; take that of their abs_ or real.")
    return min(stacked, axis=0)


def _name(dtype: DTypeLike | None) -> str | None:
    if dtype is None:
        return None
    return config.floatX if dtype == "floatX" else np.dtype(dtype).name


__all__ = [
    "All",
    "Any_",
    "Argmax",
    "Max",
    "Min",
    "Prod",
    "Reduction",
    "Sum",
    "all",
    "any",
    "argmax",
    "argmin",
    "expand_like",
    "keep_dims",
    "largest",
    "max",
    "max_and_argmax",
    "mean",
    "min",
    "normal_axis",
    "prod",
    "smallest",
    "std",
    "sum",
    "var",
]
