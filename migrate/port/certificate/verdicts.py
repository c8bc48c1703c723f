"""Judge whether two arrays of numbers, one entry a point, are equal up to rounding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from theano_common.verdict import Status

EQUAL, NEAR, DIFFERS, NOT_COMPARED, ONE_SIDE = (one.value for one in Status)
CONSTANT = "differs by a constant"  # of a row or a model: another number, but the same posterior
NOT_COMPARABLE = "not comparable"  # a model, of which a needed part was not compared
STATUS = {**{one.value: one for one in Status}, CONSTANT: Status.DIFFERS}  # of a row's word
VERDICT = {Status.EQUAL: EQUAL, Status.NEAR: NEAR, Status.DIFFERS: DIFFERS, Status.NOT_COMPARED: NOT_COMPARABLE,
           Status.ONE_SIDE: DIFFERS}  # fmt: skip
TOLERANCE = {"float64": 1e-10, "float32": 1e-5}  # relative to the sum of the terms' absolute values
BLURRED = 1e-5  # relative difference that equal formulas may show at far points
SHARP = 1e-5  # relative to a term: where rounding may move it by more, a point decides nothing
UNDERFLOW = -30.0  # nats of one element: exp(-36.7) is the last place of 1.0
EXACT = 1e-12  # relative to a term: numbers this close come from the same formula, whatever rounding might have done
FEWEST = 5  # points that must agree without any allowance


@dataclass(frozen=True)
class Judged:
    """`largest`: of the differences over the sizes (of a constant difference: around it); `at`: its point.

    `tails`: points where only the rounding of a tail, or rounding in general, explains the difference.
    """

    status: str
    largest: float = 0.0
    at: int | None = None
    constant: float = 0.0
    tails: int = 0


def judged(
    old: np.ndarray, new: np.ndarray, size: np.ndarray, allowed: np.ndarray, lowest: np.ndarray, far: np.ndarray
) -> Judged:
    """Compare log densities (points,).

    `size`: the sum of absolute elements. `allowed`: the absolute difference that counts as none. `lowest`: the
    smallest element on the side where it is finite. `far`: the far points, where BLURRED is allowed if all near
    points agree. Points without a density on both sides (NaN, -inf) are equal.
    """
    neither = ~(np.isfinite(old) | np.isfinite(new)) & (np.isposinf(old) == np.isposinf(new))
    both = np.isfinite(old) & np.isfinite(new)
    with np.errstate(invalid="ignore"):
        difference = np.where(both, new - old, np.where(neither, 0.0, np.inf))
    one = _judged(difference, both, neither, size, allowed, lowest, far)
    if one.status == EQUAL or not both.any():
        return one
    constant = float(np.median(difference[both]))
    with np.errstate(invalid="ignore"):
        around = np.where(both, difference - constant, difference)
    other = _judged(around, both, neither, size, 2 * allowed + 1e-15 * abs(constant), lowest, far)
    if other.status == EQUAL:
        return Judged(CONSTANT, other.largest, other.at, constant, other.tails)
    return one


def _judged(
    difference: np.ndarray,
    both: np.ndarray,
    neither: np.ndarray,
    size: np.ndarray,
    allowed: np.ndarray,
    lowest: np.ndarray,
    far: np.ndarray,
) -> Judged:
    away = np.abs(difference)
    fine = away <= allowed
    tail = ~fine & ~both & ~neither & (lowest < UNDERFLOW)
    relative = np.where(both, away / np.maximum(size, 1e-300), np.where(neither, 0.0, np.inf))
    sharp = (allowed <= np.maximum(SHARP * size, 1e-12)) | (both & (away <= EXACT * size))
    wrong = ~(fine | tail) & (sharp | ~both)
    plain = int((fine & ~neither & sharp).sum())
    if plain >= FEWEST and not (wrong & ~far).any():
        outside = wrong & both & (away <= BLURRED * size)
        wrong, tail = wrong & ~outside, tail | outside
    lost = tail | (~neither & ~sharp)
    if wrong.any() or (lost.any() and plain < min(FEWEST, max(1, len(away) // 4))):
        bad = wrong if wrong.any() else lost
        at = int(np.argmax(np.where(bad, relative, -1.0)))
        return Judged(DIFFERS if wrong.any() else NOT_COMPARED, float(relative[at]), at, 0.0, int(lost.sum()))
    differences = np.where(lost, 0.0, relative)
    place = int(np.argmax(differences)) if len(differences) else None
    return Judged(EQUAL, float(differences.max(initial=0.0)), place, 0.0, int(lost.sum()))
