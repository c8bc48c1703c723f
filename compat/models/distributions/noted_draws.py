"""Notes of what was drawn at a point: draws at further points are of the same variables in the same order."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NotedDraw:
    """A draw of a distribution that is made of its entry: the size, and the shapes of its parameters."""

    distribution: Any
    size: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Noted:
    """What was drawn, in order: the variables as they were begun, the distributions as they were done."""

    variables: list[Any] = field(default_factory=list)
    draws: list[NotedDraw] = field(default_factory=list)


NOTED: contextvars.ContextVar[Noted | None] = contextvars.ContextVar("noted", default=None)


@contextmanager
def noted_draws() -> Iterator[Noted]:
    """Note what is drawn in this block."""
    noted = Noted()
    token = NOTED.set(noted)
    try:
        yield noted
    finally:
        NOTED.reset(token)
