"""Compare the log density and gradient that PyMC samples, in its own mode, with the sum of the port's exact terms.

Both libraries compute with small integers and short decimals in float32, and PyMC 6 samples what Numba compiled. An
effect on the differences of log densities between points is an effect on the posterior; its size says of which kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from .comparison import Evaluated
from .report import Row
from .verdicts import CONSTANT, DIFFERS, EQUAL, NEAR, NOT_COMPARED, TOLERANCE

Arrays = Mapping[str, np.ndarray]
TOTAL, GRADIENT = "the log density as PyMC samples it", "the gradient as PyMC samples it"
UNSEEN = TOLERANCE["float32"]  # relative to a nat, or to the differences of log density where they are larger
HARMLESS = 1e-3  # the same: densities within exp(±this) of each other shift a mean by at most 0.002 sd or so
OF_BAYES_FACTORS = 1e-2  # nats of a constant, which moves no draws: a marginal likelihood is off by one percent
LEAST = 1e-12  # nats that are worth a remark
SAID = "which no draws would show"


def rows(ours: Evaluated, theirs: Evaluated, sampled: Arrays, noise: np.ndarray, far: np.ndarray) -> list[Row]:
    """Return rows of the total and of the gradient.

    sampled: what the new side answered to `as_sampled`. noise: nats that rounding may move a total by, at each point.
    What the old library rounds in the same way is no difference.
    """
    with np.errstate(invalid="ignore"):
        jacobians = sum((v for key, v in theirs.arrays.items() if key.startswith("jacobian/")), np.zeros(len(noise)))
        exact = theirs.total + jacobians
        moved = sampled["sampled/total"] - exact - rounded(ours)
        blurred = noise > HARMLESS * np.maximum(1.0, np.nan_to_num(np.nanmax(exact, initial=-np.inf) - exact))
    if blurred[np.isfinite(exact)].all() and np.isfinite(exact).any():
        return [Row(TOTAL, "as sampled", NOT_COMPARED, note="rounding decides at all points", needed=False)]
    exact = np.where(blurred, np.nan, exact)
    found = [_total(sampled["sampled/total"], exact, moved, noise, theirs, far)]
    keys = [key for key in sampled if key.startswith("sampled/gradient/")]
    return found + ([_gradient(sampled, keys, exact, noise, theirs, far)] if keys else [])


def rounded(side: Evaluated) -> np.ndarray:
    """Return by how much float32 arithmetic with constants moves a side's log density, at each point."""
    if not side.answer["narrow"] or "plain" not in side.arrays:
        return np.zeros(len(side.arrays["terms"]))
    places = [[term[0] for term in side.answer["terms"]].index(name) for name in side.answer["narrow"]]
    with np.errstate(invalid="ignore"):
        moved = side.arrays["plain"] - side.arrays["terms"][:, places]
    return np.asarray(np.where(np.isfinite(moved), moved, 0.0).sum(axis=1))


def _total(
    sampled: np.ndarray, exact: np.ndarray, moved: np.ndarray, noise: np.ndarray, theirs: Evaluated, far: np.ndarray
) -> Row:
    what = TOTAL, "as sampled"
    there, fine = np.isfinite(exact), np.isfinite(exact) & np.isfinite(sampled)
    if not fine.any():
        return Row(*what, NOT_COMPARED, note="it is finite at no point", needed=bool(there.any()))
    lacking = there & ~fine & ~far
    if lacking.any():
        at = int(np.argmax(lacking))
        return Row(*what, DIFFERS, float("inf"), at, float(exact[at]), float(sampled[at]))
    best = int(np.argmax(np.where(fine, exact, -np.inf)))
    with np.errstate(invalid="ignore"):
        away = np.maximum(np.abs(moved - moved[best]) - noise - noise[best], 0.0)
        share = np.where(fine, away / np.maximum(1.0, exact[best] - exact), 0.0)
        seen = np.where(fine, np.abs(moved - moved[best]) / np.maximum(1.0, exact[best] - exact), 0.0)
    at, constant = int(np.argmax(share if share.any() else seen)), float(moved[best])
    found = Row(*what, EQUAL, float(seen[at]), at, float(exact[at]), float(sampled[at]))
    if share[at] > HARMLESS:
        return replace(found, status=DIFFERS)
    level, room = abs(constant) - noise[best], max(1.0, float(theirs.sizes[best].sum()))
    if level > max(OF_BAYES_FACTORS, UNSEEN * room):
        return replace(found, status=CONSTANT, constant=constant)
    if share[at] > UNSEEN or level > UNSEEN * room:
        by = f"{float(away[at]):.1e} nats, and everywhere by {constant:+.1e}"
        return replace(found, status=NEAR, note=f"is moved by up to {by}, by float32 arithmetic, {SAID}")
    return found


