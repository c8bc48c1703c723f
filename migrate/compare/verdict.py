"""The rule that turns differences and their Monte Carlo errors into one of three answers.

`agree` when every statistic's 90 % interval lies inside its margin: two one-sided tests at 5 %, all of
which must pass, so that no correction for their number is due. `differ` when a statistic is significant
after Holm at a family level of 1e-3 and its estimate is beyond its margin. Otherwise the draws do not
decide. Arrays have any one shape; NaN marks a statistic that a quantity does not have. Who looks several
times at growing draws spends a share of the levels at each look.
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
MARGINS = np.array([0.15, 0.15, 0.30, 0.20, 0.30])  # in sd, but for log sd, which has no unit
ONE_SIDED_LEVEL = 0.05
FAMILY_LEVEL = 1e-3
PLANNED_POWER = 0.95  # of the statistics would pass, were there no difference


@dataclass(frozen=True)
class Judgement:
    """`inside`: the 90 % interval is inside the margin; `beyond`: significant and outside it."""

    answer: str
    inside: np.ndarray
    beyond: np.ndarray
    z: np.ndarray


@cache
def quantile(p: float) -> float:
    """Of the standard normal distribution."""
    return float(normal_quantile(np.array(p)))


def judge(
    difference: np.ndarray,
    error: np.ndarray,
    margins: np.ndarray = MARGINS,
    share: float = 1.0,
    most: np.ndarray | float = np.inf,
) -> Judgement:
    """Judge differences by their standard errors, both in units of the margins; `share` of the levels is spent.

    `most`: evidence by another way, in standard errors, that the one by difference and error may not exceed.
    """
    used = ~np.isnan(difference)
    z = np.minimum(evidence(difference, error), most)
    inside = ~used | (np.abs(difference) + quantile(1 - share * ONE_SIDED_LEVEL) * error < margins)
    beyond = used & holm(z, used, share * FAMILY_LEVEL) & (np.abs(difference) > margins)
    answer = DIFFER if beyond.any() else AGREE if inside.all() else UNDECIDED
    return Judgement(answer, inside, beyond, z)


def evidence(difference: np.ndarray, error: np.ndarray) -> np.ndarray:
    """Return |difference| in standard errors.

    Infinite for a difference without any, 0 where nothing differs or where the error is not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.abs(difference) / error
    return np.where(np.isnan(difference) | np.isnan(error) | (difference == 0), 0.0, z)


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


def draws_needed(
    difference: np.ndarray, old_error: np.ndarray, new_error: np.ndarray, draws: int, margins: np.ndarray = MARGINS
) -> tuple[int, bool]:
    """(about how many draws would decide, whether both sides need them), from `draws` new ones now.

    A difference inside its margin is planned for as if there were none; one outside it as if it stayed.
    """
    used = ~np.isnan(difference)
    size, old, new = np.abs(difference[used]), old_error[used] ** 2, new_error[used] ** 2
    margins = np.broadcast_to(margins, difference.shape)[used]
    agreeing = size <= margins
    spans = quantile(1 - ONE_SIDED_LEVEL) + quantile(PLANNED_POWER)
    target = np.where(agreeing, margins / spans, size / 4.8) ** 2
    alone = new / np.maximum(target - old, 1e-300)
    if (target > 2 * old).all():  # the saved side leaves room
        return rounded(draws * max(1.0, float(alone.max()))), False
    return rounded(draws * max(1.0, float(((old + new) / target).max()))), True


def smallest_seen(error: np.ndarray, margins: np.ndarray, tests: int, power: float = 0.9) -> np.ndarray:
    """Return the smallest true differences that are called `differ` with this power, each alone among `tests`.

    They must be significant at Holm's first level, and their estimates beyond the margin.
    """
    significant = quantile(1 - FAMILY_LEVEL / tests / 2) * error
    return np.maximum(significant, margins) + quantile(power) * error


def rounded(draws: float) -> int:
    """Up to two significant digits."""
    digit = 10 ** max(0, math.floor(math.log10(max(draws, 1.0))) - 1)
    return math.ceil(draws / digit) * digit
