"""The protocol of step methods that have a form in C."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

import numpy as np

from .draws import MethodInC, Remembered, Settings
from .places import Places

Step = TypeVar("Step", contravariant=True)


class Form(Protocol[Step]):
    """The form in C of a class of step methods.

    A form has no state; its methods take the step method.
    """

    def method(self, step: Step, places: Places) -> MethodInC | None:
        """Return `step` as a method in C; None for options that C does not have."""

    def settings(self, step: Step) -> Settings:
        """Return the present state of `step`."""

    def remember(self, step: Step, now: Remembered) -> None:
        """Write the state after a run back to `step`."""

    def statistics(self, step: Step, numbers: np.ndarray) -> dict[str, Any]:
        """Return the statistics as columns by name, from the numbers of each draw."""
        return {}


__all__ = ["Form"]
