"""Match variables, terms and models of the new script with those of the old one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


def models(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[tuple[int | None, int | None]]:
    """Return pairs of places: in order if there are equally many, else by common variables; None: no counterpart."""
    if len(old) == len(new):
        return [(i, i) for i in range(len(old))]
    pairs: list[tuple[int | None, int | None]] = []
    left = list(range(len(new)))
    for i, one in enumerate(old):
        best = max(left, key=lambda j: (_alike(one, new[j]), -j), default=None)
        if best is None or _alike(one, new[best]) < 0.5:
            pairs.append((i, None))
        else:
            left.remove(best)
            pairs.append((i, best))
    return [*pairs, *((None, j) for j in left)]


def _alike(one: Mapping[str, Any], two: Mapping[str, Any]) -> float:
    names = [{*map(plain, m["variables"]), *(o["name"] for o in m["observed"]), *m["potentials"]} for m in (one, two)]
    return len(names[0] & names[1]) / max(1, len(names[0] | names[1]))
