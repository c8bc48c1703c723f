"""`frame.ix[...]`: index by label, or by position where an integer is no label of the axis."""

from typing import Any

import numpy as np


class Ix:
    """The indexer of one frame or series. Slices of labels include their end, slices of positions do not."""

    def __init__(self, owner: Any) -> None:
        self._owner = owner

    def __getitem__(self, key: Any) -> Any:
        return self._owner.iloc[self._positions(key)]

    def __setitem__(self, key: Any, value: Any) -> None:
        try:
            self._owner.iloc[self._positions(key)] = value
        except KeyError:  # a new label
            self._owner.loc[key] = value

    def _positions(self, key: Any) -> Any:
        keys = (
            key
            if isinstance(key, tuple) and len(key) <= self._owner.ndim and self._owner.index.nlevels == 1
            else (key,)
        )
        found = tuple(_position(axis, k) for axis, k in zip(self._owner.axes, keys, strict=False))
        return found if len(found) > 1 else found[0]


def _position(axis: Any, key: Any) -> Any:
    if callable(key) or key is Ellipsis:
        raise TypeError(f".ix takes labels and positions, got {key!r}.")
    numbers = axis.dtype.kind in "iuf"
    if isinstance(key, slice):
        ends = [v for v in (key.start, key.stop) if v is not None]
        by_position = not numbers and all(isinstance(v, int | np.integer) for v in ends)
        return key if by_position else axis.slice_indexer(key.start, key.stop, key.step)
    array = np.asarray(key)
    if array.ndim == 0:
        if array.dtype.kind in "iu" and not numbers and key not in axis:
            return key
        return axis.get_loc(key)
    if array.dtype.kind == "b":
        return array
    if array.dtype.kind in "iu" and not numbers:
        return array
    found = axis.get_indexer_for(array)
    if (found < 0).any():
        raise KeyError(f"{list(array[found < 0])} not in index")
    return found
