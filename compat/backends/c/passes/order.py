"""The order of all passes between computations and text, in three lists.

NEST_PASSES choose how the loops of a nest run (nest.py), PASSES rewrite the statements (ir.py) of a function, and
UNIT_PASSES the functions of a unit. COMPAT_TRACE=2 prints each pass that changed something, before and after;
COMPAT_CHECK=1 verifies the result of each.
"""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from ....rules import firing
from .. import check_nest, nest
from ..check_ir import check, check_unit
from ..ir import Definition
from ..nest import Schedule
from ..print_c import definitions, lines
from ..schedule import schedule
from .last_vector import with_last_vectors
from .outline import by_eight, outlined
from .parallel_loops import in_parts
from .tiling import in_tiles
from .unrolled import unrolled
from .unused import without_unused
from .vector_forms import with_vector_forms

NestPass = Callable[[Schedule], Schedule]
NEST_PASSES: tuple[NestPass, ...] = (in_tiles, in_parts, with_last_vectors)
Pass = Callable[[Sequence[Any]], list[Any]]
PASSES: tuple[Pass, ...] = (without_unused, unrolled, with_vector_forms)
UnitPass = Callable[[Sequence[Definition]], list[Definition]]
UNIT_PASSES: tuple[UnitPass, ...] = (by_eight, outlined)
_CHECK = os.environ.get("COMPAT_CHECK") == "1"
_TRACE = os.environ.get("COMPAT_TRACE") == "2"


def scheduled(computations: Any, may_cut: bool = False) -> Schedule:
    """Return the nest of `computations` after all passes. may_cut: loops may be cut into parts for threads."""
    found = schedule(computations)
    for one in NEST_PASSES:
        if one is in_parts and not may_cut:
            continue
        new = found if one.__name__ in firing.left_out() else one(found)
        changed = _ways(new) != _ways(found)
        if changed:
            firing.count(one.__name__)
        if _CHECK:
            check_nest.check(new)
        if _TRACE and changed:
            print(_diff(nest.shown(found.body), nest.shown(new.body), one.__name__), file=sys.stderr)
        found = new
    return found


def _ways(found: Schedule) -> list[tuple[type, bool]]:
    """Return the way each loop runs: all that a pass on nests may change."""
    return [(type(loop.how), loop.cut) for loop in nest.loops(found.body)]


def rewritten(body: Sequence[Any], function: str) -> list[Any]:
    """Return the statements of a function after all passes; `function` is its name in the trace."""
    body = list(body)
    for one in PASSES:
        new = firing.passed(one, body)
        if _CHECK:
            check(new)
        if _TRACE and new != body:
            print(changes(body, new, f"{function}: {one.__name__}"), file=sys.stderr)
        body = new
    return body


def finished(unit: Sequence[Definition]) -> list[Definition]:
    """Return the definitions of a unit after all passes on units, ready to be printed."""
    unit = list(unit)
    if _CHECK:
        check_unit(unit)
    for one in UNIT_PASSES:
        new = firing.passed(one, unit)
        if _CHECK:
            check_unit(new)
        if _TRACE and new != unit:
            print(_diff(definitions(unit).splitlines(), definitions(new).splitlines(), one.__name__), file=sys.stderr)
        unit = new
    return unit


def changes(before: Sequence[Any], after: Sequence[Any], title: str) -> str:
    """Return the difference between two lists of statements, as C with `-` and `+`."""
    return _diff(lines(before), lines(after), title)


def _diff(before: Sequence[str], after: Sequence[str], title: str) -> str:
    return "\n".join(difflib.unified_diff(before, after, title, "after", lineterm="", n=1))


__all__ = [
    "NEST_PASSES",
    "PASSES",
    "UNIT_PASSES",
    "NestPass",
    "Pass",
    "UnitPass",
    "changes",
    "finished",
    "rewritten",
    "scheduled",
]
