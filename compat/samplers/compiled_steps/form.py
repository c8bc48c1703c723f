"""What is asked of each class of step methods that has a form in C."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

import numpy as np

from .draws import MethodInC, Remembered, Settings
from .places import Places

Step = TypeVar("Step", contravariant=True)


class Form(Protocol[Step]):
    """How a class of step methods is put in C.

    A form has no state of its own: it is asked about a step method.
    """

    def method(self, step: Step, places: Places) -> MethodInC | None:
        """Return what stands for `step` in C; None where C lacks one of its options."""

    def settings(self, step: Step) -> Settings:
        """Return what `step` remembers now."""

    def remember(self, step: Step, now: Remembered) -> None:
        """Leave `step` as it is after draws."""

    def statistics(self, step: Step, numbers: np.ndarray) -> dict[str, Any]:
        """Return columns of statistics by name, from the numbers of each draw."""
        return {}


__all__ = ["Form"]
