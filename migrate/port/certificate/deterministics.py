"""Compare deterministics, number by number: values, shapes, and which side records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .matching import plain
from .report import Row
from .verdicts import BLURRED, DIFFERS, EQUAL, NEAR, NOT_COMPARED, ONE_SIDE

ENOUGH = 100  # times the tolerance of a density: a deterministic has no sum whose size would hide its rounding
OF_PYMC = ("_probs", "_corr", "_stds")  # ends of names of those that PyMC 6 adds itself to a variable
OF_THE_REST = 1e-4  # of the largest number beside one: so much of it counts as the size of a small one


@dataclass(frozen=True)
class Recorded:
    """A deterministic on one side: numbers (points, numbers), NaN beyond their end, and shapes (points,) as text.

    blur: the possible effect of rounding on each number.
    """

    values: np.ndarray
    shapes: np.ndarray
    blur: np.ndarray


def recorded(arrays: Mapping[str, np.ndarray], name: str, blur: np.ndarray | float = 0.0) -> Recorded:
    """Return what a side recorded under a name."""
    values = np.asarray(arrays[f"recorded/{name}"], dtype=float)
    return Recorded(values, arrays[f"shape/{name}"], np.zeros(values.shape) + blur)


def rows(
    old: Mapping[str, Recorded],
    new: Mapping[str, Recorded],
    variables: Sequence[str],
    tolerance: float,
    far: np.ndarray,
    there: np.ndarray,
) -> list[Row]:
    """Return a row for each deterministic of either side.

    variables: of the port's. there: the points at which a side has a density; elsewhere a deterministic is never
    recorded. One that is left on each side and has equal numbers counts as renamed.
    """
    found, left = [], {plain(name): name for name in new}
    alone = []
    for name, one in old.items():
        other = left.pop(plain(name), None)
        if other is None:
            alone.append(name)
        else:
            found.append(_row(name, one, new[other], tolerance, far, there))
    for name in alone:
        pairs = [(other, _row(name, old[name], new[other], tolerance, far, there)) for other in left.values()]
        same = next(((other, row) for other, row in pairs if row.status == EQUAL), None)
        if same is None:
            found.append(Row(name, "deterministic", ONE_SIDE, note="the port does not record it"))
        else:
            del left[plain(same[0])]
            found.append(replace(same[1], note=f"(it is called {same[0]} in the port)"))
    return found + [_added(name, variables) for name in left.values()]


def _added(name: str, variables: Sequence[str]) -> Row:
    """Return the row of a deterministic that the port alone has."""
    of = next((one for one in variables for end in OF_PYMC if name == f"{one}{end}"), None)
    if of is not None:
        return Row(name, "deterministic", NOT_COMPARED, note=f"PyMC adds it to {of}", needed=False)
    return Row(name, "deterministic", ONE_SIDE, note="the old model does not record it")


def _row(name: str, old: Recorded, new: Recorded, tolerance: float, far: np.ndarray, there: np.ndarray) -> Row:
    what = name, "deterministic"
    if not there.any():
        return Row(*what, NOT_COMPARED, note="there is no point with a density", needed=False)
    shape = _shapes(old.shapes[there], new.shapes[there])
    if shape.startswith(DIFFERS):
        return Row(*what, DIFFERS, note=shape)
    longest = max(old.values.shape[1], new.values.shape[1])
    first, second, blur = (_longer(values, longest) for values in (old.values, new.values, old.blur))
    if not (np.isfinite(first) | np.isfinite(second))[there].any() and first.shape[1] and _nan(first, second, there):
        return Row(*what, NOT_COMPARED, note="it is no number at any of the points, on both sides", needed=False)
    share, lacking = _shares(first, second, blur, there)
    lacking_at = lacking.any(axis=1)
    worst = share.max(axis=1, initial=0.0)
    at = int(np.argmax(np.where(lacking_at, np.inf, worst)))
    j = int(np.argmax(np.where(lacking[at], np.inf, share[at]))) if first.shape[1] else 0
    there_old, there_new = (float(side[at, j]) if side.shape[1] else None for side in (first, second))
    made = Row(*what, EQUAL, float(worst[at]), at, there_old, there_new)
    if (lacking_at & ~far).any():
        return replace(made, status=DIFFERS, largest=float("inf"))
    beyond = worst > ENOUGH * tolerance
    beyond &= (worst > BLURRED) | bool((beyond & ~far).any())
    if beyond.any():
        return replace(made, status=DIFFERS)
    if lacking_at.any():
        note = f"one side has no number at {int(lacking_at.sum())} far points, where rounding decides"
        return replace(made, status=NEAR, largest=float(worst.max()), note=note)
    return replace(made, status=NEAR, note=shape) if shape else made


def _longer(values: np.ndarray, count: int) -> np.ndarray:
    """Return (points, count) numbers, NaN behind the last."""
    return np.pad(values, [(0, 0), (0, count - values.shape[1])], constant_values=np.nan)


def _shapes(old: np.ndarray, new: np.ndarray) -> str:
    """Return a sentence part on the first point with other shapes; "differs" begins it if it is more than axes of 1."""
    others = np.flatnonzero(old != new)
    if not len(others):
        return ""
    one, two = str(old[others[0]]), str(new[others[0]])
    if not one or not two:
        return f"differs: it cannot be computed {'in the port' if one else 'in the old model'}"
    said = f"shape {one} in the old model, {two} in the port"
    lengths = [[n for n in _numbers(text) if n != 1] for text in (one, two)]
    return f"{said}; the same values" if lengths[0] == lengths[1] else f"differs: {said}"


def _numbers(shape: str) -> list[int]:
    return [int(n) for n in shape.strip("()").split(",") if n.strip()]


def _nan(first: np.ndarray, second: np.ndarray, there: np.ndarray) -> bool:
    return bool((np.isnan(first) & np.isnan(second))[there].all())


def _shares(
    first: np.ndarray, second: np.ndarray, blur: np.ndarray, there: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return (difference over size, of each number at each point; whether one side alone has no number there).

    The size of a number: its own there, or its usual one over all points, whichever is larger; and a little of the
    largest beside it, from which it may have been computed.
    """
    same = (first == second) | (np.isnan(first) & np.isnan(second)) | ~there[:, None]
    fine = np.isfinite(first) & np.isfinite(second)
    sizes = np.fmax(np.where(np.isfinite(first), np.abs(first), 0.0), np.where(np.isfinite(second), np.abs(second), 0))
    usual = np.median(sizes[there], axis=0) if len(sizes[there]) else 0.0
    rest = OF_THE_REST * sizes.max(axis=1, initial=0.0, keepdims=True)
    with np.errstate(invalid="ignore"):
        away = np.where(same | ~fine, 0.0, np.maximum(np.abs(first - second) - blur, 0.0))
    return away / np.maximum(np.maximum(sizes, usual) + rest, 1e-300), ~same & ~fine & ~np.isinf(blur)


def of_side(side: Any, blurs: Mapping[str, np.ndarray], left_out: Sequence[str] = ()) -> dict[str, Recorded]:
    """Return the deterministics of a side, less some that its library made."""
    return {
        name: recorded(side.arrays, name, blurs.get(name, 0.0))
        for name in side.answer["recorded"]
        if name not in left_out
    }
