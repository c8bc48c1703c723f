"""Dual averaging of the step size: Hoffman and Gelman (2014), algorithm 5, with PyMC3 3.11.5's constants."""

from __future__ import annotations

import math


class DualAveraging:
    """`current` while tuning is the exploring step size, afterwards the average over tuning."""

    def __init__(self, initial: float, target: float, gamma: float = 0.05, k: float = 0.75, t0: float = 10.0):
        self._target, self._gamma, self._k, self._t0 = target, gamma, k, t0
        self._log_step = self._log_average = math.log(initial)
        self._shrink_to = math.log(10 * initial)
        self._error = 0.0
        self._count = 1

    def current(self, tuning: bool) -> float:
        return math.exp(self._log_step if tuning else self._log_average)

    def update(self, accept: float) -> None:
        """Learn from the acceptance statistic of a tuning draw."""
        weight = 1.0 / (self._count + self._t0)
        self._error += weight * (self._target - accept - self._error)
        self._log_step = self._shrink_to - self._error * math.sqrt(self._count) / self._gamma
        share = self._count**-self._k
        self._log_average += share * (self._log_step - self._log_average)
        self._count += 1

    def statistics(self) -> dict[str, float]:
        return {"step_size": math.exp(self._log_step), "step_size_bar": math.exp(self._log_average)}
