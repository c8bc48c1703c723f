"""`set_subtensor` and `inc_subtensor`: writing to the elements that an index expression reads.

An expression without arrays writes to the array with its new axes, one with arrays to the array itself, as Theano's
Ops do: Theano splits off new axes first and keeps slices beside arrays.
Source: theano.tensor.subtensor.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...graph.types import Type
from ...graph.variable import Apply, Variable
from ..elementwise.functions import cast, identity, second
from ..shapes.shape import DimShuffle, Rebroadcast, Reshape, addbroadcast
from ..tensor_op import as_tensor
from ..tensor_types import TensorLike
from .advanced_subtensor import AdvancedSubtensor, AdvancedSubtensor1, is_cut, sum_is_cut
from .subtensor import IncSubtensor, Subtensor
from .subtensor_index import shifted


def set_subtensor(x: Variable, y: TensorLike, inplace: bool = False, tolerate_inplace_aliasing: bool = False) -> Any:
    """Return a copy of `a` with `y` at `x`, an index expression `a[...]`; `a` itself keeps its value.

    x: what an index expression of a variable gives: `a[0]`, `a[1:3, 2]`, `a[indices]`; TypeError for anything else.
    y: the new elements, of the shape of x, or what broadcasts to it.
    inplace, tolerate_inplace_aliasing: taken, without an effect: a compiled function overwrites what nobody needs.
    """
    return inc_subtensor(x, y, set_instead_of_inc=True)


def inc_subtensor(
    x: Any,
    y: Any,
    inplace: bool = False,
    set_instead_of_inc: bool = False,
    tolerate_inplace_aliasing: bool = False,
    ignore_duplicates: bool = False,
) -> Any:
    """Return a copy of `a` with `y` added at `x`, an index expression `a[...]`; repeated indices add up.

    x: what an index expression of a variable gives: `a[0]`, `a[1:3, 2]`, `a[indices]`; TypeError for anything else.
    y: the terms, of the shape of x, or what broadcasts to it.
    set_instead_of_inc: write y, as `set_subtensor` does. ignore_duplicates: NotImplementedError if true.
    inplace, tolerate_inplace_aliasing: taken, without an effect: a compiled function overwrites what nobody needs.
    """
    if ignore_duplicates:
        raise NotImplementedError(
            "inc_subtensor(ignore_duplicates=True) is not supported: repeated indices add up. "
            "Use set_subtensor(x, x + y), which keeps one of them."
        )
    x, y = as_tensor(x), as_tensor(y)
    if y.type.ndim > x.type.ndim:
        raise TypeError(
            f"Trying to increment a {x.type.ndim}-dimensional subtensor with a {y.type.ndim}-dimensional value."
        )
    added = x.type.ndim - y.type.ndim
    ones = [d for d in range(y.type.ndim) if x.type.broadcastable[d + added] and not y.type.broadcastable[d]]
    y = addbroadcast(y, *ones) if ones else y  # at a place of length 1 the value has length 1, which the call checks
    if x.owner is None:
        raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")
    op, inputs = x.owner.op, x.owner.inputs
    if isinstance(op, Subtensor | AdvancedSubtensor) and y.type.dtype != x.type.dtype:
        y = _as_stored(x, y, set_instead_of_inc)
    if isinstance(op, Subtensor):
        return IncSubtensor(shifted(op.entries, 1), set_instead_of_inc=set_instead_of_inc)(inputs[0], y, *inputs[1:])
    if isinstance(op, AdvancedSubtensor):
        return _put_back(inputs[0], op.writer(set_instead_of_inc)(inputs[0], y, *inputs[1:]), op.views)
    value = _for_what_is_viewed(x, y) if isinstance(op, Rebroadcast | Reshape | DimShuffle) else None
    if value is None:
        raise TypeError(f"x must be the result of a subtensor operation, such as a[0:2]: got `{x}`.")
    written = inc_subtensor(inputs[0], value, set_instead_of_inc=set_instead_of_inc)
    return written.dimshuffle(op.new_order) if isinstance(op, DimShuffle) else written


def _as_stored(x: Any, y: Any, set_instead_of_inc: bool) -> Any:
    """Return `y`, of another dtype, as it is written to the places `x`: 1.5 put among integers is 1."""
    op = x.owner.op
    if y.type.ndim and _is_take(x.owner):
        y = identity(y)  # Theano's goes through an Alloc, which gives the gradient its dtype
    if set_instead_of_inc:
        cut_later = isinstance(op, AdvancedSubtensor1) and is_cut(x.type, y.type)
    else:
        cut_later = isinstance(op, AdvancedSubtensor) and sum_is_cut(x.type, y.type)
    if cut_later:
        return y
    if isinstance(op, Subtensor) and not set_instead_of_inc and not _adds(x.type, y.type):
        raise TypeError(
            f"inc_subtensor: `{y}` of dtype {y.type.dtype} cannot be added in place to "
            f"`{x.owner.inputs[0]}` of dtype {x.type.dtype}. Cast one of them."
        )
    return cast(y, x.type.dtype)


def _for_what_is_viewed(x: Any, y: Any) -> Any:
    """Return the value to write to the array of which `x` is a view, to write `y` to `x`.

    None if the array has more elements than `x`.
    """
    op, below = x.owner.op, x.owner.inputs[0]
    if isinstance(op, Rebroadcast):
        return y
    if isinstance(op, Reshape):
        return second(x, y).reshape(below.shape, ndim=below.type.ndim)
    if any(d not in op.new_order for d in range(below.type.ndim)):
        return None
    padded = y.dimshuffle(["x"] * (x.type.ndim - y.type.ndim) + list(range(y.type.ndim)))
    ones = [d for d, o in enumerate(op.new_order) if o == "x"]
    padded = addbroadcast(padded, *ones) if ones else padded
    return padded.dimshuffle([op.new_order.index(d) for d in range(below.type.ndim)])


def _adds(place: Type, value: Type) -> bool:
    """Return whether NumPy adds an array with the type of `value` in place to one with the type of `place`.

    It does not add 1.5 to an integer. By positions Theano does add it: its `np.add.at` truncates each sum
    (`sum_is_cut`).
    """
    kinds = "buifc"
    a, b = np.dtype(place.dtype), np.dtype(value.dtype)
    if not value.ndim:  # for a number only the kind counts, not its width; its sign is not known
        return kinds.index(b.kind) <= kinds.index(a.kind) or {a.kind, b.kind} == {"u", "i"}
    return np.can_cast(np.result_type(a, b), a, "same_kind")


def _is_take(node: Apply) -> bool:
    """Return whether Theano makes x[..., index, ...] by `take`: one array, no vector in the first dimension."""
    if node is None or not isinstance(node.op, AdvancedSubtensor) or node.op.views:
        return False
    arrays = node.inputs[1:]
    return len(arrays) == 1 and (arrays[0].type.ndim > 1 or node.op.pattern[0] is None)


def _put_back(view: Any, new: Any, views: int) -> Any:
    """Return the array below `views` views of the same index expression, with `new` in place of `view`."""
    if not views:
        return new
    op, [below, *scalars] = view.owner.op, view.owner.inputs
    if isinstance(op, Subtensor):
        new = IncSubtensor(shifted(op.entries, 1), set_instead_of_inc=True)(below, new, *scalars)
    else:  # a DimShuffle that only adds axes
        new = new.dimshuffle([d for d, axis in enumerate(op.new_order) if axis != "x"])
    return _put_back(below, new, views - 1)