def _gradient(
    sampled: Arrays, keys: list[str], exact: np.ndarray, noise: np.ndarray, theirs: Evaluated, far: np.ndarray
) -> Row:
    """Compare the gradient where the total could be; what rounding does to it has about half the digits."""
    what = GRADIENT, "as sampled"
    whole = np.where(np.isfinite(theirs.sizes), theirs.sizes, 0.0).sum(axis=1)
    worst = Row(*what, EQUAL)
    compared, ill = False, np.sqrt(noise / np.maximum(whole, 1e-300))
    for key in keys:
        first, second = (sampled[k].reshape(len(far), -1) for k in (key.replace("sampled/", "exact/", 1), key))
        with np.errstate(invalid="ignore"):
            size = np.abs(first).max(axis=1, initial=0.0) + np.abs(second).max(axis=1, initial=0.0) + whole
            share = np.abs(first - second).max(axis=1, initial=0.0) / np.maximum(size, 1e-300)
            share = np.where(share <= np.where(ill > UNSEEN, ill, 0.0), 0.0, share)
        there = np.isfinite(first).all(axis=1) & np.isfinite(exact)
        compared |= bool((there & np.isfinite(share)).any())
        share = np.where(there, np.where(np.isfinite(share), share, np.where(far, 0.0, np.inf)), 0.0)
        at = int(np.argmax(share))
        if share[at] > worst.largest and first.shape[1]:
            j = int(np.argmax(np.nan_to_num(np.abs(first[at] - second[at]), nan=np.inf)))
            worst = Row(*what, EQUAL, float(share[at]), at, float(first[at, j]), float(second[at, j]))
    if not compared:
        return Row(*what, NOT_COMPARED, note="it is finite at no point", needed=False)
    if worst.largest > HARMLESS:
        return replace(worst, status=DIFFERS)
    if worst.largest > UNSEEN:
        return replace(worst, status=NEAR, note=f"is rounded by float32 arithmetic, {SAID}")
    return worst


def remarks(side: Evaluated, versions: Mapping[str, str]) -> list[str]:
    """Return a remark on float32 arithmetic with small integers, which the terms are compared without."""
    names, moved = [], np.zeros(1)
    for i, name in enumerate(side.answer["narrow"] if "plain" in side.arrays else ()):
        place = [term[0] for term in side.answer["terms"]].index(name)
        with np.errstate(invalid="ignore"):
            away = np.abs(side.arrays["plain"][:, i] - side.arrays["terms"][:, place])
        away = np.where(away <= UNSEEN * np.maximum(1.0, side.sizes[:, place]), away, 0.0)  # more than that: a row
        if away.max(initial=0.0) > LEAST:
            names.append(name)
            moved = np.append(moved, away.max())
    if not names:
        return []
    return [
        f"{versions['library']} {versions['version']} computes with small integers and short decimals of "
        f"{', '.join(names)} in float32, which moves the log density by up to {moved.max():.0e}; terms are compared "
        "without that"
    ]
