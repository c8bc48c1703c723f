"""Compare one model of the old script with one of the new, in rows, from both sides' numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import deterministics, jacobians
from .matching import Matching, Variable, terms
from .report import Row
from .term_groups import regrouped
from .verdicts import BLURRED, CONSTANT, DIFFERS, EQUAL, NOT_COMPARED, ONE_SIDE, TOLERANCE, Judged, judged

Arrays = Mapping[str, np.ndarray]
ROUNDINGS = 1000  # times the difference between two ways of the old computation, which have steps in common
MOST_WITHOUT = 0.25  # of the points, where only one side may have no gradient
STARTS = 2  # points: one of each side
NOWHERE = "neither model has a density at any of the points"
STEP = 2.0**-40  # of each value: how far points are nudged
OF_STEP = ROUNDINGS * 2.0**-52 / STEP


@dataclass(frozen=True)
class Evaluated:
    """The answers of one side about the points: see evaluation.evaluated."""

    answer: Mapping[str, Any]
    arrays: Arrays

    @property
    def total(self) -> np.ndarray:
        return self.arrays["terms"].sum(axis=1)

    @property
    def sizes(self) -> np.ndarray:
        return self.arrays["sizes"]


@dataclass(frozen=True)
class Again:
    """The same points computed another way; `times` the difference is what rounding may do."""

    evaluated: Evaluated
    times: float

    @property
    def arrays(self) -> Arrays:
        return self.evaluated.arrays


def precision(old: Evaluated, new: Evaluated) -> str:
    """Return float32 if a term of either side is."""
    return "float32" if any(bool(one.arrays["float32"].any()) for one in (old, new)) else "float64"


def rows(
    matched: Matching,
    points: Arrays,
    old: Evaluated,
    new: Evaluated,
    far: np.ndarray,
    others: Sequence[Again] = (),
    constants: Mapping[str, float] | None = None,
) -> list[Row]:
    """Return rows of terms, Jacobians, the total, the gradient and deterministics.

    far: which points are far. others: the old model evaluated other ways, which shows the effect of rounding.
    constants: known constants between the releases, by which a term may differ (`known_constants`).
    """
    tolerance = TOLERANCE[precision(old, new)]
    whole = np.fmax(_finite_sum(old.sizes), _finite_sum(new.sizes))
    blur = rounding("terms", old, others) + np.nan_to_num(old.arrays["slack"])
    lost = np.nan_to_num(new.arrays["slack"])
    found = [
        _less_known(row, constants or {}) for row in _terms(matched, old, new, tolerance, whole, (blur, lost), far)
    ]
    known = sum(row.constant for row in found if row.status == EQUAL)
    moved, details = jacobians.compared(matched, points, old.arrays, new.arrays, tolerance, far)
    found += details
    with np.errstate(invalid="ignore"):
        totals = old.total, new.total + moved - known
    allowed = tolerance * whole + 1e-14 + blur.sum(axis=1) + lost.sum(axis=1)
    lowest = np.fmin(_lowest(old, range(old.sizes.shape[1])), _lowest(new, range(new.sizes.shape[1])))
    total = judged(*totals, whole, allowed, lowest, far)
    found.append(_total(total, *totals))
    usable = np.isfinite(totals[0]) & np.isfinite(totals[1])
    if total.status == EQUAL:
        with np.errstate(invalid="ignore"):
            usable &= np.abs(totals[0] - totals[1]) <= allowed
    with np.errstate(invalid="ignore", divide="ignore"):
        ill = np.nan_to_num((blur.sum(axis=1) + lost.sum(axis=1)) / np.maximum(whole, 1e-300))
    ill = np.where(ill > tolerance, np.sqrt(ill), 0.0)  # derivatives lose about twice the digits
    found += _gradient(matched, _Both(points, old, new, others, tolerance + ill, whole, usable, far))
    there = np.isfinite(old.total) | np.isfinite(new.total)
    variables = [name for name, _ in new.answer["terms"]]
    return regrouped(found) + deterministics.rows(*_recorded(old, new, others), variables, tolerance, far, there)


def _recorded(
    old: Evaluated, new: Evaluated, others: Sequence[Again]
) -> tuple[dict[str, deterministics.Recorded], dict[str, deterministics.Recorded]]:
    """Return the deterministics of both sides, less the joined data with gaps that PyMC adds."""
    blurs = {name: rounding(f"recorded/{name}", old, others) for name in old.answer["recorded"]}
    joined = [name.removesuffix("_observed") for name, kind in new.answer["terms"] if kind == "observed"]
    return deterministics.of_side(old, blurs), deterministics.of_side(new, {}, joined)


def _total(judged: Judged, old: np.ndarray, new: np.ndarray) -> Row:
    """Return the row of the total. The starts alone cannot tell a constant from another density."""
    what, there = ("log density", "total"), int((np.isfinite(old) | np.isfinite(new)).sum())
    if not there:
        return Row(*what, NOT_COMPARED, note=NOWHERE)
    if there <= STARTS < len(old) and judged.status in (EQUAL, CONSTANT):
        return Row(*what, NOT_COMPARED, note=f"there is a density at {there} of {len(old)} points alone")
    lacking = f"(neither side has a density at {len(old) - there} of {len(old)} points)" if there < len(old) else ""
    return _row(*what, judged, old, new, lacking if judged.status == EQUAL else "")


def _less_known(row: Row, constants: Mapping[str, float]) -> Row:
    """Return a term that differs exactly by its known constant as equal, with a remark."""
    known = constants.get(row.name)
    if row.status != CONSTANT or known is None or abs(row.constant - known) > 1e-9 * max(1.0, abs(known)):
        return row
    note = f"(but for {known:+.6g} at every point: PyMC3 had the wrong sign at its normalising constant)"
    return replace(row, status=EQUAL, constant=known, note=note)


def rounding(key: str, old: Evaluated, others: Sequence[Again], size: np.ndarray | None = None) -> np.ndarray:
    """Return the possible effect of rounding on an array, by the difference between two ways to compute it."""
    values = np.asarray(old.arrays[key], dtype=float)
    scale = np.abs(values) if size is None else size.reshape(-1, *[1] * (values.ndim - 1))
    allowed = np.zeros(values.shape)
    for other in others:
        if key not in other.arrays or other.arrays[key].shape != values.shape:
            continue
        with np.errstate(invalid="ignore", divide="ignore"):
            again = np.asarray(other.arrays[key], dtype=float)
            away = np.abs(values - again)
            share = away / scale
        share = np.where(np.isfinite(share), share, 0.0)
        usual = np.quantile(share, 0.75, axis=0) if len(share) else share
        away = np.where(np.isfinite(values) & ~np.isfinite(again), np.inf, np.where(np.isfinite(away), away, 0.0))
        usual = np.where(np.isfinite(values), usual, 0.0) * np.where(np.isfinite(scale), scale, 0.0)
        allowed = np.fmax(allowed, other.times * np.fmax(away, usual))
    return allowed


def noise(old: Evaluated, new: Evaluated, others: Sequence[Again]) -> np.ndarray:
    """Return the nats that rounding alone may move a total by, at each point."""
    whole = np.fmax(_finite_sum(old.sizes), _finite_sum(new.sizes))
    lost = [np.nan_to_num(one.arrays["slack"]).sum(axis=1) for one in (old, new)]
    blur = rounding("terms", old, others).sum(axis=1)
    return np.asarray(TOLERANCE[precision(old, new)] * whole + lost[0] + lost[1] + blur)


def _terms(
    matched: Matching,
    old: Evaluated,
    new: Evaluated,
    tolerance: float,
    whole: np.ndarray,
    blur: tuple[np.ndarray, np.ndarray],
    far: np.ndarray,
) -> list[Row]:
    found = []
    for name, kind, one, two in terms(old.answer["terms"], new.answer["terms"], matched):
        if not one or not two:
            side = "the old model" if not one else "the port"
            found.append(Row(name, kind, ONE_SIDE, note=f"{side} has no such term"))
            continue
        values = old.arrays["terms"][:, one].sum(axis=1), new.arrays["terms"][:, two].sum(axis=1)
        size = np.fmax(_finite_sum(old.sizes[:, one]), _finite_sum(new.sizes[:, two]))
        share = np.minimum(tolerance * whole, 1e3 * tolerance * size)  # large terms' rounding does not hide small terms
        allowed = np.maximum(tolerance * size, share) + 1e-14
        allowed += blur[0][:, one].sum(axis=1) + blur[1][:, two].sum(axis=1)
        lowest = np.fmin(_lowest(old, one), _lowest(new, two))
        found.append(_row(name, kind, judged(*values, size, allowed, lowest, far), *values))
        if kind == "observed":
            found += _pointwise(name, old.arrays["elements"][:, one], new.arrays["elements"][:, two])
    return found


def _pointwise(name: str, old: np.ndarray, new: np.ndarray) -> list[Row]:
    """Return the row of an observed term that one side divides into more parts than the other."""
    counts = [int(np.nan_to_num(np.nanmax(side.sum(axis=1), initial=0.0))) for side in (old, new)]
    if counts[0] == counts[1] or not all(counts):
        return []
    note = f"it has {counts[0]} part{'s' * (counts[0] != 1)} in the old model, {counts[1]} in the port"
    return [Row(f"the pointwise log likelihood (loo) of {name}", "pointwise", NOT_COMPARED, note=note, needed=False)]


def _finite_sum(sizes: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(sizes), sizes, 0.0).sum(axis=1)


def _lowest(side: Evaluated, places: Sequence[int] | range) -> np.ndarray:
    """Return the smallest element of these terms where they are finite; 0 where none is."""
    lowest = side.arrays["lowest"][:, list(places)]
    finite = np.isfinite(side.arrays["terms"][:, list(places)])
    return np.where(finite, lowest, 0.0).min(axis=1, initial=0.0)


def _row(name: str, kind: str, one: Judged, old: np.ndarray, new: np.ndarray, note: str = "") -> Row:
    at = one.at
    first, second = (None, None) if at is None else (float(old[at]), float(new[at]))
    if one.tails and one.status not in (DIFFERS, NOT_COMPARED):
        note = note or f"(at {one.tails} points rounding decides)"
    return Row(name, kind, one.status, one.largest, at, first, second, one.constant, note)


def _gradient(matched: Matching, both: _Both) -> list[Row]:
    """Return rows of the gradient: one if it agrees, else one for each variable; none where nothing is continuous."""
    old, new = both.old, both.new
    smooth = [one for one in matched.variables if not one.discrete]
    lacks = [one.answer["no_gradient"] for one in (old, new)]
    if any(lacks):
        return _without(lacks) if smooth else []
    found = [both.variable_row(one) for one in smooth]
    wrong = [row for row in found if row.status != EQUAL]
    compared = [row for row in found if row.status == EQUAL]
    if not compared or any(row.status == DIFFERS for row in wrong):
        return wrong
    note = next((row.note for row in compared if row.note), "")
    return [Row("gradient", "gradient", EQUAL, max(row.largest for row in compared), note=note), *wrong]


def _without(lacks: Sequence[str | None]) -> list[Row]:
    """Return the row of a gradient that a side lacks, given the reasons."""
    if lacks[0] is None:
        return [Row("gradient", "gradient", ONE_SIDE, note=f"the port has none: {lacks[1]}")]
    which = "the old model has none" if lacks[1] is None else "neither side has one"
    return [Row("gradient", "gradient", NOT_COMPARED, note=f"{which}: {lacks[0]}", needed=False)]


def _of_one_shape(first: np.ndarray, second: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return both arrays; one that could be evaluated nowhere gets the shape of the other."""
    if first.shape != second.shape and np.isnan(first).all():
        return np.full(second.shape, np.nan), second
    if first.shape != second.shape and np.isnan(second).all():
        return first, np.full(first.shape, np.nan)
    return first, second


