"""Simple explanations of a difference: hypotheses about how the saved numbers are written, tested by the same rule.

A file may be right and hold something else than its names say: logarithms, percentages, precisions, elements in
another order, a table of statistics. An explanation is a hint beside the answer, which it never changes.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from theano_common.draws import Chain, Draws

from . import verdict
from .row import Row, scalar_rows
from .settings import Settings
from .statistics import scalars, untransformed
from .verdict import DIFFER

Change = Callable[[np.ndarray], np.ndarray]


def _from_fortran(x: np.ndarray) -> np.ndarray:
    """Return arrays (draws, *shape) whose elements were written first index fastest."""
    return x.reshape(len(x), *x.shape[:0:-1]).transpose(0, *range(x.ndim)[:0:-1])


# What the saved numbers may be of the new ones, and what takes it away.
NUMBERS: tuple[tuple[str, Change], ...] = (
    ("the logarithm of the new one", np.exp),
    ("the logarithm to base 10 of the new one", lambda x: np.power(10.0, x)),
    ("the exponential of the new one", np.log),
    ("the logit of the new one", lambda x: 1 / (1 + np.exp(-x))),
    ("the inverse logit of the new one", lambda x: np.log(x / (1 - x))),
    ("100 times the new one (in percent?)", lambda x: x / 100),
    ("a hundredth of the new one (which is in percent?)", lambda x: x * 100),
    ("1000 times the new one", lambda x: x / 1000),
    ("a thousandth of the new one", lambda x: x * 1000),
    ("the square of the new one (a variance for an sd?)", np.sqrt),
    ("the square root of the new one (an sd for a variance?)", np.square),
    ("one over the square of the new one (a precision for an sd?)", lambda x: 1 / np.sqrt(x)),
    ("one over the square root of the new one (an sd for a precision?)", lambda x: 1 / np.square(x)),
    ("one over the new one", lambda x: 1 / x),
    ("the negative of the new one", np.negative),
    ("the new one in degrees", np.deg2rad),
    ("the new one in radians", np.rad2deg),
)
# How the elements of an array (draws, *shape) may have been written, and what puts them back.
ORDERS: tuple[tuple[str, Change], ...] = (
    ("the new one backwards", lambda x: x[:, ::-1]),
    (
        "the new one in Fortran's order",
        lambda x: x.reshape(len(x), *x.shape[:0:-1]).transpose(0, *range(x.ndim)[:0:-1]),
    ),
    ("the new one moved on by one element (counted from 1?)", lambda x: np.roll(x, -1, axis=1)),
    ("the new one moved back by one element (counted from 1?)", lambda x: np.roll(x, 1, axis=1)),
)
LEAST = 1.0  # sd of a difference that wants an explanation
NEARBY = 0.5  # sd between medians, before a hypothesis is tested in full
MOST_SCALARS = 200  # of a variable that hypotheses are tested on
MOST_VARIABLES = 12  # that are tried in each other's place
FEW_DRAWS = 16  # in chains that are more than their draws
ELEMENT = re.compile(r"^(.+?)(?:\[|__|[_.])(\d+)\]?$")
OF_TABLES = frozenset(
    "mean sd std count 25% 50% 75% hpd_2.5 hpd_97.5 hpd_3% hpd_97% hdi_3% hdi_97% mc_error mcse_mean mcse_sd"
    " n_eff ess_mean ess_bulk ess_tail Rhat r_hat".split()
)
LEAST_OF_TABLES = 3  # of these names, which no posterior has
DESCRIBED = 8  # rows of pandas' describe(): count, mean, std, min, three quartiles, max


def explained(old: Draws, new: Draws, rows: Sequence[Row], alone: Sequence[str], settings: Settings) -> tuple[str, ...]:
    """Return sentences on how the saved side may be meant; none where nothing simple fits.

    rows: the compared ones. alone: variables that only one side has.
    """
    if said := of_table(old):
        return (said,)
    for meant in (_exchanged(old), _second_axis(old, new)):
        if meant is not None and _fits(meant, new, settings):
            shape = f"{len(meant.chains)} chains of {len(meant)} draws"
            return (f"the saved side looks like {shape}: it is (draw, chain) in place of (chain, draw)",)
    apart = [row for row in rows if row.kind == "scalar" and np.nanmax(np.abs(row.difference)) >= LEAST]
    names = list(dict.fromkeys(row.of[0] for row in apart if untransformed(row.of[0]) == row.of[0]))
    found: dict[str, list[str]] = {}
    for name in [name for name in names if name in old.variables and old.stacked(name).dtype.kind in "fiu"]:
        if how := _written(name, old, new, settings):
            found.setdefault(how, []).append(name)
    rest = [name for name in names if not any(name in of for of in found.values())]
    said_of = [f"the saved {', '.join(of)} look{'s' * (len(of) == 1)} like {how}" for how, of in found.items()]
    return (*said_of, *_renamed(rest, rest, old, new, settings), *renamed(alone, old, new, settings))


def of_table(draws: Draws) -> str:
    """Say that saved draws look like a table of statistics; "" if they do not."""
    columns = [draws.concatenated(name) for name in draws.variables]
    described = len(draws.chains) == 1 and len(draws) == DESCRIBED and all(map(_is_described, columns))
    table = "summary" if len(OF_TABLES & set(draws.variables)) >= LEAST_OF_TABLES else "describe" if described else ""
    return f"the saved side looks like a table of {table}(), not like draws: save the trace itself" if table else ""


def _is_described(column: np.ndarray) -> bool:
    """Say whether these are count, mean, std, min, quartiles, max."""
    count, mean, std, *ordered = column.reshape(DESCRIBED, -1).astype(float)
    within = (ordered[0] <= mean) & (mean <= ordered[-1]) & (std >= 0) & (count == np.rint(count)) & (count > 0)
    return bool(within.all() and (np.diff(ordered, axis=0) >= 0).all())


def renamed(alone: Sequence[str], old: Draws, new: Draws, settings: Settings) -> list[str]:
    """Return which of the variables that only one side has may be the same ones under other names."""
    ours = [name for name in alone if name in old.variables and untransformed(name) == name]
    theirs = [name for name in alone if name in new.variables and untransformed(name) == name]
    numbered: dict[str, list[tuple[int, str]]] = {}
    for name in ours:
        if (match := ELEMENT.match(name)) and match[1] in theirs:
            numbered.setdefault(match[1], []).append((int(match[2]), name))
    said = []
    for base, elements in numbered.items():
        first, names = min(elements)[0], [name for _, name in sorted(elements)]
        chains = (Chain({base: np.stack([chain.samples[name] for name in names], axis=1)}) for chain in old.chains)
        if _fits(Draws(tuple(chains)), new, settings):
            said.append(f"the saved {names[0]} to {names[-1]} look like the elements of {base}, counted from {first}")
    return said + _renamed(ours, theirs, old, new, settings)


def _renamed(ours: Sequence[str], theirs: Sequence[str], old: Draws, new: Draws, settings: Settings) -> list[str]:
    pairs = itertools.product(ours[:MOST_VARIABLES], theirs[:MOST_VARIABLES])
    return [
        f"the saved {a} looks like the new {b}"
        for a, b in pairs
        if a != b and _fits(_one(old, a, b, np.asarray), new, settings)
    ]


def _written(name: str, old: Draws, new: Draws, settings: Settings) -> str:
    """Return how a saved variable seems to be written; "" if no hypothesis fits."""
    orders: tuple[tuple[str, Change], ...] = ()
    if old.chains[0].samples[name].ndim > 1:
        by_medians = _in_order_of(old.concatenated(name), new.concatenated(name))
        orders = (*ORDERS, ("the new one in another order", by_medians))
    for how, change in (*NUMBERS, *orders):
        with np.errstate(all="ignore"):
            changed = _one(old, name, name, change)
        if _fits(changed, new, settings):
            return how
    return ""


def _in_order_of(old: np.ndarray, new: np.ndarray) -> Change:
    """Return what gives the elements the order of the new ones' medians."""
    from_old, from_new = (np.argsort(np.median(x.reshape(len(x), -1), axis=0)) for x in (old, new))
    places = np.argsort(from_new)
    return lambda x: x.reshape(len(x), -1)[:, from_old[places]].reshape(x.shape)


