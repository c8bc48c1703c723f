"""Index items that are neither integers nor slices of integers: arrays, masks, variables that hold slices.

Source: theano.tensor.subtensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ..shapes.equal_lengths import checked
from ..shapes.shape import shape_of, unbroadcast
from .advanced_subtensor import AdvancedBooleanSubtensor, AdvancedSubtensor, AdvancedSubtensor1
from .nonzero import nonzero
from .slice_variables import unpacked


def read(
    x: Variable, pattern: Sequence[int | None], arrays: Sequence[Any], sliced: Sequence[int], masked: bool, views: int
) -> Any:
    """Return `x` indexed by `arrays`.

    pattern: for each dimension the number of its array. sliced: dimensions with an explicit slice, whose broadcasting
    Theano does not declare. masked: whether an array was a mask. views: the number of views below `x` that belong to
    the same expression.
    """
    found = _reader(pattern, arrays, masked)(pattern=tuple(pattern), views=views)(x, *arrays)
    if len(arrays) == 1 and not views and not masked:  # by `take`
        return _declared_as_taken(found, pattern, arrays[0]) if arrays[0].type.ndim > 1 else found
    if not sliced:
        return found
    ndim = found.type.ndim - pattern.count(None)
    kept = found.owner.op.result_dimensions([d not in sliced for d in range(x.type.ndim)], [True] * ndim)
    return unbroadcast(found, *(d for d, keep in enumerate(kept) if not keep))


def _reader(pattern: Sequence[int | None], arrays: Sequence[Any], masked: bool) -> type[AdvancedSubtensor]:
    """Return the class of Op that reads by the arrays; Theano has several."""
    if masked:
        return AdvancedBooleanSubtensor
    rows = pattern[0] == 0 and len(arrays) == 1 and arrays[0].type.ndim == 1
    return AdvancedSubtensor1 if rows else AdvancedSubtensor


def _declared_as_taken(found: Variable, pattern: Sequence[int | None], index: Variable) -> Any:
    """Return `found` with the pattern that Theano declares for an index that is a single matrix of positions.

    Theano flattens the matrix and reshapes the result to lengths of which it knows only those of the positions, so no
    other dimension is declared broadcastable.
    """
    at = pattern.index(0)
    known = range(at, at + index.type.ndim)
    return unbroadcast(found, *(d for d in range(found.type.ndim) if d not in known))


def without_masks(x: Variable, items: list[Any]) -> tuple[Any, list[Any]]:
    """Replace boolean arrays by the index arrays of their true elements; `x` must have their lengths."""
    result: list[Any] = []
    taken = [0 if i is None else i.type.ndim if _is_mask(i) else 1 for i in items]
    for k, item in enumerate(items):
        if _is_mask(item):
            from_end = any(i is Ellipsis for i in items[:k])
            first = x.type.ndim - sum(taken[k:]) if from_end else sum(taken[:k])
            for d, length in enumerate(shape_of(item)):
                if 0 <= first + d < x.type.ndim:
                    x = checked(x, first + d, length, by_mask=True)
            if isinstance(item, Constant):
                places = TensorType("int64", (False,))  # as for variables, also for a mask of one element
                result.extend(places.make_constant(i) for i in np.nonzero(item.data))
            else:
                result.extend(nonzero(item, return_matrix=False))
        else:
            result.append(item)
    return x, result


def _is_mask(item: Any) -> bool:
    return hasattr(item, "type") and item.type.ndim > 0 and item.dtype == "bool"


__all__ = ["read", "unpacked", "without_masks"]
