"""Runs the passes of a unit (passes/order.py): from lowered functions to definitions that are ready to be printed.

COMPAT_TRACE=2 prints each pass that changed something, before and after; COMPAT_CHECK=1 verifies the result of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...rules import firing
from .ir.check import check_unit
from .ir.statements import Definition, Function
from .passes.order import OPTIONAL, ORDER
from .print_ir import printed
from .tracing import CHECKED, TRACED, trace


def finished(unit: Sequence[Definition], in_pieces: bool = True) -> list[Definition]:
    """Return the definitions of a unit after all passes. in_pieces: it may be cut for several compilers."""
    unit = list(unit)
    for one in ORDER:
        new = firing.passed(one, unit) if one.__name__ in OPTIONAL else one(unit)
        if CHECKED:
            check_unit(new)
        if TRACED and new != unit:
            trace(printed(unit), printed(new), one.__name__)
        unit = new
    return unit if in_pieces else [replace(d, piece=None) if isinstance(d, Function) else d for d in unit]
