"""Compare what is observed: values, shapes, gaps, mini-batches, and whether a variable of that name is observed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .matching import plain
from .report import Row
from .verdicts import DIFFERS, EQUAL, NEAR, NOT_COMPARED, ONE_SIDE

Arrays = Mapping[str, np.ndarray]
KIND = "variable"
NUMBERS = "fiub"  # kinds of dtypes
ROUNDED = 1e-12  # relative to the largest value: the same data, computed


def rows(old: Mapping[str, Any], new: Mapping[str, Any], then: Arrays, now: Arrays, exact: bool) -> list[Row]:
    """Return rows of all that both models observe.

    old, new: what the sides said of their models. then, now: their answers to `starts`. exact: the total log density
    agrees, so values that are kept another way have the same meaning.
    """
    lacking = _variables(old, new)
    alone = {row.name for row in lacking}
    values = [row for row in data(then, now, exact) if plain(row.name) not in alone]
    return [*lacking, *values, *minibatches(then, now)]


def names(model: Mapping[str, Any]) -> dict[str, str]:
    """Return the observed variables: name in PyMC3's form -> name."""
    return {plain(one["name"]).removesuffix("_observed"): one["name"] for one in model["observed"]}


def _variables(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Row]:
    """Return rows of observed variables that one side alone has."""
    then, now = names(old), names(new)
    drawn = {one["name"]: one.get("draws", True) for one in old["observed"]}
    found = [_lacking(name, "the port", new, drawn[then[name]]) for name in then.keys() - now.keys()]
    found += [_lacking(name, "the old model", old) for name in now.keys() - then.keys()]
    return sorted(found, key=lambda row: row.name)


def _lacking(name: str, which: str, model: Mapping[str, Any], drawn: bool = True) -> Row:
    """Return the row of an observed variable that `which` side lacks. drawn: whether the other can draw it."""
    as_potential = name in map(plain, model["potentials"])
    instead = "has a potential of this name instead" if as_potential else "has no observed variable of this name"
    if as_potential and not drawn:
        note = f"{which} {instead}; draws of it there are on neither side"
        return Row(name, KIND, NOT_COMPARED, note=note, needed=False)
    lost = ": no predictive draws, no pointwise log likelihood (loo)" if which == "the port" else ""
    return Row(name, KIND, ONE_SIDE, note=f"{which} {instead}{lost}")


def data(old: Arrays, new: Arrays, exact: bool = False) -> list[Row]:
    """Return rows of observed values, by name."""
    found = []
    for key, first in old.items():
        kind, _, name = key.partition("/")
        if kind != "data":
            continue
        if key not in new:
            found.append(Row(name, "data", NOT_COMPARED, note="the port's are not an array", needed=False))
            continue
        found.append(_values(name, first, new[key], (old.get(f"gaps/{name}"), new.get(f"gaps/{name}")), exact))
    return found


def _values(
    name: str, first: np.ndarray, second: np.ndarray, gaps: tuple[np.ndarray | None, np.ndarray | None], exact: bool
) -> Row:
    what = name, "data"
    places = [None if one is None or not one.any() else one for one in gaps]
    if any(one is not None for one in places):
        both = [np.zeros(0, bool) if one is None else one.ravel() for one in places]
        if not np.array_equal(both[0], both[1]):
            return Row(*what, DIFFERS, note=f"are others: missing at {_at(both[0])}, in the port at {_at(both[1])}")
    if first.size != second.size:
        status = NEAR if exact else DIFFERS
        said = f"{first.size} values in the old model, {second.size} in the port"
        return Row(*what, status, note=said + _kept(exact))
    if first.dtype.kind not in NUMBERS or second.dtype.kind not in NUMBERS:
        return Row(*what, NOT_COMPARED, note="are no numbers", needed=False)
    one, two = (np.asarray(a, dtype=float).ravel() for a in (first, second))
    same = (one == two) | (np.isnan(one) & np.isnan(two))
    with np.errstate(invalid="ignore"):
        away = np.where(same, 0.0, np.abs(one - two))
    size = max(float(np.nanmax(np.abs(one), initial=0.0)), 1e-300)
    largest = float(np.nan_to_num(away, nan=np.inf).max(initial=0.0)) / size
    if largest > ROUNDED:
        note = f"are others ({int((~same).sum())} of {one.size} values)"
        return Row(*what, NEAR if exact else DIFFERS, largest, note=note + _kept(exact))
    if first.shape != second.shape and not any(one is not None for one in places):
        note = f"have shape {first.shape} in the old model, {second.shape} in the port; the same values"
        return Row(*what, NEAR, largest, note=note)
    return Row(*what, EQUAL, largest)


def _kept(exact: bool) -> str:
    return "; not kept in the same way, but the density is the same" if exact else ""


def _at(gaps: np.ndarray) -> str:
    places = np.flatnonzero(gaps)
    return ", ".join(map(str, places[:5])) + (", ..." if len(places) > 5 else "") if len(places) else "no place"


def minibatches(old: Arrays, new: Arrays) -> list[Row]:
    """Return a row for each array of the old model that mini-batches are taken of: all its rows, and their number."""
    sides = [_batches(one) for one in (old, new)]
    found, left = [], list(sides[1])
    for i, (values, size) in enumerate(sides[0]):
        what = f"mini-batches {i + 1}", "minibatch"
        equal = next((k for k, other in enumerate(left) if _same(values, other[0]) and size == other[1]), None)
        said = _said(values, size)
        if equal is not None:
            del left[equal]
            found.append(Row(*what, EQUAL, note=f"({said})"))
        elif not left:
            found.append(Row(*what, ONE_SIDE, note=f"the port takes no such batches ({said})"))
        else:
            like = next((k for k, other in enumerate(left) if other[0].shape == values.shape), 0)
            other = left.pop(like)
            values_too = "" if _same(values, other[0]) else ", other values"
            found.append(
                Row(*what, DIFFERS, note=f"are of {said} in the old model, {_said(*other)} in the port{values_too}")
            )
    return found + [
        Row(
            f"mini-batches {i + 1} of the port",
            "minibatch",
            ONE_SIDE,
            note=f"the old model takes no such ({_said(*one)})",
        )
        for i, one in enumerate(left)
    ]


def _batches(arrays: Arrays) -> Sequence[tuple[np.ndarray, int]]:
    keys = sorted((key for key in arrays if key.startswith("batch/")), key=lambda key: int(key.partition("/")[2]))
    found: list[tuple[np.ndarray, int]] = []
    for key in keys:
        values, size = arrays[key], int(arrays[f"batch_size/{key.partition('/')[2]}"])
        if not any(_same(values, other) and size == another for other, another in found):
            found.append((values, size))
    return found


def _same(one: np.ndarray, two: np.ndarray) -> bool:
    return one.shape == two.shape and bool(np.array_equal(one, two, equal_nan=one.dtype.kind == "f"))


def _said(values: np.ndarray, size: int) -> str:
    return f"{size} rows of data of shape {values.shape}"
