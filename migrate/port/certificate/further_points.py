"""Further points of comparison: in branches that no point has entered, and at rare values of discrete variables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from theano_common.verdict import Row, Status

from .errors import CannotCertify
from .pair import Pair

Arrays = dict[str, np.ndarray]
SCALES = (2.0, 5.0, 10.0, 30.0, 100.0, 1000.0)  # steps by which branches are looked for
EACH = 12  # tries for each scale with all variables, and for each variable alone
MOST_TRIES = 600
ENTRIES = 3  # points that are kept for a branch
BEYOND = 3  # values of a discrete variable on either side of those drawn
MOST_KNOWN = 100_000  # values among which they are chosen
MOST_RARE = 120  # values that are tried, of all variables


@dataclass(frozen=True)
class Branches:
    """The conditions of both models, and which of their sides each point enters: (points, conditions, 2).

    failed: why they could not be counted. hidden: where there may be more.
    values: rows on discrete variables with more values than points.
    """

    labels: tuple[list[str], list[str]] = ([], [])
    taken: tuple[np.ndarray, np.ndarray] = (np.zeros((0, 0, 2), bool), np.zeros((0, 0, 2), bool))
    failed: str = ""
    hidden: tuple[str, ...] = ()
    values: tuple[Row, ...] = ()

    def rows(self, compared: np.ndarray) -> list[Row]:
        """Return rows on the branches that no compared point enters. compared: at which points there is a density."""
        if self.failed:
            return [Row("the branches", Status.NOT_COMPARED, self.failed, needed=False)]
        names: dict[str, Row] = {}
        for labels, taken in zip(self.labels, self.taken, strict=True):
            entered = taken[compared].any(axis=0)
            for label, sides in zip(labels, entered, strict=True):
                if not sides.all():
                    where, _, what = label.partition(": ")
                    never = "is never true" if sides[1] else "is never false" if sides[0] else "cannot be computed"
                    name = f"a branch of {where}"
                    why = f"{what} {never} at the points"
                    names.setdefault(f"{name} {why}", Row(name, Status.NOT_COMPARED, why, needed=False))
        why = "it is not counted at which points they are entered"
        hidden = [Row(f"branches in {name}", Status.NOT_COMPARED, why, needed=False) for name in self.hidden]
        return [*names.values(), *hidden, *self.values]


def added(pair: Pair, at_x: Arrays, starts: Sequence[Arrays]) -> tuple[Arrays, dict[str, int], Branches]:
    """Return the points with further ones behind them, how many of each kind, and the branches that they enter."""
    if not pair.matched.variables:
        return at_x, {}, Branches()
    kinds: dict[str, int] = {}
    try:
        rare, values = _rare_values(pair, at_x)
        if rare is not None:
            kinds["rare values"] = len(next(iter(rare.values())))
            at_x = _joined(at_x, rare)
        answers = _both(pair, "branches", at_x)
    except CannotCertify as error:
        return at_x, kinds, Branches(failed=str(error))
    taken = [arrays["taken"] for _, arrays in answers]
    labels = answers[0][0]["labels"], answers[1][0]["labels"]
    wanted = [np.logical_not(np.asarray(one).any(axis=0)) for one in taken]
    if any(one.any() for one in wanted):
        found = _entering(pair, starts, wanted)
        if found is not None:
            more, more_taken = found
            kinds["in branches"] = len(next(iter(more.values())))
            at_x = _joined(at_x, more)
            taken = [np.concatenate(both) for both in zip(taken, more_taken, strict=True)]
    hidden = tuple(dict.fromkeys(name for answer, _ in answers for name in answer["hidden"]))
    return at_x, kinds, Branches(labels, (taken[0], taken[1]), hidden=hidden, values=values)


def _both(pair: Pair, what: str, at_x: Arrays) -> list[tuple[dict[str, Any], Arrays]]:
    """Return both sides' answers to a command at constrained values, which have the old names."""
    return [pair.old(what, at_x), pair.new(what, pair.renamed(at_x))]


def _joined(one: Arrays, two: Arrays) -> Arrays:
    return {key: np.concatenate([values, two[key]]) for key, values in one.items()}


