"""The passes of a unit, run once and in order: from lowered functions to definitions that are ready to be printed.

The clock is read between kernels, if that is wanted;
temporaries get names; PASSES (passes/order.py) rewrite the statements; scratch memory is placed; loops in parts get
functions of their own; each function is completed; then UNIT_PASSES rewrite what the unit defines. COMPAT_TRACE=2
prints each pass that changed something, before and after; COMPAT_CHECK=1 verifies the result of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ...rules import firing
from .ir.check import check, check_unit
from .ir.statements import Definition, Function
from .passes.completion import completed
from .passes.order import PASSES, UNIT_PASSES
from .passes.parts import in_functions
from .passes.scratch import with_scratch
from .passes.shared import shared
from .passes.timing import with_readings
from .print_c import definitions, lines
from .tracing import CHECKED, TRACED, trace


def finished(unit: Sequence[Definition]) -> list[Definition]:
    """Return the definitions of a unit, without functions in functions, after all passes."""
    unit = with_readings(unit)
    unit = [replace(d, body=tuple(_rewritten(d))) if isinstance(d, Function) else d for d in unit]
    unit = completed(in_functions(unit))
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


def _rewritten(function: Function) -> list[Any]:
    return with_scratch(rewritten(shared(function.body), function.name))


def rewritten(body: Sequence[Any], function: str) -> list[Any]:
    """Return the statements of a function after PASSES; `function` is its name in the trace."""
    body = list(body)
    for one in PASSES:
        new = firing.passed(one, body)
        if CHECKED:
            check(new)
        if TRACED and new != body:
            trace(lines(body), lines(new), f"{function}: {one.__name__}")
        body = new
    return body
