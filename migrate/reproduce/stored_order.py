"""Outputs that were stored out of order: a cell above was run after the cell that printed them, or in another session.

A notebook stores the number of each cell's last run. If a cell needs a name that a cell above it gives, and has a lower
number than that cell, or the same one, then its output was not made of what stands above it now.
"""

from __future__ import annotations

from collections.abc import Sequence

from .bound_names import changed_names, given_names, needed_names, tree
from .notebook_file import Cell


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
        above = {name: givers[name] for name in needed_names(text) if name in givers}
        for name, giver in sorted(above.items(), key=lambda one: one[1].number):
            if giver.number in found:
                found.setdefault(cell.number, found[giver.number])
            elif cell.run and giver.run and cell.run <= giver.run:
                other = " of another session" * (cell.run == giver.run)
                why = (
                    f"cell {cell.number} is of run {cell.run}, {name} of cell {giver.number} of run {giver.run}{other}"
                )
                found.setdefault(cell.number, f"stored out of order: {why}")
        givers |= dict.fromkeys([*given_names(cell.python), *changed_names(text)], cell)
    return found
