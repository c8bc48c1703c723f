"""Cells whose text matches a pattern, and those that read a name which such a cell gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bound_names import given_names, needed_names, tree
from ..notebook_file import Cell


def resting_on(cells: Sequence[Cell], pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> frozenset[int]:
    """Return their numbers. A name that a cell gives anew, without such a name, rests on nothing any more.

    but: what ends it: a cell that matches this is none of them.
    """
    found: set[int] = set()
    names: set[str] = set()
    for one in cells:
        given = set(given_names(one.python))
        ends = but is not None and but.search(one.python)
        if not ends and (pattern.search(one.python) or names & needed_names(tree(one.python))):
            found.add(one.number)
            names |= given
        else:
            names -= given
    return frozenset(found)
