"""What a FunctionGraph tells of its variables: who uses them, and their shapes as graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...graph.variable import Variable
from ...ops.shapes.shape import shape_of


class Clients(Mapping[Variable, list[tuple[Any, int]]]):
    """Variable -> pairs (application, position) of its users; ("output", position) for an output.

    A call with a variable gives the same.
    """

    def __init__(self, graph: Any) -> None:
        self._graph = graph

    def __getitem__(self, variable: Variable) -> list[tuple[Any, int]]:
        found = self._graph.get_clients(variable)
        if not found and variable not in self._graph.variables:
            raise KeyError(variable)
        return found

    def __iter__(self) -> Iterator[Variable]:
        return iter(self._graph.variables)

    def __len__(self) -> int:
        return len(self._graph.variables)

    def __call__(self, var: Variable) -> list[tuple[Any, int]]:
        return self._graph.get_clients(var)


class ShapeFeature:
    """Shapes of a graph's variables as graphs: `shape_of[v]` is a tuple of integer scalars, None for what has none."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph

    @property
    def shape_of(self) -> dict[Variable, Any]:
        """Variable -> its shape."""
        return {v: shape_of(v) if hasattr(v, "ndim") else None for v in self._graph.variables}
