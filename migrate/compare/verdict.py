"""The rule that turns differences and their Monte Carlo errors into one of three answers.

`agree` when the 90 % interval of every statistic is inside its margin: two one-sided tests at 5 %, which must all
pass, so that no correction for their number is needed. `differ` when a statistic is significant after Holm at a
family level of 1e-3 and its estimate is beyond its margin. Otherwise the draws do not decide. Arrays may have any
common shape; NaN marks a statistic that a quantity does not have. Repeated looks at a growing number of draws each
spend a share of the levels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from theano_common.statistics import normal_quantile

AGREE, AGREE_REPLAYED = "agree", "agree (replayed)"
DIFFER, UNDECIDED = "differ", "not enough draws to tell"

STATISTICS = ("mean", "log sd", "q05", "median", "q95")
MARGINS = np.array([0.15, 0.15, 0.30, 0.20, 0.30])  # in sd, except the log sd, which has no unit
ONE_SIDED_LEVEL = 0.05
FAMILY_LEVEL = 1e-3
PLANNED_POWER = 0.95  # share of the statistics that would pass if there were no difference


@dataclass(frozen=True)
class Judgement:
    """`inside`: the 90 % interval is inside the margin; `beyond`: significant and outside it."""

    answer: str
    inside: np.ndarray
    beyond: np.ndarray
    z: np.ndarray


@cache
def quantile(p: float) -> float:
    """Return a quantile of the standard normal distribution."""
    return float(normal_quantile(np.array(p)))


def judge(
    difference: np.ndarray,
    error: np.ndarray,
    margins: np.ndarray = MARGINS,
    share: float = 1.0,
    most: np.ndarray | float = np.inf,
) -> Judgement:
    """Judge differences by their standard errors, both in units of the margins, with this `share` of the levels.

    `most`: an upper bound on the evidence, in standard errors, found another way.
    """
    used = ~np.isnan(difference)
    z = np.minimum(evidence(difference, error), most)
    inside = ~used | (np.abs(difference) + quantile(1 - share * ONE_SIDED_LEVEL) * error < margins)
    beyond = used & holm(z, used, share * FAMILY_LEVEL) & (np.abs(difference) > margins)
    answer = DIFFER if beyond.any() else AGREE if inside.all() else UNDECIDED
    return Judgement(answer, inside, beyond, z)


def evidence(difference: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Return |difference| in standard errors.

    Infinite for a difference with a zero error; 0 where there is no difference or the error is unknown.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(difference) / error
    return np.where(np.isnan(difference) | np.isnan(error) | (difference == 0), 0.0, z)


def holm(z: np.ndarray, used: np.ndarray, level: float = FAMILY_LEVEL) -> np.ndarray:
    """Return which of the used two-sided z are significant by Holm's step-down procedure."""
    p = np.array([math.erfc(one / math.sqrt(2.0)) for one in z[used]])
    order = np.argsort(p)
    passed = p[order] <= level / (len(p) - np.arange(len(p)))
    rejected = np.zeros(len(p), dtype=bool)
    rejected[order[: len(p) if passed.all() else int(np.argmin(passed))]] = True
    significant = np.zeros(z.shape, dtype=bool)
    significant[used] = rejected
    return significant


def draws_needed(
    difference: np.ndarray, old_error: np.ndarray, new_error: np.ndarray, draws: int, margins: np.ndarray = MARGINS
) -> tuple[int, bool]:
    """Return (about how many draws would decide, whether both sides need them), given `draws` new ones now.

    The plan assumes no difference for one inside its margin, and the present difference for one outside.
    """
    used = ~np.isnan(difference)
    size, old, new = np.abs(difference[used]), old_error[used] ** 2, new_error[used] ** 2
    margins = np.broadcast_to(margins, difference.shape)[used]
    agreeing = size <= margins
    spans = quantile(1 - ONE_SIDED_LEVEL) + quantile(PLANNED_POWER)
    target = np.where(agreeing, margins / spans, size / 4.8) ** 2
    alone = new / np.maximum(target - old, 1e-300)
    if (target > 2 * old).all():  # the saved draws are precise enough
        return rounded(draws * max(1.0, float(alone.max()))), False
    return rounded(draws * max(1.0, float(((old + new) / target).max()))), True


def smallest_seen(error: np.ndarray, margins: np.ndarray, tests: int, power: float = 0.9) -> np.ndarray:
    """Return the smallest true differences that are called `differ` with this power, each among `tests` others.

    They must be significant at Holm's first level, and their estimates beyond the margin.
    """
    significant = quantile(1 - FAMILY_LEVEL / tests / 2) * error
    return np.maximum(significant, margins) + quantile(power) * error


def rounded(draws: float) -> int:
    """Round up to two significant digits."""
    digit = 10 ** max(0, math.floor(math.log10(max(draws, 1.0))) - 1)
    return math.ceil(draws / digit) * digit
