"""Rewriting of loops before they are differentiated, as the gradient of a loop is another loop."""

from __future__ import annotations

from collections.abc import Sequence

from ...graph.program import Interner, intern, program
from ...graph.traversal import applies, leaves
from ...graph.variable import Constant, Variable
from ...ops.scan.inner_graph import without_test_values
from ...ops.scan.op import Scan
from .. import firing, thresholds
from ..dimensions import DIMENSIONS
from ..engine import Rules, rewrite
from ..indexing import INDEXING
from ..rerolling.rerolled import rerolled
from .inputs import without_unused_inputs
from .invariants import invariants_outside
from .lists import Attempt, over_loops, step_rewritten
from .log_recursions import is_log_recursion
from .outputs import (
    only_last_values,
    same_loop_once,
    without_unused_outputs,
)
from .states import all_values_kept
from .steps import steps_by_number

TIDIED: tuple[Attempt, ...] = (
    steps_by_number,
    same_loop_once,
    without_unused_outputs,
    without_unused_inputs,
    invariants_outside,
    step_rewritten("canonicalise"),
)
APART: tuple[Attempt, ...] = (
    *TIDIED,
    only_last_values,
)
ROWS = (*DIMENSIONS, *INDEXING)  # rules on reads of rows, so that reads of only the last row can be recognised
LOOPS_BEFORE_GRADIENT: tuple[Rules, ...] = (
    over_loops(TIDIED),
    ROWS,
    over_loops(APART, is_log_recursion),
    ROWS,
    over_loops((all_values_kept,)),
)


def loops_before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """Return `outputs` with unrolled loops rolled up, and with loops reduced to their sequential part."""
    outputs = list(firing.passed(rerolled, outputs, thresholds.LOOPS_FEWEST_NODES))
    if not any(isinstance(n.op, Scan) for n in applies(outputs)):
        return outputs
    with without_test_values():
        interner = Interner()
        inputs = [v for v in leaves(outputs) if not isinstance(v, Constant)]
        whole = program(inputs, intern(outputs, interner))
        for rules in LOOPS_BEFORE_GRADIENT:
            whole = rewrite(whole, rules, interner)
        return list(whole.outputs)


__all__ = ["loops_before_gradient"]
