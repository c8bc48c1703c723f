"""Outputs that were stored out of order: a cell above was run after the cell that printed them, or in another session.

A notebook stores the number of each cell's last run. If a cell needs a name that a cell above it gives, and has a lower
number than that cell, or the same one, then its output was not made of what stands above it now.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .bound_names import bound_names, tree
from .notebook_file import Cell

LOCAL = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def out_of_order(cells: Sequence[Cell]) -> dict[int, str]:
    """Return cell -> why what it printed is not of what stands above it, by its own run or those of cells it needs.

    Modules are left out: to import one again changes nothing. Where all runs have the same number a tool gave it.
    """
    if len({cell.run for cell in cells}) < 2:
        return {}
    givers: dict[str, Cell] = {}
    found: dict[int, str] = {}
    for cell in cells:
        text = tree(cell.python)
        above = {name: givers[name] for name in _needed(text) if name in givers}
        for name, giver in sorted(above.items(), key=lambda one: one[1].number):
            if giver.number in found:
                found.setdefault(cell.number, found[giver.number])
            elif cell.run and giver.run and cell.run <= giver.run:
                other = " of another session" * (cell.run == giver.run)
                why = (
                    f"cell {cell.number} is of run {cell.run}, {name} of cell {giver.number} of run {giver.run}{other}"
                )
                found.setdefault(cell.number, f"stored out of order: {why}")
        local = _local(text)
        given = [name for name, module in bound_names(cell.python) if not module and name not in local]
        givers |= dict.fromkeys([*given, *_changed(text)], cell)
    return found


def _needed(text: ast.AST) -> set[str]:
    """Return the names that a text reads, but for its own loops' and functions' variables."""
    read = {one.id for one in ast.walk(text) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    return read - _local(text)


def _local(text: ast.AST) -> set[str]:
    found: set[str] = set()
    for one in ast.walk(text):
        if isinstance(one, ast.comprehension | ast.For):
            found |= {part.id for part in ast.walk(one.target) if isinstance(part, ast.Name)}
        elif isinstance(one, LOCAL):
            given = one.args
            several = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
            found |= {part.arg for part in several if part is not None}
    return found


def _changed(text: ast.AST) -> Iterator[str]:
    """Yield the names whose object a text changes: `frame["x"] = 1`, `model.name = "a"`."""
    for one in ast.walk(text):
        if isinstance(one, ast.Subscript | ast.Attribute) and isinstance(one.ctx, ast.Store):
            base: ast.expr = one
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id