def _entering(
    pair: Pair, starts: Sequence[Arrays], wanted: Sequence[np.ndarray]
) -> tuple[Arrays, list[np.ndarray]] | None:
    """Return points that enter branches without one, and what they enter; None if none is found."""
    tries = _tries(pair, starts[0])
    try:
        x = pair.old("constrain", tries)[1]
        taken = [arrays["taken"] for _, arrays in _both(pair, "branches", x)]
    except CannotCertify:
        return None
    chosen: set[int] = set()
    for mine, lacking in zip(taken, wanted, strict=True):
        for condition, side in np.argwhere(lacking):
            chosen.update(np.flatnonzero(mine[:, condition, side])[:ENTRIES].tolist())
    if not chosen:
        return None
    places = sorted(chosen)
    return {key: values[places] for key, values in x.items()}, [mine[places] for mine in taken]


def _tries(pair: Pair, start: Arrays) -> Arrays:
    """Return u/NAME (points, ...): steps of growing size, of all variables together and of each alone."""
    rng = np.random.default_rng(pair.seed + 3)
    variables = pair.matched.variables
    alone = variables if len(variables) * len(SCALES) * 2 <= MOST_TRIES else ()
    plan: list[tuple[float, Any]] = []
    for scale in SCALES:
        plan += [(scale, None)] * EACH + [(scale * sign, v) for v in alone for sign in (1.0, -1.0)]
    made: Arrays = {}
    for v in variables:
        at = np.asarray(start[f"start/{v.old}"])
        rows = []
        for scale, only in plan:
            if only is None:
                step = rng.normal(size=at.shape) * scale
            else:
                step = np.full(at.shape, scale if only is v else 0.0)
            if v.transforms[0] is not None:
                step = np.clip(step, -30.0, 30.0)
            rows.append(np.rint(at + step).astype(at.dtype) if v.discrete else at + step)
        made[f"u/{v.old}"] = np.stack(rows)
    return made


def _rare_values(pair: Pair, at_x: Arrays) -> tuple[Arrays | None, tuple[Row, ...]]:
    """Return points at values of discrete variables that no point has and a model can take, and rows on the others."""
    rows: list[tuple[str, int]] = []
    said: list[Row] = []
    for v in pair.matched.variables:
        if v.discrete:
            seen = np.unique(at_x[f"x/{v.old}"]).astype(int)
            low, high = int(seen.min()) - BEYOND, int(seen.max()) + BEYOND
            all_values = np.unique(np.linspace(low, high, min(high - low + 1, MOST_KNOWN)).astype(int))
            unseen = np.setdiff1d(all_values, seen)
            tried = unseen[np.unique(np.linspace(0, len(unseen) - 1, MOST_RARE - len(rows)).astype(int))]
            rows += [(v.old, int(value)) for value in tried]
            between = [value for value in (*seen, *tried) if low + BEYOND <= value <= high - BEYOND]
            count = high - low + 1 - 2 * BEYOND
            if len(between) < count:
                why = f"{len(between)} of {count} between {seen.min()} and {seen.max()} are compared"
                said.append(Row(f"values of {v.old}", Status.NOT_COMPARED, why, needed=False))
    if not rows:
        return None, ()
    made = {}
    for v in pair.matched.variables:
        at = at_x[f"x/{v.old}"][0]
        made[f"x/{v.old}"] = np.stack([np.full_like(at, value) if name == v.old else at for name, value in rows])
    possible = np.zeros(len(rows), bool)
    names = [{v.old: v.old for v in pair.matched.variables}, {v.old: v.new for v in pair.matched.variables}]
    for (answer, arrays), own in zip(_both(pair, "evaluate", made), names, strict=True):
        places = {term[0]: place for place, term in enumerate(answer["terms"])}
        for row, (name, _) in enumerate(rows):
            possible[row] |= bool(np.isfinite(arrays["terms"][row, places[own[name]]]))
    chosen = {key: values[possible] for key, values in made.items()} if possible.any() else None
    return chosen, tuple(said)
