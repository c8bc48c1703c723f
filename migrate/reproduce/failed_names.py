"""Cells that end, and rest on what a cell before them would have given, had it not failed.

Such a cell finds half of a model, or a name of before, or draws data without the seed that was to be set: what it
prints is not what the document says.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from .bound_names import changed_names, given_names, needed_names, tree
from .data_draws import DATA, SEEDS
from .notebook_file import Cell

LINE = re.compile(r"Cell In ?\[\d+\], line (\d+)")  # of IPython's tracebacks; the first is the cell's own
SEED = "the seed"


def resting_on_failures(cells: Sequence[Cell], failed: Mapping[int, str]) -> dict[int, str]:
    """Return cell -> why its numbers are not what the document says. failed: cell -> its traceback."""
    missing: dict[str, str] = {}  # name -> what it rests on
    found: dict[int, str] = {}
    for cell in cells:
        needed = needed_names(tree(cell.python)) | ({SEED} if DATA.search(cell.python) else set())
        first = next((missing[name] for name in sorted(needed & missing.keys())), None)
        given, text = given_names(cell.python), cell.python
        if cell.number in failed:
            text = unfinished(text, failed[cell.number])
            own = {*given_names(text), *changed_names(tree(text)), *([SEED] if SEEDS.search(text) else [])}
            missing |= {name: f"it rests on {name} of cell {cell.number}, which failed" for name in own}
        elif first is not None:
            found[cell.number] = first
            missing |= dict.fromkeys([*given, *changed_names(tree(text))], first)
        else:
            missing = {name: why for name, why in missing.items() if name not in given}
            if SEEDS.search(text):
                missing.pop(SEED, None)
    return found


def unfinished(text: str, trace: str) -> str:
    """Return the statements of a cell from that on in which it failed; all of them where nothing tells which."""
    line = LINE.search(trace)
    if line is None:
        return text
    body = [one for one in tree(text).body if (one.end_lineno or 0) >= int(line[1])]
    return ast.unparse(ast.Module(body, [])) if body else text
