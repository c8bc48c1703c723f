"""Evaluate one model of each script at the same points, and compare all numbers of it, in rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from theano_common import verdict
from theano_common.verdict import Status

from . import as_sampled, comparison, further_points, jacobians, observed, own_draws, points
from .comparison import Evaluated
from .differences import by_differences
from .errors import CannotCertify
from .matching import Variable
from .pair import Arrays, Pair
from .report import ModelReport, Row
from .saved_points import constrained
from .verdicts import DIFFERS, EQUAL, NOT_COMPARED, ONE_SIDE

EDGES = 12  # points next to bounds, or beyond them
FROM_SAVED = 100  # saved draws, evenly spaced


def no_density(why: str) -> tuple[verdict.Row, ...]:
    """Return the row of a model whose density was not compared."""
    return (verdict.Row("the log density", Status.NOT_COMPARED, why),)


def compared(name: str, pair: Pair, count: int, saved: Path | None) -> ModelReport:
    """Compare a model of each side, whose free variables are matched, at `count` points of the old one's space.

    saved: a posterior whose draws are points too. Raises CannotCertify if a side cannot be evaluated.
    """
    distances = points.scales(count)
    back = points.scales(max(8, count // 4))
    starts = [ask("starts", draws=len(distances))[1] for ask in (pair.old, pair.new)]
    at_x, far, kinds = _points(pair, starts, distances, back)
    if saved is not None:
        drawn = constrained(saved, pair.models[0]["variables"], FROM_SAVED, lambda u: pair.old("constrain", u)[1])
        kinds["saved draws"] = len(next(iter(drawn.values()))) if drawn else 0
        at_x = {k: np.concatenate([values, drawn[k].reshape(-1, *values.shape[1:])]) for k, values in at_x.items()}
        far = np.concatenate([far, np.zeros(kinds["saved draws"], bool)])
    at_x, further, branches = further_points.added(pair, at_x, starts)
    kinds |= further
    far = np.concatenate([far, np.ones(sum(further.values()), bool)])
    ours = Evaluated(*pair.old("evaluate", at_x))
    theirs = Evaluated(*pair.new("evaluate", pair.renamed(at_x)))
    random = sorted({*ours.answer["random"], *theirs.answer["random"]})
    if random:
        why = f"the density of {', '.join(random)} is another number at each evaluation"
        return ModelReport(name, others=no_density(why), points=kinds)
    found, others = _rows(pair, at_x, ours, theirs, far)
    known = {row.name for row in found}
    found += [row for row in _edges(pair, starts) if row.name not in known]
    exact = all(row.status == EQUAL for row in found if row.kind in ("total", "observed"))
    found += observed.rows(pair.models[0], pair.models[1], starts[0], starts[1], exact)
    if any(row.status in (DIFFERS, ONE_SIDE) for row in found):
        left_out = [Row(as_sampled.TOTAL, "as sampled", NOT_COMPARED, note="the models differ already", needed=False)]
        found += left_out if pair.two.role == "new" else []
    else:
        found += _as_sampled(pair, at_x, ours, theirs, others, far) + own_draws.rows(pair, at_x)
        found = by_differences(found, pair, at_x, ours, theirs, far)
    return ModelReport(
        name,
        tuple(found),
        tuple(branches.rows(np.isfinite(ours.total) | np.isfinite(theirs.total))),
        kinds,
        {v.old: v.transforms for v in pair.matched.variables},
        {v.old: v.new for v in pair.matched.variables if v.renamed},
        comparison.TOLERANCE[comparison.precision(ours, theirs)],
        tuple(_remarks(pair, ours, theirs, others)),
    )


def _rows(
    pair: Pair, at_x: Arrays, ours: Evaluated, theirs: Evaluated, far: np.ndarray
) -> tuple[list[Row], list[comparison.Again]]:
    """Return rows of the density and deterministics, and the old model evaluated other ways where it mattered."""
    found = comparison.rows(pair.matched, at_x, ours, theirs, far, constants=pair.constants)
    if all(row.status == EQUAL for row in found):
        return found, []
    rough = Evaluated(*pair.old("evaluate", at_x, rough=True))  # is it more than rounding?
    nudged = Evaluated(*pair.old("evaluate", _nudged(at_x, pair.seed)))
    others = [comparison.Again(rough, comparison.ROUNDINGS), comparison.Again(nudged, comparison.OF_STEP)]
    return comparison.rows(pair.matched, at_x, ours, theirs, far, others, pair.constants), others


def _as_sampled(
    pair: Pair,
    at_x: Arrays,
    ours: Evaluated,
    theirs: Evaluated,
    others: list[comparison.Again],
    far: np.ndarray,
) -> list[Row]:
    """Return rows of what PyMC samples; none where the port's side is no PyMC."""
    if pair.two.role != "new":
        return []
    what = as_sampled.TOTAL, "as sampled"
    if theirs.answer["first_rows"]:
        return [Row(*what, NOT_COMPARED, note="mini-batches are other rows at each evaluation", needed=False)]
    u = {}
    for v in pair.matched.variables:
        moved = f"u/{v.new}" in theirs.arrays
        u[f"u/{v.new}"] = theirs.arrays[f"u/{v.new}"] if moved else at_x[f"x/{v.old}"]
    try:
        sampled = pair.new("as_sampled", u)[1]
    except CannotCertify as error:
        return [Row(*what, NOT_COMPARED, note=str(error))]
    return as_sampled.rows(ours, theirs, sampled, comparison.noise(ours, theirs, others), far)


