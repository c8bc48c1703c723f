"""Dual averaging of the step size: Hoffman and Gelman (2014), algorithm 5, with PyMC3 3.11.5's constants."""

from __future__ import annotations

import math


class DualAverageAdaptation:
    """Dual averaging: `current` is the exploring step size while tuning, and the average over tuning afterwards."""

    def __init__(
        self, initial_step: float, target: float, gamma: float = 0.05, k: float = 0.75, t0: float = 10.0
    ) -> None:
        self._initial_step, self._target, self._gamma, self._k, self._t0 = initial_step, target, gamma, k, t0
        self.reset()

    def reset(self) -> None:
        """Restart the adaptation."""
        self._log_step = self._log_bar = math.log(self._initial_step)
        self._mu = math.log(10 * self._initial_step)
        self._hbar = 0.0
        self._count = 1
        self._tuned_stats: list[float] = []  # acceptance after tuning

    def current(self, tune: bool) -> float:
        return math.exp(self._log_step if tune else self._log_bar)

    def update(self, accept_stat: float, tune: bool) -> None:
        """Adapt to the acceptance statistic of a tuning draw; record that of a later draw."""
        if not tune:
            self._tuned_stats.append(accept_stat)
            return
        weight = 1.0 / (self._count + self._t0)
        self._hbar = (1 - weight) * self._hbar + weight * (self._target - accept_stat)
        self._log_step = self._mu - self._hbar * math.sqrt(self._count) / self._gamma
        share = self._count**-self._k
        self._log_bar = share * self._log_step + (1 - share) * self._log_bar
        self._count += 1

    def stats(self) -> dict[str, float]:
        return {"step_size": math.exp(self._log_step), "step_size_bar": math.exp(self._log_bar)}
