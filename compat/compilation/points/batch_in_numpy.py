"""A NumPy function at many points at once, with the results of one call per point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from ...backends.array_at_points import WalkAtPoints

TOGETHER = 2**17  # elements of a result: values of so many points stay in a cache


class FunctionAtPoints:
    """A function of one output that was compiled for NumPy, at many points.

    NotImplementedError if it has values that are not arrays.
    """

    def __init__(self, function: Any) -> None:
        self._executable = function.executable
        if self._executable.backend != "python":
            raise NotImplementedError("only functions that run in NumPy")
        self._walk = WalkAtPoints(self._executable.partitioned.main)

    def __call__(self, values: Sequence[Any], of_points: Sequence[bool]) -> np.ndarray:
        """Return the output at all points, with a leading axis of points.

        of_points: which of `values` have that axis.
        """
        points = number_of_points(values, of_points)
        found = np.empty(0)
        for start, stop, value, many in self.parts(values, of_points):
            if not many:
                return np.broadcast_to(value, (points, *np.shape(value)))
            if not start:
                found = np.empty((points, *value.shape[1:]), value.dtype)
            found[start:stop] = value
        return found

    def parts(self, values: Sequence[Any], of_points: Sequence[bool]) -> Iterator[tuple[int, int, Any, bool]]:
        """Yield (start, stop, the output at these points, whether it has the axis of points) for chunks of points.

        The first chunk is one point, which tells how many fit in the next ones.
        """
        data = self._executable.data.values()
        axes = [*of_points, *(False for _ in data)]
        points = number_of_points(values, of_points)
        start, part = 0, 1
        while start < points:
            stop = min(start + part, points)
            [(value, many)] = self._walk(
                [*(v[start:stop] if one else v for v, one in zip(values, of_points, strict=True)), *data], axes
            )
            yield start, stop, value, many
            start, part = stop, max(1, TOGETHER // max(1, value[0].size if many else 1))


def number_of_points(values: Sequence[Any], of_points: Sequence[bool]) -> int:
    """Return the length of the axis of points."""
    return next(len(value) for value, many in zip(values, of_points, strict=True) if many)


def function_at_points(function: Any, typed: Sequence[np.ndarray]) -> FunctionAtPoints | None:
    """Return a compiled function for many points, if it runs in NumPy and takes values of these dtypes; else None."""
    if not all(
        np.can_cast(x.dtype, v.type.compat_numpy_dtype, "same_kind")
        for x, v in zip(typed, function.executable.inputs, strict=True)
    ):
        return None
    try:
        return FunctionAtPoints(function)
    except NotImplementedError:
        return None


def outputs_at_points(function: Any, values: Sequence[Any], of_points: Sequence[bool]) -> np.ndarray:
    """Return the output of a compiled function at many points: in one walk in NumPy, else call by call."""
    typed = [np.asarray(x) for x in values]
    at_points = function_at_points(function, typed)
    if at_points is not None:
        return at_points(typed, of_points)
    points = number_of_points(typed, of_points)
    return np.stack(
        [function(*(x[i] if many else x for x, many in zip(typed, of_points, strict=True))) for i in range(points)]
    )
