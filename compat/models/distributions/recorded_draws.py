"""A record of the draws at one point, which is replayed for further points in the same order."""

from __future__ import annotations

import contextvars
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class NotedDraw:
    """A draw of a distribution made from an entry: the size, and the shapes of its parameters."""

    distribution: Any
    size: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Noted:
    """The record: variables in the order in which they began, distributions in the order in which they were drawn."""

    variables: list[Any] = field(default_factory=list)
    draws: list[NotedDraw] = field(default_factory=list)


NOTED: contextvars.ContextVar[Noted | None] = contextvars.ContextVar("noted", default=None)


@contextmanager
def noted_draws() -> Iterator[Noted]:
    """Record the draws made in this block."""
    noted = Noted()
    token = NOTED.set(noted)
    try:
        yield noted
    finally:
        NOTED.reset(token)
