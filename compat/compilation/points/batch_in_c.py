"""A function of a vector at many vectors, in one call into C, on all idle cores."""

from __future__ import annotations

import ctypes
import math

import numpy as np

from ...backends.c import threads
from ...backends.c.population import Population
from ...backends.c.population import at_all_points as run
from .vector_function import VectorFunction

SIZE = 64  # vectors a thread takes at a time


def at_all_points(function: VectorFunction, points: np.ndarray) -> np.ndarray | None:
    """Return the results of `function` at each row of `points`, (rows, number of values), equal to single calls.

    None if it is not entirely in C, or fails at a row: the caller then uses another form, which raises the error.
    """
    entry = function.c_entry()
    if entry is None:
        return None
    points = np.ascontiguousarray(points, dtype="float64")
    count, dim = points.shape
    if dim != function.dimension:
        raise ValueError(f"a function of {function.dimension} values was given points of {dim}")
    out = np.empty((count, sum(map(math.prod, entry.shapes))))
    given = Population(entry.address, entry.user, points.ctypes.data, out.ctypes.data, count, dim, out.shape[1], SIZE)
    failed = run()(ctypes.byref(given), threads.address() if threads.allowed() else 0)
    return None if failed else out


__all__ = ["at_all_points"]
