"""What a replay cannot see: new draws where no replayed draw was.

A log density that is the same at all saved draws says nothing of other places. There a constraint may be gone, or a
bound moved. Asked are the ranges of each scalar, and of the differences and sums of pairs of them, which an order or
a balance of variables bounds. Of n independent draws of the same law the share of others beyond the largest is more
than s with probability (1 - s)^n.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from theano_common.draws import Draws

from .replay import thinned
from .row import Row
from .statistics import untransformed
from .verdict import FAMILY_LEVEL

MOST_PAIRED = 60  # scalars whose pairs are looked at
SURE = 3.0  # standard errors of a share


@dataclass(frozen=True)
class _Feature:
    """A function of the draws: at the replayed ones, at the new ones, and how many of each are independent."""

    name: str
    replayed: np.ndarray
    new: np.ndarray
    sizes: tuple[float, float]


def outside(old: Draws, new: Draws, rows: Sequence[Row]) -> str:
    """Return where new draws are that no replayed draw was near: "30% of the new draws have ..."; "" for nowhere.

    rows: the scalars that vary on both sides.
    """
    scalars = list(_scalars(old, new, rows))
    ends = 2 * (len(scalars) + min(len(scalars), MOST_PAIRED) ** 2)
    worst, said = 0.0, ""
    for feature in itertools.chain(scalars, _pairs(scalars[:MOST_PAIRED])):
        replayed, others = feature.sizes
        by_chance = 1 - (FAMILY_LEVEL / ends) ** (1 / max(replayed, 1.0))
        low, high = feature.replayed.min(), feature.replayed.max()
        for beyond, side in ((feature.new < low, "below"), (feature.new > high, "above")):
            share = float(beyond.mean())
            sure = share - SURE * np.sqrt(share * (1 - share) / max(others, 1.0))
            if sure > max(by_chance, worst):
                worst = sure
                said = f"{share:.0%} of the new draws have {feature.name} {side} all replayed ones"
    return said


def _scalars(old: Draws, new: Draws, rows: Sequence[Row]) -> Iterator[_Feature]:
    """Yield the compared scalars themselves; of `tau_log__` and `tau` the latter."""
    of = {row.name: row for row in rows if row.kind == "scalar"}
    for row in of.values():
        [variable] = row.of
        if variable not in old.variables or (untransformed(variable) != variable and untransformed(variable) in of):
            continue
        assert row.old is not None and row.new is not None
        column = _column(thinned(old, variable), row.name[len(variable) :])
        sizes = min(float(len(column)), row.old.bulk, row.old.tail), min(row.new.bulk, row.new.tail)
        yield _Feature(row.name, column, row.new.draws.ravel(), sizes)


def _column(draws: np.ndarray, index: str) -> np.ndarray:
    """Return the scalar with the index "[3,0]" of draws (draws, *shape)."""
    at = tuple(int(one) for one in index.split("]")[0].strip("[").split(",") if one)
    column = draws[(slice(None), *at)]
    return np.asarray(column.imag if index.endswith(".imag") else column.real, dtype=float)


def _pairs(scalars: Sequence[_Feature]) -> Iterator[_Feature]:
    for a, b in itertools.combinations(scalars, 2):
        sizes = min(a.sizes[0], b.sizes[0]), min(a.sizes[1], b.sizes[1])
        with np.errstate(over="ignore", invalid="ignore"):
            yield _Feature(f"{a.name} - {b.name}", a.replayed - b.replayed, a.new - b.new, sizes)
            yield _Feature(f"{a.name} + {b.name}", a.replayed + b.replayed, a.new + b.new, sizes)
