"""Where a stored number lies among those of several runs: by a studentised difference.

With R runs and one stored number, all of them draws of one normal distribution, (stored - mean) / (sd * sqrt(1 + 1/R))
has Student's distribution of R - 1 degrees. No count of ranks among R numbers is rarer than 1 in R + 1, so that ranks
alone could tell no difference among the many numbers of a document: of what is far from normal, such as a mean with
heavy tails, runs tell no difference. What is printed to few digits takes few values and has twice the room.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

FEWEST = 5  # runs that a verdict needs
MOST = 1000  # runs that are thought of
PLAIN = 0.01  # a number that is rarer than this among its runs does not agree
NORMAL = 0.05  # the level of the check of normality
UNKNOWN_SETTINGS = 2.0  # the variance of a stored number, in that of ours, where nobody says how many chains it had
ROOM = 2.0  # for a shape that rounding hides
FEW_STEPS = 8  # that runs are at most apart whose shape it hides
LARGEST = 700.0  # whose exponential is a float
GROUPED = 10  # runs that two groups are looked for in
APART = 4.0  # the gap between two groups, in ranges of the wider one


@dataclass(frozen=True)
class Spread:
    """What several runs gave of a number. step: the unit of its last digit, 1 of an integer.

    stored_variance: of the stored number, in that of ours: more than 1 where fewer draws were made; None where nobody
    says how many.
    """

    values: tuple[float, ...]
    step: float
    stored_variance: float | None = 1.0

    @property
    def count(self) -> int:
        return len(self.values)

    @cached_property
    def mean(self) -> float:
        return float(np.mean(self.values))

    @cached_property
    def sd(self) -> float:
        """The standard deviation, in which rounding has its share: runs that print alike are not known to be equal."""
        return math.hypot(float(np.std(self.values, ddof=1)), self.step / math.sqrt(12.0))

    @property
    def moves(self) -> bool:
        return len(set(self.values)) > 1

    @cached_property
    def is_coarse(self) -> bool:
        """Whether it is printed to so few digits that these hide its shape."""
        return max(self.values) - min(self.values) <= FEW_STEPS * self.step * (1 + 1e-9)

    @cached_property
    def room(self) -> float:
        """1; `ROOM` where rounding hides the shape; infinite where it is far from normal."""
        return 1.0 if is_normal(self.values) else ROOM if self.is_coarse else math.inf

    def factor(self, count: int) -> float:
        """Return how far a stored number may be from the mean of `count` runs, in their sd, to be one sd away."""
        variance = UNKNOWN_SETTINGS if self.stored_variance is None else self.stored_variance
        return self.room * math.sqrt(variance + 1.0 / count)

    def apart(self, stored: float, half: float) -> float:
        """Return how far the stored number is from the mean, in standard deviations, beyond half a unit of both."""
        return max(0.0, abs(stored - self.mean) - half - self.step / 2) / self.sd

    def surely_apart(self, stored: float, half: float) -> float:
        """Return the smaller of two distances, of the number and of its logarithm.

        Heavy tails on one side look normal in few runs.
        """
        apart = self.apart(stored, half)
        if self.logarithms is None or stored * self.mean <= 0:
            return apart
        return min(apart, self.logarithms.apart(math.log(abs(stored)), half / abs(stored)))

    @cached_property
    def logarithms(self) -> Spread | None:
        """The spread of the logarithms, where all runs have one sign."""
        if min(self.values) <= 0 <= max(self.values):
            return None
        return Spread(tuple(math.log(abs(value)) for value in self.values), self.step / abs(self.mean))

    def probability(self, apart: float) -> float:
        """Return how probable a number at least so far away is, on both sides, with room for what is not known."""
        return _both_tails(apart / self.factor(self.count), self.count)

    def is_common(self, apart: float) -> bool:
        """Say whether a number so far away is one of many, without such room."""
        factor = math.sqrt((self.stored_variance or 1.0) + 1.0 / self.count)
        return _both_tails(apart / factor, self.count) >= PLAIN

    def sees(self, level: float) -> float:
        """Return the smallest distance, to the side where it is greater, that is significant, in sd of a run."""
        plain = quantile(level, self.count) * self.factor(self.count)
        if self.logarithms is None:
            return plain
        return max(plain, math.expm1(min(plain * self.logarithms.sd, LARGEST)) * abs(self.mean) / self.sd)

    def needed(self, distance: float, level: float) -> int | None:
        """Return how many runs would tell a distance; None where none would: the stored number has its own error."""

        def told(count: int) -> bool:
            return quantile(level, count) * self.factor(count) <= distance

        if not told(MOST):
            return None
        low, high = FEWEST, MOST
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if told(middle) else (middle + 1, high)
        return low


def is_normal(values: Sequence[float]) -> bool:
    """Say whether a test does not refuse that numbers come from a normal distribution."""
    from scipy.stats import shapiro  # a second, where runs are repeated

    return float(shapiro(values).pvalue) >= NORMAL


def groups(values: Sequence[float]) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return (lowest, highest) of the two groups that runs fall into; None where they are one group.

    Each group has two runs at least, and the gap between them is `APART` times as wide as the wider one.
    """
    ordered = sorted(values)
    if len(ordered) < GROUPED:
        return None
    for i in range(2, len(ordered) - 1):
        low, high = ordered[:i], ordered[i:]
        wider = max(low[-1] - low[0], high[-1] - high[0])
        if high[0] - low[-1] > APART * wider > 0:
            return (low[0], low[-1]), (high[0], high[-1])
    return None


@cache
def quantile(level: float, count: int) -> float:
    """Return the two-sided quantile of Student's distribution for `count` runs."""
    from scipy.special import stdtrit  # as above

    return float(-stdtrit(count - 1, level / 2))


def standard_errors(probability: float) -> float:
    """Return how many standard errors of a normal distribution are as improbable, on both sides."""
    from scipy.special import ndtri  # as above

    return float(-ndtri(max(probability, 1e-300) / 2))


def _both_tails(t: float, count: int) -> float:
    from scipy.special import stdtr  # as above

    return float(2 * stdtr(count - 1, -t))
