"""Starts of chains and their checks, as `pm.sample` makes them. Source: pymc3.sampling."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np

from compat.pymc3_api.util import check_start_vals, update_start_vals
from compat.samplers.logdensity import LogDensity


def given_starts(model: Any, start: Any, chains: int) -> list[dict[str, Any]] | None:
    """The user's starts, one full point per chain, checked; None where there is none (the model's own is checked).

    KeyError for an unknown name, ValueError for a shape, SamplingError for a log density that is not finite.
    """
    if start is None:
        check_start_vals(model.test_point, model)
        return None
    start = deepcopy(start)
    points = [start] if isinstance(start, dict) else list(start)
    for point in points:
        if not isinstance(point, dict):
            raise TypeError("start argument must be a dict or an array-like of dicts")
        check_shapes(model, point)
        update_start_vals(point, model.test_point, model)
        check_shapes(model, point)
    check_start_vals(points, model)
    if isinstance(start, dict):
        points = points * chains
    if len(points) != chains:
        raise ValueError(f"{len(points)} starts were given for {chains} chains.")
    return points


def check_shapes(model: Any, start: dict[str, Any]) -> None:
    """ValueError where a start's shape is not the variable's."""
    wrong = [f"\nExpected shape {v.dshape} for var '{v.name}', got "
             + (f"scalar {start[v.name]}" if np.shape(start[v.name]) == () else f": {np.shape(start[v.name])}")
             for v in model.vars if v.name in start and np.shape(start[v.name]) != v.dshape]
    if wrong:
        raise ValueError(f"Bad shape for start argument:{''.join(wrong)}")


def vectors(density: LogDensity, points: list[dict[str, Any]]) -> list[np.ndarray]:
    """Points as flat starts."""
    return [density.vector(point) for point in points]
