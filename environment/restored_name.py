"""Rows of the tables: a name that a library has dropped, or a function that accepts less, and how to restore it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A row of a table. `owner` is a module, or a module and a class (`pandas:DataFrame`)."""

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
    """A name that a library has removed; `make()` gives the object. A name that still exists is left alone.

    `note` says what the name becomes and where that differs.
    """

    make: Callable[[], Any]
    note: str


@dataclass(frozen=True)
class Narrowed(Row):
    """A function that no longer accepts arguments it once did.

    `widen(real)` returns a function that calls the real one first and translates the arguments if it refuses them.
    Nothing is done where `owner` has no such name, or `widen` returns None. `again`: the keywords that are accepted
    again, "*" for positional arguments; empty where only values differ.
    """

    widen: Callable[[Any], Any]
    note: str
    again: str = ""


def same_as(owner: str, names: str, of: str, note: str) -> tuple[Removed, ...]:
    """Return rows for names that live on under the same names in the module `of`."""
    return tuple(Removed(owner, name, _getter(of, name), note) for name in names.split())


def renamed(owner: str, of: str, **names: str) -> tuple[Removed, ...]:
    """Return rows for `old=new` names, found in the module `of`."""
    return tuple(Removed(owner, old, _getter(of, new), f"is {of}.{new}") for old, new in names.items())


def _getter(module: str, dotted: str) -> Callable[[], Any]:
    def get() -> Any:
        import importlib
        import operator

        return operator.attrgetter(dotted)(importlib.import_module(module))

    return get