def _flat(values: np.ndarray) -> np.ndarray:
    """Return (points, numbers)."""
    return values.reshape(len(values), -1)


@dataclass(frozen=True)
class _Both:
    """Both sides at the points where their totals agree (`usable`), with the scale of gradients there.

    whole: the sizes of all terms. tolerance: the allowed difference, relative to a gradient's size.
    """

    points: Arrays
    old: Evaluated
    new: Evaluated
    others: Sequence[Again]
    tolerance: np.ndarray
    whole: np.ndarray
    usable: np.ndarray
    far: np.ndarray

    def variable_row(self, one: Variable) -> Row:
        """Compare the gradient with respect to a variable."""
        what = f"gradient of {one.old}", "gradient"
        sides = (self.old, f"gradient/{one.old}"), (self.new, f"gradient/{one.new}")
        if any(key not in side.arrays for side, key in sides):
            return Row(*what, NOT_COMPARED, note="its shape changes from point to point")
        first, second = _of_one_shape(*(side.arrays[key] for side, key in sides))
        if first.shape != second.shape:
            return Row(*what, NOT_COMPARED, note="it has other shapes in the port")
        first, second = (
            _flat(jacobians.along(one, side, array)) for side, array in ((self.old, first), (self.new, second))
        )
        there = [self.usable & np.isfinite(a).all(axis=1) for a in (first, second)]
        lacking, points = int((there[0] != there[1]).sum()), int(self.usable.sum())
        if lacking > MOST_WITHOUT * points:
            which = "the port" if there[0].sum() > there[1].sum() else "the old model"
            return Row(*what, DIFFERS, note=f"{which} has none at {lacking} of {points} points")
        if not (there[0] & there[1]).any():
            return Row(*what, NOT_COMPARED, note=self.no_point(), needed=False)
        found = self.gradient_row(one.old, first, second, there[0] & there[1])
        note = f"(at {lacking} points one side has none)" if lacking and found.status == EQUAL else ""
        return replace(found, note=note)

    def no_point(self) -> str:
        """Return why a gradient was compared nowhere."""
        return "neither side has one at any point" if self.usable.any() else "the densities agree at no point"

    def gradient_row(self, name: str, first: np.ndarray, second: np.ndarray, there: np.ndarray) -> Row:
        """Compare gradients (points, numbers), where both sides have one."""
        room = self._room(self.points[f"x/{name}"])
        blur = _flat(rounding(f"gradient/{name}", self.old, self.others, room)).max(axis=1, initial=0.0)
        size = np.abs(first).max(axis=1, initial=0.0) + np.abs(second).max(axis=1, initial=0.0) + room
        with np.errstate(invalid="ignore"):
            away = np.maximum(np.abs(first - second).max(axis=1, initial=0.0) - blur, 0.0)
        share = np.where(there, away, 0.0) / np.where(there, np.maximum(size, 1e-300), 1.0)
        beyond = _beyond(share, 10 * self.tolerance, self.far)
        what = f"gradient of {name}", "gradient"
        if not beyond.any():
            at = int(np.argmax(share))
            return Row(*what, EQUAL, float(share[at]), at)
        at = int(np.argmax(np.where(beyond, share, 0.0)))
        j = int(np.argmax(np.abs(first[at] - second[at])))
        return Row(*what, DIFFERS, float(share[at]), at, float(first[at][j]), float(second[at][j]))

    def _room(self, values: np.ndarray) -> np.ndarray:
        """Return the possible error of a gradient by the rounding of all terms, over the smallest value of a point."""
        at_x = np.abs(_flat(values))
        length = np.where(at_x > 0, at_x, np.inf).min(axis=1, initial=np.inf)
        return self.whole * np.maximum(1.0, 1.0 / np.where(np.isfinite(length), np.maximum(length, 1e-3), 1.0))


def _beyond(share: np.ndarray, allowed: np.ndarray | float, far: np.ndarray) -> np.ndarray:
    """Return where a difference counts; at far points only above BLURRED, if all near points agree."""
    beyond = share > allowed
    return beyond & (share > BLURRED) if not (beyond & ~far).any() else beyond
