"""Step sizes with their warnings. Source: pymc3.step_methods.step_sizes."""

from __future__ import annotations

from typing import Any

from ...importing.module_getattr import absent_from
from ...samplers.steps import step_size
from ..runs.closing import acceptance_warnings


class DualAverageAdaptation(step_size.DualAverageAdaptation):
    """Dual averaging; `warnings` compares the acceptance after tuning with the target."""

    def warnings(self) -> list[Any]:
        return acceptance_warnings(self._tuned_stats, self._target)


__getattr__ = absent_from(__name__)
