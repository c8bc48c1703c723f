"""The passes of a unit, run once and in order: from drafts of functions to definitions that are ready to be printed.

The clock is read between kernels, if that is wanted; temporaries get names; PASSES (passes/order.py) rewrite the
statements; loops in parts get functions of their own; the function is completed; then UNIT_PASSES rewrite what the unit
defines. COMPAT_TRACE=2 prints each pass that changed something, before and after; COMPAT_CHECK=1 verifies the result of
each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ...rules import firing
from .check_ir import check, check_unit
from .ir import Definition, Function
from .loops.draft import Draft
from .passes.order import PASSES, UNIT_PASSES
from .passes.parts import in_functions
from .passes.shared import shared
from .passes.timing import in_readings, timed, untimed
from .print_c import definitions, lines
from .tracing import CHECKED, TRACED, trace


def finished(drafts: Iterable[Draft | Definition]) -> list[Definition]:
    """Return the definitions of a unit after all passes."""
    unit = [d for one in drafts for d in (_completed(one) if isinstance(one, Draft) else [one])]
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


def _completed(draft: Draft) -> list[Definition]:
    body = timed(draft.kernels) if draft.timed else untimed(draft.kernels)
    body, parts = in_functions(rewritten(shared(body), draft.name), draft.around)
    *before, function = draft.complete(body)
    if draft.timed and isinstance(function, Function):
        function = in_readings(function)
    return [*before, *parts, function]


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


__all__ = ["finished"]
