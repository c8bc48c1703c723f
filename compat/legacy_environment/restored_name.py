"""One name that a library has dropped, and how to give it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """`owner` is a module, or a module and a class (`pandas:DataFrame`)."""

    owner: str
    name: str

    @property
    def module(self) -> str:
        return self.owner.partition(":")[0]

    @property
    def full_name(self) -> str:
        return f"{self.owner.replace(':', '.')}.{self.name}"


@dataclass(frozen=True)
class Removed(Row):
    """`make()` gives the object. Nothing is done where the name still exists.

    `note` says what it becomes and where that differs.
    """

    make: Callable[[], Any]
    note: str


@dataclass(frozen=True)
class Narrowed(Row):
    """A function that is still there and no longer takes what it took.

    `widen(real)` gives a function that asks the real one first, and speaks its language where it refuses. Nothing is
    done where `owner` has no such name, or `widen` finds nothing to do (None). `again`: keywords that are taken again,
    "*" for arguments by position; nothing where other values are.
    """

    widen: Callable[[Any], Any]
    note: str
    again: str = ""


def same_as(owner: str, names: str, of: str, note: str) -> tuple[Removed, ...]:
    """Names that live on under the same names in the module `of`."""
    return tuple(Removed(owner, name, _getter(of, name), note) for name in names.split())


def renamed(owner: str, of: str, **names: str) -> tuple[Removed, ...]:
    """Old name = new name, in the module `of`."""
    return tuple(Removed(owner, old, _getter(of, new), f"is {of}.{new}") for old, new in names.items())


def _getter(module: str, dotted: str) -> Callable[[], Any]:
    def get() -> Any:
        import importlib
        import operator

        return operator.attrgetter(dotted)(importlib.import_module(module))

    return get
