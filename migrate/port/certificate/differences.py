"""Compare a port's gradient with differences of the old log density, where the old model has no gradient."""

from __future__ import annotations

import numpy as np

from .comparison import Evaluated
from .pair import Pair
from .report import Row
from .verdicts import DIFFERS, EQUAL, NOT_COMPARED

STEP = 1e-5  # of each value, or of 1
CLOSE = 1e-4  # relative: what a difference of this step tells
MOST_OTHERS = 0.25  # of the points: a density may have steps


def by_differences(
    rows: list[Row], pair: Pair, at_x: dict[str, np.ndarray], ours: Evaluated, theirs: Evaluated, far: np.ndarray
) -> list[Row]:
    """Return the rows; that of a gradient which the port alone has is replaced by one of this comparison."""
    if not ours.answer["no_gradient"] or theirs.answer["no_gradient"]:
        return rows
    right, wrong = 0, None
    near = np.flatnonzero(~far & np.isfinite(ours.total))
    for one in pair.matched.variables:
        key = f"x/{one.old}"
        if one.discrete or f"gradient/{one.new}" not in theirs.arrays:
            continue
        x = at_x[key].astype(float)
        signs = np.where(np.arange(x[0].size).reshape(x.shape[1:]) % 3 == 1, -1.0, 1.0)
        step = STEP * np.maximum(1.0, np.abs(x)) * signs
        up, down = (Evaluated(*pair.old("evaluate", {**at_x, key: x + way * step})).total for way in (1, -1))
        gradient = theirs.arrays[f"gradient/{one.new}"].astype(float)
        axes = tuple(range(1, x.ndim))
        with np.errstate(invalid="ignore"):
            told, seen = 2 * (gradient * step).sum(axis=axes), up - down
            size = 2 * np.abs(gradient * step).sum(axis=axes) + np.abs(seen)
            noise = 1e-12 * np.where(np.isfinite(ours.sizes), ours.sizes, 0.0).sum(axis=1)
            good = np.abs(told - seen) <= CLOSE * size + noise
        there = [i for i in near if np.isfinite(seen[i]) and np.isfinite(told[i])]
        others = [i for i in there if not good[i]]
        right += len(there) - len(others)
        if there and len(others) > MOST_OTHERS * len(there):
            at, by = others[0], 2 * float(np.abs(step[others[0]]).sum())
            slopes = float(seen[at]) / by, float(told[at]) / by
            note = f"is not the slope of the density: old {slopes[0]:.6g}, new {slopes[1]:.6g} by differences"
            what = f"gradient of {one.old}", "gradient"
            wrong = wrong or Row(*what, DIFFERS, 1.0, int(at), slopes[0], slopes[1], note=note)
    kept = [row for row in rows if not (row.kind == "gradient" and row.status == NOT_COMPARED)]
    if wrong is not None:
        return [*kept, wrong]
    if not right:
        return rows
    note = "(the old model has none: compared with differences of its density, to 4 digits)"
    return [*kept, Row("gradient", "gradient", EQUAL, note=note)]
