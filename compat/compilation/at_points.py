"""A function at many points at once, with the numbers of a call for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from compat.backends.array_at_points import WalkAtPoints

TOGETHER = 2**17  # elements of a result: what is computed of so many stays in a cache


class FunctionAtPoints:
    """A function of one output that was compiled for NumPy, at many points.

    NotImplementedError where it has values that are no arrays.
    """

    def __init__(self, function: Any) -> None:
        self._executable = function.executable
        if self._executable.backend != "python":
            raise NotImplementedError("only functions that run in NumPy")
        self._walk = WalkAtPoints(self._executable.bound.main)

    def __call__(self, values: Sequence[Any], of_points: Sequence[bool]) -> np.ndarray:
        """The output at `values`, those of them that are `of_points` having a first axis of points, as it has."""
        data = self._executable.data.values()
        axes = [*of_points, *(False for _ in data)]
        points = next(len(value) for value, many in zip(values, of_points, strict=True) if many)
        found, start, part = np.empty(0), 0, 1
        while start < points:
            stop = min(start + part, points)
            [(value, many)] = self._walk([*(v[start:stop] if one else v for v, one in
                                            zip(values, of_points, strict=True)), *data], axes)
            if not many:
                return np.broadcast_to(value, (points, *np.shape(value)))
            if not start:
                found = np.empty((points, *value.shape[1:]), value.dtype)
            found[start:stop] = value
            start, part = stop, max(1, TOGETHER // max(1, value[0].size))
        return found


def evaluated(function: Any, values: Sequence[Any], of_points: Sequence[bool]) -> np.ndarray:
    """The output of a compiled function at many points: in one walk where it runs in NumPy, else call by call."""
    typed = [np.asarray(x) for x in values]
    if all(np.can_cast(x.dtype, v.type.numpy_dtype, "same_kind") for x, v in
           zip(typed, function.executable.inputs, strict=True)):
        try:
            return FunctionAtPoints(function)(typed, of_points)
        except NotImplementedError:
            pass
    points = next(len(x) for x, many in zip(typed, of_points, strict=True) if many)
    return np.stack([function(*(x[i] if many else x for x, many in zip(typed, of_points, strict=True)))
                     for i in range(points)])
