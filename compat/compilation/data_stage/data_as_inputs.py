"""Shared variables that change at nearly every call become inputs of the function.

It is compiled again for that; setting one then costs as much as an argument, not a run of the data stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.container import Container
from ...graph.variable import SharedVariable

CHANGES = 64  # of data, before a function is compiled in the other form; a loop over a few data sets compiles once
CALLS = 4  # calls per change, on average, at most
TRIES = 3  # compilations in the other form: changed lengths make one useless
UNCHANGED = 256  # calls without a change after which the data stage is used again


class Changes:
    """Counts how often the shared variables that a stage reads change, and how often the function is called."""

    def __init__(self, variables: Sequence[SharedVariable]) -> None:
        self._variables = list(variables)
        self.calls = 0
        self.noted = False  # since `often` was last called
        self._times = [0] * len(self._variables)

    def forget(self) -> None:
        """Reset all counts."""
        self.calls, self._times = 0, [0] * len(self._variables)

    def note(self, changed: Sequence[bool]) -> None:
        """Count the variables that were changed, or may have been."""
        self.noted = True
        for k, one in enumerate(changed):
            self._times[k] += one

    def often(self) -> list[SharedVariable]:
        """Return the variables that change at nearly every call; none until that is clear."""
        self.noted = False
        most = max(self._times, default=0)
        if most < CHANGES:
            return []
        found = [v for v, times in zip(self._variables, self._times, strict=True) if CALLS * times >= most]
        calls = self.calls
        self.forget()
        return found if calls <= CALLS * most else []


class Following:
    """Shared variables whose values are arguments of a call, until they no longer change."""

    def __init__(self, variables: Sequence[SharedVariable]) -> None:
        self.variables = tuple(variables)
        self._containers: list[Container] = [v.container for v in variables]
        self._versions: list[int] = []
        self._unchanged = 0

    def values(self) -> list[Any]:
        """Return their current values."""
        return [c.held for c in self._containers]

    def is_last(self) -> bool:
        """Return, at each call, whether it is the last one: the variables have not changed for long."""
        versions = [c.version for c in self._containers]
        if versions != self._versions:
            self._versions, self._unchanged = versions, 0
        elif not any(c.aliased for c in self._containers):
            self._unchanged += 1
            return self._unchanged == UNCHANGED
        return False


__all__ = ["TRIES", "Changes", "Following"]
