"""The passes on the loop IR in their order, in two lists.

PASSES rewrite the statements (ir.py) of a function, and UNIT_PASSES the functions of a unit. COMPAT_TRACE=2 prints each
pass that changed something, before and after; COMPAT_CHECK=1 verifies the result of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ....rules import firing
from ..check_ir import check, check_unit
from ..ir import Definition
from ..print_c import definitions, lines
from ..tracing import CHECKED, TRACED, difference, trace
from .outline import by_eight, outlined
from .unrolled import unrolled
from .unused import without_unused
from .vector_forms import with_vector_forms

Pass = Callable[[Sequence[Any]], list[Any]]
PASSES: tuple[Pass, ...] = (without_unused, unrolled, with_vector_forms)
UnitPass = Callable[[Sequence[Definition]], list[Definition]]
UNIT_PASSES: tuple[UnitPass, ...] = (by_eight, outlined)


def rewritten(body: Sequence[Any], function: str) -> list[Any]:
    """Return the statements of a function after all passes; `function` is its name in the trace."""
    body = list(body)
    for one in PASSES:
        new = firing.passed(one, body)
        if CHECKED:
            check(new)
        if TRACED and new != body:
            trace(lines(body), lines(new), f"{function}: {one.__name__}")
        body = new
    return body


def finished(unit: Sequence[Definition]) -> list[Definition]:
    """Return the definitions of a unit after all passes on units, ready to be printed."""
    unit = list(unit)
    if CHECKED:
        check_unit(unit)
    for one in UNIT_PASSES:
        new = firing.passed(one, unit)
        if CHECKED:
            check_unit(new)
        if TRACED and new != unit:
            trace(definitions(unit).splitlines(), definitions(new).splitlines(), one.__name__)
        unit = new
    return unit


def changes(before: Sequence[Any], after: Sequence[Any], title: str) -> str:
    """Return the difference between two lists of statements, as C with `-` and `+`."""
    return difference(lines(before), lines(after), title)


__all__ = ["PASSES", "UNIT_PASSES", "Pass", "UnitPass", "changes", "finished", "rewritten"]
