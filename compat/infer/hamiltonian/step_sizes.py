"""Step sizes with their warnings. Source: pymc3.step_methods.step_sizes."""

from __future__ import annotations

from typing import Any

from ...importing.module_getattr import absent_from
from ...models.backends.chain_warnings import acceptance_warnings
from . import step_size


class DualAverageAdaptation(step_size.DualAverageAdaptation):
    """Dual averaging of the step size, towards an acceptance; `warnings` compares that after tuning with the target.

    initial_step: the first step size, a scalar. target: the acceptance. gamma, k, t0: how fast it adapts.
    """

    def warnings(self) -> list[Any]:
        return acceptance_warnings(self._tuned_stats, self._target)


__getattr__ = absent_from(__name__)
