"""The rule that turns differences and their Monte Carlo errors into one of three answers.

`agree` when for every scalar and statistic the 90 % interval lies inside the margin: two one-sided tests
at 5 %, all of which must pass, so that no correction for their number is due. `differ` when a statistic
is significant after Holm at a family level of 1e-3 and its estimate is beyond its margin. Otherwise the
draws do not decide. Arrays are (scalars, statistics); NaN marks a statistic that a scalar does not have.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

AGREE, AGREE_REPLAYED = "agree", "agree (replayed)"
DIFFER, UNDECIDED = "differ", "not enough draws to tell"

STATISTICS = ("mean", "log sd", "q05", "median", "q95")
MARGINS = np.array([0.15, 0.15, 0.30, 0.20, 0.30])  # in sd, but for log sd, which has no unit
ONE_SIDED = 1.6448536269514722  # the normal quantile of 95 %
FAMILY_LEVEL = 1e-3
PLANNED_POWER = 1.6448536269514722  # so that 95 % of the scalars would pass, were there no difference


@dataclass(frozen=True)
class Judgement:
    """`inside`: the 90 % interval is inside the margin; `beyond`: significant and outside it."""

    answer: str
    inside: np.ndarray
    beyond: np.ndarray
    z: np.ndarray


def judge(difference: np.ndarray, error: np.ndarray) -> Judgement:
    """Judge differences by their standard errors, both in units of the margins."""
    used = ~np.isnan(difference)
    z = evidence(difference, error)
    inside = ~used | (np.abs(difference) + ONE_SIDED * error < MARGINS)
    beyond = used & holm(z, used) & (np.abs(difference) > MARGINS)
    answer = DIFFER if beyond.any() else AGREE if inside.all() else UNDECIDED
    return Judgement(answer, inside, beyond, z)


def evidence(difference: np.ndarray, error: np.ndarray) -> np.ndarray:
    """|difference| in standard errors; infinite for a difference without any, 0 where nothing differs."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(difference) / error
    return np.where(np.isnan(difference) | (difference == 0), 0.0, z)


def holm(z: np.ndarray, used: np.ndarray, level: float = FAMILY_LEVEL) -> np.ndarray:
    """Which of the used two-sided z are significant by Holm's step-down procedure."""
    p = np.array([math.erfc(one / math.sqrt(2.0)) for one in z[used]])
    order = np.argsort(p)
    passed = p[order] <= level / (len(p) - np.arange(len(p)))
    rejected = np.zeros(len(p), dtype=bool)
    rejected[order[: len(p) if passed.all() else int(np.argmin(passed))]] = True
    significant = np.zeros(z.shape, dtype=bool)
    significant[used] = rejected
    return significant


def draws_needed(difference: np.ndarray, old_error: np.ndarray, new_error: np.ndarray, draws: int) -> tuple[int, bool]:
    """(about how many draws would decide, whether both sides need them), from `draws` new ones now.

    A difference inside its margin is planned for as if there were none; one outside it as if it stayed.
    """
    used = ~np.isnan(difference)
    size, old, new = np.abs(difference[used]), old_error[used] ** 2, new_error[used] ** 2
    margins = np.broadcast_to(MARGINS, difference.shape)[used]
    agreeing = size <= margins
    target = np.where(agreeing, margins / (ONE_SIDED + PLANNED_POWER), size / 4.8) ** 2
    alone = new / np.maximum(target - old, 1e-300)
    if (target > 2 * old).all():  # the saved side leaves room
        return _rounded(draws * max(1.0, float(alone.max()))), False
    return _rounded(draws * max(1.0, float(((old + new) / target).max()))), True


def _rounded(draws: float) -> int:
    """Up to two significant digits."""
    digit = 10 ** max(0, math.floor(math.log10(max(draws, 1.0))) - 1)
    return math.ceil(draws / digit) * digit
