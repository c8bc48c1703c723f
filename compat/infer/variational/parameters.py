"""Parameters of approximations: their shapes, and the shared variables among them. Source: pymc3.variational.opvi."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.variable import SharedVariable, Variable


def collect_shared_to_list(params: Sequence[Variable]) -> list[Any]:
    """Return the shared variables among parameters, ordered by name.

    params: name -> variable of any shape, or None.
    """
    if params is None:
        return []
    if not isinstance(params, dict):
        raise TypeError(f"Unknown type {type(params)} for {params!r}, need dict or None")
    return [value for _, value in sorted(params.items(), key=lambda item: item[0]) if isinstance(value, SharedVariable)]


def shapes_from(spec: dict[str, tuple[str, ...]], **sizes: Any) -> dict[str, tuple[int, ...]]:
    """Return the shapes of parameters from formulas in `d` (dimension) and `s` (number of particles)."""
    return {
        name: tuple(eval(length, {"__builtins__": {"int": int}}, dict(sizes)) for length in lengths)
        for name, lengths in spec.items()
    }