def _one(draws: Draws, name: str, called: str, change: Change) -> Draws:
    """Return one variable, changed, under another name."""
    return Draws(tuple(Chain({called: change(chain.samples[name])}) for chain in draws.chains))


def _exchanged(draws: Draws) -> Draws | None:
    """Return chains as draws and draws as chains, where there are many chains of few draws."""
    if not len(draws) <= FEW_DRAWS < len(draws.chains):
        return None
    stacked = {name: draws.stacked(name) for name in draws.variables}
    return Draws(tuple(Chain({name: array[:, i] for name, array in stacked.items()}) for i in range(len(draws))))


def _second_axis(old: Draws, new: Draws) -> Draws | None:
    """Return the chains that stand in the second axis, where every variable has one more axis than the new one."""
    of_both = [name for name in old.variables if name in new.variables]
    shapes = {name: (old.stacked(name).shape[2:], new.stacked(name).shape[2:]) for name in of_both}
    sizes = {a[0] if a[1:] == b and len(a) > len(b) else 0 for a, b in shapes.values()}
    if len(sizes) != 1 or 0 in sizes:
        return None
    chains = range(sizes.pop())
    return Draws(tuple(Chain({name: old.concatenated(name)[:, i] for name in of_both}) for i in chains))


def _fits(saved: Draws, new: Draws, settings: Settings) -> bool:
    """Say whether all variables, as they are changed, are not said to differ, with estimates inside their margins."""
    ours, theirs = dict(_columns(saved, saved.variables)), dict(_columns(new, saved.variables))
    if set(ours) != set(theirs) or not all(_near(ours[name], theirs[name]) for name in ours):
        return False
    compared = scalar_rows(scalars(_cut(saved), saved.variables), scalars(_cut(new), saved.variables), settings)
    if compared.apart or not compared.rows:
        return False
    difference, errors, margins = (
        np.array([getattr(row, key) for row in compared.rows]) for key in ("difference", "error", "margins")
    )
    inside = np.isnan(difference) | (np.abs(difference) <= margins)
    return bool(inside.all()) and verdict.judge(difference, errors, margins).answer != DIFFER


def _columns(draws: Draws, names: Sequence[str]) -> Iterator[tuple[tuple[str, int], np.ndarray]]:
    for name in names:
        if name in draws.variables:
            every = draws.concatenated(name)
            yield from (((name, i), column) for i, column in enumerate(every.reshape(len(every), -1).T))


def _near(ours: np.ndarray, theirs: np.ndarray) -> bool:
    with np.errstate(all="ignore"):  # squares of 1e200
        return bool(np.isfinite(ours).all() and abs(np.median(ours) - np.median(theirs)) <= NEARBY * theirs.std())


def _cut(draws: Draws) -> Draws:
    """Return at most MOST_SCALARS elements of each variable."""
    chains = []
    for chain in draws.chains:
        flat = {name: x.reshape(len(x), -1)[:, :MOST_SCALARS] for name, x in chain.samples.items()}
        chains.append(Chain(flat))
    return Draws(tuple(chains))
