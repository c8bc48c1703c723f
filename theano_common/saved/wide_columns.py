"""Join columns of scalars, named as in PyMC3 (`theta__0_1`) or ArviZ (`theta[0,1]`), into variables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np

from ..draws import Draws
from .backend_chains import EACH_CHAIN, Recorded, draws_of
from .errors import CannotRead

INDEXED = re.compile(r"(.+?)(?:__(\d+(?:_\d+)*)|\[(\d+(?:, ?\d+)*)\])")


def variables(columns: Sequence[str], table: np.ndarray) -> dict[str, np.ndarray]:
    """Return name -> (draws, *shape) from a table (draws, columns), in the order of the columns."""
    return joined({name: table[:, i] for i, name in enumerate(columns)})


def joined(columns: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return name -> (draws, *shape).

    Columns with index-like names that do not form a complete array stay scalars of that name.
    """
    places: dict[str, dict[tuple[int, ...], str]] = {}
    for column in columns:
        if found := _place(column):
            place_once(places.setdefault(found[0], {}), found[1], column)
    shapes = {name: shape for name, at in places.items() if (shape := shape_of(list(at))) and name not in columns}
    made: dict[str, np.ndarray] = {}
    for column, values in columns.items():
        found = _place(column)
        if found is None or found[0] not in shapes:
            made[column] = values
        elif found[0] not in made:
            at, shape = places[found[0]], shapes[found[0]]
            flat = np.stack([columns[at[place]] for place in np.ndindex(*shape)], axis=-1)
            made[found[0]] = flat.reshape(len(flat), *shape)
    return made


def draws_of_columns(columns: Mapping[str, np.ndarray], *remarks: str) -> Draws:
    """Return one chain of all rows, or the chains that columns `chain` and `draw` give.

    In the second case the first remark, which says that chains are unknown, is left out.
    """
    chain = columns.get("chain")
    if chain is None or "draw" not in columns or not np.array_equal(chain, np.rint(chain)):
        return draws_of([Recorded(0, joined(columns))], *remarks)
    inner = joined({name: values for name, values in columns.items() if name not in ("chain", "draw")})
    rows = {int(number): chain == number for number in np.unique(chain)}
    made = [Recorded(number, {n: v[rows[number]] for n, v in inner.items()}) for number in rows]
    return draws_of(made, EACH_CHAIN, *remarks[1:])


def _place(column: str) -> tuple[str, tuple[int, ...]] | None:
    found = INDEXED.fullmatch(column)
    if found is None:
        return None
    index = re.split("[_,]", found[2] or found[3])
    return (found[1], tuple(map(int, index))) if all(len(one) < 10 for one in index) else None


def place_once(places: dict[tuple[int, ...], str], place: tuple[int, ...], column: str) -> None:
    """Note which column holds an element. CannotRead if another one does already: `x__0` and `x[0]`."""
    if places.setdefault(place, column) != column:
        raise CannotRead(f"columns {places[place]!r} and {column!r} are the same element of a variable")


def shape_of(places: list[tuple[int, ...]]) -> tuple[int, ...] | None:
    """Return the shape that these places fill exactly once; None if there is none."""
    if len({len(place) for place in places}) != 1:
        return None
    shape = tuple(max(one) + 1 for one in zip(*places, strict=True))
    return shape if int(np.prod(shape, dtype=object)) == len(places) else None
