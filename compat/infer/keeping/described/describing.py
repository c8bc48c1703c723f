"""What those that describe one kind of objects ask of the description that they add to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from .graphs import Graphs


class Describing(Protocol):
    """A description in work.

    model: whose variables stand for themselves. graphs: digests of variables. unseen: what could not be described.
    reads_code: the code of a function is part of it.
    """

    model: Any
    graphs: Graphs
    unseen: dict[str, None]
    reads_code: bool

    def text(self, value: Any, label: str) -> str:
        """Return the text of a value: all that it is, or the name of a part that is described apart."""
        ...

    def texts(self, values: Sequence[Any], label: str) -> str:
        """Return the texts of several values."""
        ...

    def array(self, value: Any, label: str) -> str:
        """Return the text of an array of any kind."""
        ...

    def note(self, label: str, text: str) -> None:
        """Add to the part of that name."""
        ...

    def cannot(self, label: str, why: str) -> str:
        """Note that something cannot be described, and return a text for it."""
        ...

    def is_new(self, label: str) -> bool:
        """Return whether there is no part of that name yet."""
        ...

    def alone(self) -> Describing:
        """Return an empty description of the same model."""
        ...

    def parts(self) -> dict[str, str]:
        """Return the digests, by name."""
        ...


__all__ = ["Describing"]
