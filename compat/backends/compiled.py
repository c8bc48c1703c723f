"""The result of compiling a Program with any backend: something to call with arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

Run = Callable[[Sequence[Any]], list[Any]]


@dataclass(frozen=True, eq=False)
class Compiled:
    """A function from one array for each input of a Program to one for each output.

    call: the function itself, for callers that cannot afford the extra call of `__call__`.
    """

    call: Run
    fresh: ClassVar[bool] = False  # whether each call returns new arrays

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        return self.call(values)

    def bound(self, data: Any) -> Compiled:
        """Return it over the data that it reads again during a call: itself if it reads none."""
        return self

    @property
    def can_be_timed(self) -> bool:
        """Whether there is a variant that measures the time of each part (functions/profiling/timed.py)."""
        return False
