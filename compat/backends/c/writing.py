"""What the writer of a function is asked for by those that write parts of it: loops in blocks, sums, last vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from compat.backends.c.ir import Expr, Length, Load, Name
from compat.backends.c.item import Item
from compat.backends.c.nest import Loop, Schedule
from compat.backends.c.where import Where


class Writing(Protocol):
    """A function that is being written. writer.py says what each method does."""

    @property
    def name(self) -> str: ...

    @property
    def schedule(self) -> Schedule: ...

    def add(self, *statements: Any) -> None: ...

    def line(self, template: str, *parts: Length) -> None: ...

    def inside(self, new_names: bool = True) -> AbstractContextManager[list[Any]]: ...

    def flag(self, condition: Expr, undefined: bool = False) -> None: ...

    def local(self, dtype: str, value: Expr, stem: str) -> Name: ...

    def nodes(self, nodes: Sequence[Any], where: Where) -> None: ...

    def over(self, loop: Loop, where: Where) -> None: ...

    def points(self, loop: Loop, first: Expr, end: Expr | None, where: Where, sums: Sequence[str] | None = None,
               body_of: Callable[[], None] | None = None, declared: Any = None) -> None: ...

    def eight_points(self, loop: Loop, first: Expr, where: Where, sums: Sequence[str] | None = None) -> None: ...

    def keep(self, item: Item, value: Expr, where: Where) -> None: ...

    def memory(self, item: Item) -> str: ...

    def memory_at(self, item: Item, result_index: Sequence[Expr]) -> Load: ...

    def size(self, item: Item) -> Expr: ...


__all__ = ["Writing"]
