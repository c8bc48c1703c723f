"""Shared variables that change at nearly every call become inputs of the function.

It is compiled again for that; setting one then costs as much as an argument, not a run of the data stage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ...graph.container import Container
from ...graph.variable import SharedVariable

CHANGES = 64  # of data, before a function is compiled in the other form; a loop over a few data sets compiles once
CALLS = 4  # calls per change, on average, at most
TRIES = 3  # compilations in the other form: changed lengths make one useless
UNCHANGED = 256  # calls without a change after which the data stage is used again

Run = Callable[[Any], Any]


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
    """A function over the current values of shared variables. stop: called when they no longer change."""

    def __init__(self, variables: Sequence[SharedVariable], run: Run, stop: Callable[[], None]) -> None:
        self.variables = tuple(variables)
        self._containers: list[Container] = [v.container for v in variables]
        self._run, self._stop = run, stop
        self._versions: list[int] = []
        self._unchanged = 0

    def __call__(self, given: Any) -> Any:
        versions = [c.version for c in self._containers]
        if versions != self._versions:
            self._versions, self._unchanged = versions, 0
        elif not any(c.aliased for c in self._containers):
            self._unchanged += 1
            if self._unchanged == UNCHANGED:
                self._stop()
        return self._run(given)


class Switching:
    """A function over data with two forms: the usual one, and another while some shared variables change often.

    make: returns the other form for the shared variables that change, or None if there is none; calls of that form
    return None if it cannot be used.
    """

    def __init__(self, changes: Changes, usual: Run, make: Callable[[list[SharedVariable]], Run | None]) -> None:
        self._changes, self._usual, self._make = changes, usual, make
        self._following: Following | None = None
        self._tries = TRIES

    def __call__(self, given: Any) -> Any:
        following = self._following
        if following is not None:
            result = following(given)
            if result is not None:
                return result
            self._stop()
        changes = self._changes
        changes.calls += 1
        result = self._usual(given)
        if changes.noted and self._tries and (often := changes.often()):
            self._tries -= 1
            run = self._make(often)
            self._following = None if run is None else Following(often, run, self._stop)
        return result

    def _stop(self) -> None:
        self._following = None


__all__ = ["Changes", "Following", "Switching"]