def _points(
    pair: Pair, starts: list[Arrays], distances: np.ndarray, back: np.ndarray
) -> tuple[Arrays, np.ndarray, dict[str, int]]:
    """Return points of both spaces as constrained values under the old names, which are far, and counts by kind."""
    matched = pair.matched
    if not matched.variables:
        return {}, np.zeros(1, bool), {"points": 1}
    parts = []
    for ask, place, spread in ((pair.old, 0, distances), (pair.new, 1, back)):
        names = {v: (v.old, v.new)[place] for v in matched.variables}
        here = {n: starts[place][f"start/{n}"] for v, n in names.items() if not v.discrete}
        moved = [n for v, n in names.items() if v.transforms[place] is not None]
        u = points.unconstrained(here, moved, spread, pair.seed + place)
        for v, n in names.items():
            if v.discrete:
                u[f"u/{n}"] = starts[place][f"discrete/{n}"][: len(spread)]
        x = ask("constrain", u)[1]
        parts.append({f"x/{v.old}": x[f"x/{n}"] for v, n in names.items()})
    for v in matched.variables:
        shapes = [part[f"x/{v.old}"].shape[1:] for part in parts]
        if shapes[0] != shapes[1]:
            raise CannotCertify(f"{v.old} has shape {shapes[0]} in the old model and {shapes[1]} in the port")
    far = np.concatenate([distances, back]) >= points.FAR[0]
    kinds = {"near": int((~far).sum()), "far": int(far.sum())}
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}, far, kinds


def _edges(pair: Pair, starts: list[Arrays]) -> list[Row]:
    """Return rows for variables whose bounds differ between the sides."""
    matched = pair.matched
    moved = [v for v in matched.variables if v.transforms != (None, None)]
    found: dict[str, Row] = {}
    for ask, place in ((pair.old, 0), (pair.new, 1)) if moved else ():
        names = {v: (v.old, v.new)[place] for v in matched.variables}
        here = {n: starts[place][f"start/{n}"] for v, n in names.items() if not v.discrete}
        bound, free = ([names[v] for v in moved if (v.transforms[place] is None) == way] for way in (False, True))
        u = points.edges(here, bound, free, EDGES, pair.seed + place)
        u |= {f"u/{n}": starts[0][f"discrete/{v.old}"][[0] * EDGES] for v, n in names.items() if v.discrete}
        x = ask("constrain", u)[1]
        x_old = {f"x/{v.old}": x[f"x/{n}"] for v, n in names.items()}
        x_new = {f"x/{v.new}": x[f"x/{n}"] for v, n in names.items()}
        back = [pair.old("mapped", x_old)[1], pair.new("mapped", x_new)[1]]
        for v in moved:
            values = x_old[f"x/{v.old}"]
            if rows := jacobians.outside(v, values, back[0], back[1]):
                rows = jacobians.outside(v, values, back[0], back[1], _without_density(pair, starts[0], v, values))
            for row in rows:
                found.setdefault(row.name, row)
    return list(found.values())


def _without_density(pair: Pair, start: Arrays, one: Variable, values: np.ndarray) -> np.ndarray:
    """Return at which of the values of a variable the old model has no density, all others being at their start."""
    count = len(values)
    u = {
        f"u/{v.old}": np.repeat(start[f"discrete/{v.old}"][:1], count, axis=0)
        if v.discrete
        else np.repeat(np.asarray(start[f"start/{v.old}"], dtype=float)[None], count, axis=0)
        for v in pair.matched.variables
    }
    at = {**pair.old("constrain", u)[1], f"x/{one.old}": values}
    return ~np.isfinite(Evaluated(*pair.old("evaluate", at)).total)


def _nudged(at_x: Arrays, seed: int) -> Arrays:
    """Return the points, each value moved by about STEP of itself."""
    rng = np.random.default_rng(seed + 2)
    return {
        key: values * (1 + comparison.STEP * rng.choice([-1.0, 1.0], size=values.shape))
        if values.dtype.kind == "f"
        else values
        for key, values in at_x.items()
    }


def _remarks(pair: Pair, ours: Evaluated, theirs: Evaluated, others: list[comparison.Again]) -> list[str]:
    """Return what the rows do not say."""
    found = [
        *as_sampled.remarks(ours, pair.one.versions),
        *as_sampled.remarks(theirs, pair.two.versions),
        *_conditions(ours, others, comparison.TOLERANCE[comparison.precision(ours, theirs)]),
    ]
    if ours.answer["first_rows"] or theirs.answer["first_rows"]:
        found.append("mini-batches are compared at the first rows of their data, and their data as a whole")
    return found + [f"{v.old} is called {v.new} in the port" for v in pair.matched.variables if v.renamed]


def _conditions(ours: Evaluated, others: list[comparison.Again], tolerance: float) -> list[str]:
    """Return a remark where rounding alone moves the old log density by more than the tolerance."""
    with np.errstate(all="ignore"):
        share = comparison.rounding("terms", ours, others) / np.maximum(ours.sizes, 1e-300)
    share = np.where(np.isfinite(share), share, 0.0)
    many = int((share > tolerance).any(axis=1).sum())
    if not many:
        return []
    return [
        f"ill-conditioned at {many} of {len(share)} points: rounding may move a term by up to {share.max():.0e} of "
        "its size, and so much is allowed there"
    ]
