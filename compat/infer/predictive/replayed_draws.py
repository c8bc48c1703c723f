"""Posterior predictive draws at many points at once, replaying what was drawn at the first."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ...distributions.draws_at_points import Argument, Draw, draws_at_points
from ...models.distributions.from_spec import FromSpec
from ...models.distributions.recorded_draws import Noted
from ...models.distributions.values_at_points import values_at_points
from .points import Columns

TOGETHER = 2**18  # numbers drawn at once; Ctrl-C is handled in between


def drawn_together(
    points: list[Mapping[Any, Any]], wanted: list[Any], noted: Noted, found: dict[str, np.ndarray]
) -> Iterator[int]:
    """Write draws at all points but the first into `found`, and yield the number of finished points after each block.

    It stops early, with the random stream as before the unfinished block, if a distribution was not made from an entry,
    if a draw depends on other draws, or after an error; drawing point by point then handles the rest and raises any
    error.
    """
    samples = min(map(len, found.values()), default=0)
    of_entries = len(noted.variables) == len(noted.draws) and all(
        v.distribution is d.distribution
        and getattr(v.distribution.random, "__func__", None) is FromSpec.random
        and any(v is w for w in wanted)
        for v, d in zip(noted.variables, noted.draws, strict=True)
    )
    if samples < 2 or not of_entries:
        return
    size = sum(math.prod(values.shape[1:]) for values in found.values())
    piece, done = max(1, TOGETHER // max(1, size)), 1
    before = np.random.get_state()
    try:
        columns = Columns(points)
        while done < samples:
            before = np.random.get_state()
            columns.start, columns.stop = done, min(done + piece, samples)
            for variable, values in zip(wanted, _piece(wanted, noted, columns), strict=True):
                found[variable.name][done : columns.stop] = values
            done = columns.stop
            yield done
    except Exception:
        np.random.set_state(before)


def _piece(wanted: list[Any], noted: Noted, columns: Columns) -> list[Any]:
    points = columns.stop - columns.start
    draws = []
    for noted_draw in noted.draws:
        distribution = noted_draw.distribution
        values = values_at_points([getattr(distribution, name) for name in distribution.compat_spec.drawn], columns)
        draws.append(
            Draw(
                distribution.compat_spec,
                noted_draw.size,
                [
                    Argument(value if many else np.reshape(value, shape)[()], many, shape)
                    for (value, many), shape in zip(values, noted_draw.shapes, strict=True)
                ],
            )
        )
    drawn = dict(zip(noted.variables, draws_at_points(draws, points), strict=True)) if draws else {}
    return [drawn[v] if v in drawn else values_at_points([v], columns)[0][0] for v in wanted]
