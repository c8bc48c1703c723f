"""Start points of chains and their checks, as in `pm.sample`. Source: pymc3.sampling."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import numpy as np

from ...compilation.densities.log_density import LogDensity
from ...emulated_versions import older_than
from ...models.modelling.density import build_density, log_density
from ...models.modelling.util import check_start_vals, update_start_vals

if TYPE_CHECKING:
    from ...models.model import Model


def given_starts(
    model: Model,
    start: Mapping[Any, Any] | list[Any] | None,
    chains: int,
    compiled: bool = True,
    in_c: bool = False,
) -> list[dict[str, Any]] | None:
    """Return the user's start points, one full point for each chain, checked; None if none are given.

    The model's own start is checked then. Of more starts than chains the first are used, but all are checked, as in
    PyMC3.
    compiled: the model's density is, or will be, compiled, so that one call of it checks a point; otherwise each
    variable is checked. in_c: a sampler in C follows, whose two functions are compiled at once: the check needs one.
    KeyError for an unknown name, ValueError for a shape or too few starts, SamplingError for a log density that is not
    finite.
    """
    density = log_density(model) if compiled else None
    if compiled and in_c:
        build_density(model)
    if start is None:
        _check(model, [model.test_point], density)
        return None
    start = deepcopy(start)
    points = [start] if isinstance(start, dict) else list(start)
    for point in points:
        if not isinstance(point, dict):
            raise TypeError("start argument must be a dict or an array-like of dicts")
        check_shapes(model, point)
        update_start_vals(point, model.test_point, model)
        check_shapes(model, point)
    _check(model, points, density)
    if isinstance(start, dict):
        points = points * chains
    if len(points) < chains:
        raise ValueError(f"{len(points)} starts were given for {chains} chains.")
    return points[:chains]


def _check(model: Model, points: list[dict[str, Any]], density: LogDensity | None) -> None:
    """Raise SamplingError if the log density of a point is not finite; PyMC3 3.8 does not check."""
    if older_than("3.9"):
        return
    known = all(name in model.named_vars for point in points for name in point)
    if known and density is not None and all(np.isfinite(density.logp_grad(density.vector(p))[0]) for p in points):
        return
    check_start_vals(points, model)


def check_shapes(model: Model, start: dict[str, Any]) -> None:
    """Raise TypeError for a start that is not a dict, ValueError if a value's shape is not the variable's.

    model: the model. start: name -> value.
    """
    if not isinstance(start, dict):
        raise TypeError("start argument must be a dict or an array-like of dicts")
    wrong = [
        f"\nExpected shape {v.dshape} for var '{v.name}', got "
        + (f"scalar {start[v.name]}" if np.shape(start[v.name]) == () else f": {np.shape(start[v.name])}")
        for v in model.vars
        if v.name in start and np.shape(start[v.name]) != v.dshape
    ]
    if wrong:
        raise ValueError(f"Bad shape for start argument:{''.join(wrong)}")


def vectors(density: LogDensity, points: list[dict[str, Any]]) -> list[np.ndarray]:
    """Return points as flat start vectors."""
    return [density.vector(point) for point in points]
