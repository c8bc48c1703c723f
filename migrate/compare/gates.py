"""Conditions that a set of draws must meet before it can prove anything.

A single scalar with poor R-hat or few effective draws only counts as undecided itself (`Row.unsettled`); a failure
here makes the whole side undecided. Thresholds: Vehtari et al. (2021), arXiv:1903.08008 (R-hat, effective draws);
Betancourt (2016), arXiv:1604.00695 (E-BFMI).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from theano_common.draws import Draws

from .row import ENOUGH, FEWEST, SETTLED, Row

MIXED = 1.05  # R-hat above which chains disagree
DIVERGENT = 0.01  # share of draws
SLOW_ENERGY, LOW_ENERGY = 0.2, 0.3  # E-BFMI that fails, and that gets a remark
MOST_TIMES = 100  # the largest factor on the number of draws that is proposed


@dataclass(frozen=True)
class Gate:
    """One side: why it proves nothing (empty when it does), remarks, and the factor on its draws that would do.

    `curable`: whether more draws would help at all.
    """

    side: str
    failures: tuple[str, ...]
    remarks: tuple[str, ...]
    times: float
    curable: bool = True


def gate(side: str, draws: Draws, rows: Sequence[Row]) -> Gate:
    """Check one side ("saved" or "new") of the comparison by its scalars and its sampler's statistics."""
    scalars = [one for row in rows if (one := row.old if side == "saved" else row.new) is not None]
    failures: list[str] = []
    remarks: list[str] = []
    times = 1.0
    for one in scalars:
        effective = min(one.bulk, one.tail)
        if one.rhat > SETTLED:
            times = max(times, (one.rhat - 1) / (SETTLED - 1))
        times = max(times, ENOUGH / max(effective, 1.0))
    worst = max(scalars, key=lambda one: one.rhat, default=None)
    if worst is not None and worst.rhat > MIXED:
        failures.append(f"the {side} chains are in different places (R-hat of {worst.name} {worst.rhat:.2f})")
    fewest = min(scalars, key=lambda one: min(one.bulk, one.tail), default=None)
    if fewest is not None and (least := min(fewest.bulk, fewest.tail)) < FEWEST:
        failures.append(f"{least:.0f} effective {side} draws of {fewest.name}, under {FEWEST}")
    curable = True
    for failed, said in (_divergences(side, draws), _energy(side, draws)):
        (failures if failed else remarks).extend(said)
        curable = curable and not failed
    return Gate(side, tuple(failures), tuple(remarks), min(times, MOST_TIMES), curable)


def _divergences(side: str, draws: Draws) -> tuple[bool, list[str]]:
    if "diverging" not in draws.statistics:
        return False, []
    given = np.concatenate([np.asarray(chain.stats["diverging"]).ravel() for chain in draws.chains])
    diverging = (given != 0) & ~np.isnan(given)  # saved values need not be bool
    count, share = int(diverging.sum()), float(diverging.mean()) if diverging.size else 0.0
    if not count:
        return False, []
    sentence = f"{count} of {diverging.size} {side} draws diverged"
    if share > DIVERGENT:
        return True, [f"{sentence}: more draws do not cure that, a higher target_accept or another parametrisation may"]
    return False, [f"{sentence}."]


def _energy(side: str, draws: Draws) -> tuple[bool, list[str]]:
    if "energy" not in draws.statistics:
        return False, []
    found = [bfmi(np.asarray(chain.stats["energy"], dtype=float)) for chain in draws.chains]
    low = min((one for one in found if np.isfinite(one)), default=1.0)
    if low >= LOW_ENERGY:
        return False, []
    sentence = f"E-BFMI of the {side} chains is {low:.2f} at the least: the sampler crosses energies slowly"
    return low < SLOW_ENERGY, [sentence if low < SLOW_ENERGY else sentence + "."]


def bfmi(energy: np.ndarray) -> float:
    """Return the estimated Bayesian fraction of missing information of one chain; NaN without energies."""
    if energy.ndim != 1 or len(energy) < 4 or np.ptp(energy) == 0.0:
        return float("nan")
    return float((np.diff(energy) ** 2).mean() / energy.var())
