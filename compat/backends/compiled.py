"""What compiling a Program gives, by whichever backend: something that is called with arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

Run = Callable[[Sequence[Any]], list[Any]]


@dataclass(frozen=True, eq=False)
class Compiled:
    """A function from one array for each input of a Program to one for each output.

    call: the function itself; who calls often calls it, not the object, which hands on.
    """

    call: Run
    fresh: ClassVar[bool] = False  # whether the arrays that it returns are new at each call

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        return self.call(values)

    @property
    def can_be_timed(self) -> bool:
        """Whether the same can be run in a variant that tells the time of each part (functions/profiling/timed.py)."""
        return False
