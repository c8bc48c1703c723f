"""Protocols of the writer of a function, for the modules that write parts of one: tiled loops, sums, last vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from ....graph.program import Program
from ....graph.variable import Apply, Constant
from ..computations.building import Computations
from ..computations.computation import Computation
from ..ir import Definition, Expr, Length, Load, Name
from ..nests.described import Described
from ..nests.nest import Loop, Schedule
from .draft import Draft, Kernel
from .loop_context import Where


class Writing(Described, Protocol):
    """A function that is being written; writer.py documents each method."""

    @property
    def name(self) -> str: ...

    @property
    def body(self) -> list[Any]: ...

    def add(self, *statements: Any) -> None: ...

    def line(self, template: str, *parts: Length) -> None: ...

    def inside(self, new_names: bool = True) -> AbstractContextManager[list[Any]]: ...

    def flag(self, condition: Expr, undefined: bool = False) -> None: ...

    def local(self, dtype: str, value: Expr, stem: str) -> Name: ...

    def nodes(self, nodes: Sequence[Any], where: Where) -> None: ...

    def over(self, loop: Loop, where: Where) -> None: ...

    def points(
        self,
        loop: Loop,
        first: Expr,
        end: Expr | None,
        where: Where,
        sums: Sequence[str] | None = None,
        body_of: Callable[[], None] | None = None,
        declared: Any = None,
    ) -> None: ...

    def eight_points(self, loop: Loop, first: Expr, where: Where, sums: Sequence[str] | None = None) -> None: ...

    def keep(self, computation: Computation, value: Expr, where: Where) -> None: ...

    def memory_at(self, computation: Computation, result_index: Sequence[Expr]) -> Load: ...

    def size(self, computation: Computation) -> Expr: ...

    def before_loop(self, dtype: str, value: Expr, stem: str) -> Name | None: ...

    def scratch(self, private: Sequence[Computation] | None = None) -> None: ...

    @property
    def inputs(self) -> list[Any]: ...

    @property
    def outputs(self) -> list[Any]: ...

    def constant(self, variable: Constant) -> Name: ...

    def needs(self, row: Any) -> None: ...

    def needs_pointer(self, *names: str) -> None: ...

    def needs_matrix_function(self, name: str) -> None: ...

    def part_name(self) -> str: ...

    @property
    def fewest_points(self) -> int: ...


class FunctionWriter(Writing, Protocol):
    """What the modules need that write functions of loops and branches."""

    def inner(
        self, program: Program, computations: Computations, schedule: Schedule, name: str, node: Apply
    ) -> FunctionWriter: ...

    def kernels(self) -> tuple[Kernel, ...]: ...

    def memory_statements(self) -> list[Any]: ...

    def length_statements(self, words: set[str]) -> list[Any]: ...

    def called(self) -> list[Draft | Definition]: ...

    def tables(self) -> list[Any]: ...

    def defines(self, kind: str, make: Callable[[str], Sequence[Draft | Definition]]) -> str: ...


__all__ = ["FunctionWriter", "Writing"]
