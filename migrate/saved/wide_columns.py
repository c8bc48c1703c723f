"""Columns of scalars as PyMC3 names them (`theta__0_1`), put together to variables."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

INDEXED = re.compile(r"(.+?)__(\d+(?:_\d+)*)")


def variables(columns: Sequence[str], table: np.ndarray) -> dict[str, np.ndarray]:
    """name -> (draws, *shape), from a table (draws, columns), in the order of the columns.

    Columns that end like an index and do not make up a whole array are scalars of that name.
    """
    places: dict[str, dict[tuple[int, ...], int]] = {}
    for i, column in enumerate(columns):
        if found := INDEXED.fullmatch(column):
            places.setdefault(found[1], {})[tuple(map(int, found[2].split("_")))] = i
    shapes = {name: shape for name, at in places.items() if (shape := _shape(list(at))) and name not in columns}
    made: dict[str, np.ndarray] = {}
    for i, column in enumerate(columns):
        found = INDEXED.fullmatch(column)
        if found is None or found[1] not in shapes:
            made[column] = table[:, i]
        elif found[1] not in made:
            at = places[found[1]]
            order = [at[place] for place in np.ndindex(*shapes[found[1]])]
            made[found[1]] = table[:, order].reshape(len(table), *shapes[found[1]])
    return made


def _shape(places: list[tuple[int, ...]]) -> tuple[int, ...] | None:
    """The shape whose every place is there once; None where there is none."""
    if len({len(place) for place in places}) != 1:
        return None
    shape = tuple(max(one) + 1 for one in zip(*places, strict=True))
    return shape if int(np.prod(shape, dtype=object)) == len(places) else None
