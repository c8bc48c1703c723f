"""What a replay cannot see: places where no replayed draw was.

A log density that is the same at all saved draws says nothing of other places. There a constraint may be gone, or a
bound moved. Asked are the ranges of each scalar, and of the differences and sums of pairs of them, which an order or
a balance of variables bounds: new draws are held against them, and walks from saved draws that the model allows.
Of n and m independent draws of one law, the k largest of all are of the second with probability (m / (n + m))^k.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from theano_common.draws import Draws
from theano_common.statistics import ess_bulk, ess_tail

from .row import Row
from .statistics import labelled, untransformed

MOST_PAIRED = 60  # scalars whose pairs are looked at
LEVEL = 0.01  # of all ends of all ranges; what is found only keeps a replay from answering for undecided draws


@dataclass(frozen=True)
class Feature:
    """A function of the draws: at saved and at other points, and how many of both are independent."""

    name: str
    saved: np.ndarray
    other: np.ndarray
    sizes: tuple[float, float]


def beyond(scalars: Sequence[Feature]) -> str:
    """Return where other points are and no saved draw was: "0.3 of them have a - b below all ..."; "" for nowhere."""
    some = scalars[:MOST_PAIRED]
    lowest, said = 0.0, ""
    for features, number in ((iter(scalars), len(scalars)), (_pairs(some), len(some) * (len(some) - 1))):
        allowed = np.log(LEVEL / 2 / max(2 * number, 1))  # each kind has half of the level, which its ends share
        for one in features:
            n, m = (max(size, 1.0) for size in one.sizes)
            for outside, side in ((one.other < one.saved.min(), "below"), (one.other > one.saved.max(), "above")):
                share = float(outside.mean()) if outside.size else 0.0
                chance = share * m * np.log(m / (n + m)) - allowed
                if chance < lowest:
                    lowest, said = chance, f"{share:.2g} of them have {one.name} {side} all saved ones"
    return said


def of_rows(old: Draws, new: Draws, rows: Sequence[Row]) -> list[Feature]:
    """Return the scalars that vary on both sides; of `tau_log__` and `tau` the latter. old, new: as they were given."""
    made = []
    for row in rows:
        name, both = row.of[0], (row.old, row.new)
        again = untransformed(name) != name and untransformed(name) in old.variables
        if row.kind != "scalar" or name not in old.variables or again:
            continue
        sizes = [min(one.bulk, one.tail) for one in both if one is not None]
        saved, other = (_column(side.concatenated(name), row.name[len(name) :]) for side in (old, new))
        made.append(Feature(row.name, saved, other, (sizes[0], sizes[1])))
    return made


def of_walks(old: Draws, moved: Mapping[str, np.ndarray], points: Mapping[str, np.ndarray]) -> list[Feature]:
    """Return the scalars of the free variables at the replayed points, and where walks from these end."""
    made = []
    for name, other in moved.items():
        stacked = old.stacked(name)
        for index in np.ndindex(other.shape[1:]):
            chains, column, ends = (array[(..., *index)] for array in (stacked, points[name], other))
            found = np.nan_to_num([ess_bulk(chains), ess_tail(chains)])
            size = min(float(found.min()), float(len(column)))
            made.append(Feature(labelled(name, index), column, ends, (size, min(size, float(len(ends))))))
    return made


def _column(draws: np.ndarray, index: str) -> np.ndarray:
    """Return the scalar with the index "[3,0]" of draws (draws, *shape)."""
    column = draws
    for at in index.split("]")[0].strip("[").split(","):
        column = column[:, int(at)] if at.isdigit() else column
    return np.asarray(column.imag if index.endswith(".imag") else column.real, dtype=float)


def _pairs(scalars: Sequence[Feature]) -> Iterator[Feature]:
    for a, b in itertools.combinations(scalars, 2):
        sizes = min(a.sizes[0], b.sizes[0]), min(a.sizes[1], b.sizes[1])
        with np.errstate(over="ignore", invalid="ignore"):
            yield Feature(f"{a.name} - {b.name}", a.saved - b.saved, a.other - b.other, sizes)
            yield Feature(f"{a.name} + {b.name}", a.saved + b.saved, a.other + b.other, sizes)
