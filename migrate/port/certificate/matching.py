"""Match variables, terms and models of the new script with those of the old one.

Models are counterparts by what agrees: names, shapes, distributions, data; else by their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

Model = Mapping[str, Any]
ENOUGH = 0.5  # of the names in common, where the scripts have different numbers of models
WEIGHTS = {"names": 4.0, "shapes": 2.0, "distributions": 1.0, "data": 3.0}
IN_ORDER = 1e-6  # what a pair loses by each place that it is out of order
UNDER = "its model is named: `::` instead of `_`"


@dataclass(frozen=True)
class Variable:
    """A free variable on both sides, by its name in its own units."""

    old: str
    new: str
    transforms: tuple[str | None, str | None]
    discrete: bool
    renamed: bool = False


@dataclass(frozen=True)
class Matching:
    """Matched variables, and the names that only one side has."""

    variables: tuple[Variable, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]


def plain(name: str) -> str:
    """Return the name in PyMC3's form: `model_x` for `model::x`, `y_missing` for `y_unobserved`."""
    name = name.replace("::", "_")
    return name.removesuffix("_unobserved") + "_missing" if name.endswith("_unobserved") else name


def variables(old: Mapping[str, Any], new: Mapping[str, Any]) -> Matching:
    """Match free variables by name; the remaining ones by shape and kind, where that is unambiguous."""
    left = {plain(name): name for name in new}
    found: list[Variable] = []
    alone: list[str] = []
    for name, one in old.items():
        other = left.pop(plain(name), None)
        if other is None:
            alone.append(name)
        else:
            found.append(_variable(name, one, other, new[other]))
    for name in list(alone):
        same = [other for other in left.values() if _kind(new[other]) == _kind(old[name])]
        rivals = [other for other in alone if _kind(old[other]) == _kind(old[name])]
        if len(same) == len(rivals) == 1:
            alone.remove(name)
            del left[plain(same[0])]
            found.append(_variable(name, old[name], same[0], new[same[0]], renamed=True))
    return Matching(tuple(found), tuple(alone), tuple(left.values()))


def _variable(name: str, one: Mapping[str, Any], other: str, two: Mapping[str, Any], renamed: bool = False) -> Variable:
    return Variable(name, other, (one["transform"], two["transform"]), bool(one["discrete"]), renamed)


def _kind(one: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(one["shape"]), bool(one["discrete"])


def terms(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], matched: Matching
) -> list[tuple[str, str, list[int], list[int]]]:
    """Return (name, kind, places in the old terms, places in the new ones); a side without the term has no places.

    Data with gaps have a term for known values and one for missing ones, which releases divide differently: one here.
    """
    renamed = {one.new: one.old for one in matched.variables if one.renamed}
    gaps = {name.removesuffix("_missing") for name, kind in old if kind == "free" and name.endswith("_missing")}
    gaps &= {plain(name).removesuffix("_missing") for name, kind in new if plain(name).endswith("_missing")}
    found: dict[str, tuple[str, list[int], list[int]]] = {}
    for side, all_terms in enumerate((old, new)):
        for place, (name, kind) in enumerate(all_terms):
            key = plain(renamed.get(name, name))
            base = key.removesuffix("_missing").removesuffix("_observed")
            if base in gaps:
                key, kind = base, "observed"
            found.setdefault(key, (kind, [], []))[1 + side].append(place)  # type: ignore[union-attr]
    return [(name, kind, one, two) for name, (kind, one, two) in found.items()]


def models(old: Sequence[Model], new: Sequence[Model]) -> list[tuple[int | None, int | None]]:
    """Return pairs of places, those of the old script in order; None: no counterpart.

    Equally many models have a counterpart each, the last ones by their order.
    """
    if not old or not new:
        return [*((i, None) for i in range(len(old))), *((None, j) for j in range(len(new)))]
    gain = np.array([[_alike(a, b) - IN_ORDER * abs(i - j) for j, b in enumerate(new)] for i, a in enumerate(old)])
    chosen = dict(zip(*(side.tolist() for side in linear_sum_assignment(gain, maximize=True)), strict=True))
    if len(old) != len(new):
        chosen = {i: j for i, j in chosen.items() if _in_common(_names(old[i]), _names(new[j])) >= ENOUGH}
    alone = [j for j in range(len(new)) if j not in chosen.values()]
    return [*((i, chosen.get(i)) for i in range(len(old))), *((None, j) for j in alone)]


def moved_models(found: Sequence[tuple[int | None, int | None]]) -> str:
    """Return a sentence part on models that the port makes in another order; "" if it keeps the order."""
    both = [(i, j) for i, j in found if i is not None and j is not None]
    order = [j for _, j in both]
    if order == sorted(order):
        return ""
    ranks = {j: place for place, j in enumerate(sorted(order))}
    places = ", ".join(f"{i + 1} is its {j + 1}" for place, (i, j) in enumerate(both) if ranks[j] != place)
    return f"the port makes its models in another order: the old script's model {places}"


def _alike(one: Model, two: Model) -> float:
    parts = {
        "names": (_names(one), _names(two)),
        "shapes": (_shapes(one), _shapes(two)),
        "distributions": (_distributions(one), _distributions(two)),
        "data": (_data(one), _data(two)),
    }
    alike = sum(WEIGHTS[kind] * _in_common(*both) for kind, both in parts.items())
    return alike + float(bool(one["name"]) and one["name"] == two["name"])


def _in_common(one: set[Any], two: set[Any]) -> float:
    return len(one & two) / max(1, len(one | two))


def _names(one: Model) -> set[str]:
    return {*map(plain, one["variables"]), *(o["name"] for o in one["observed"]), *one["potentials"]}


def _shapes(one: Model) -> set[Any]:
    return {(plain(name), *variable["shape"]) for name, variable in one["variables"].items()}


def _distributions(one: Model) -> set[Any]:
    return {(plain(name), variable["distribution"]) for name, variable in one["variables"].items()}


def _data(one: Model) -> set[Any]:
    """Return the data, observed and shared, as numbers that rounding does not move."""
    values = [(o["name"], o.get("values")) for o in one["observed"]]
    values += [("shared", value) for _, value in one.get("shared", ())]
    return {(name, *(float(f"{number:.9g}") for number in value)) for name, value in values if value}
