"""What is done to loops before a gradient is taken through them, since that of a loop is another loop."""

from __future__ import annotations

from collections.abc import Sequence

from compat.graph.program import Interner, intern, program
from compat.graph.traversal import applies, leaves
from compat.graph.variable import Constant, Variable
from compat.ops.scan.inner_graph import without_test_values
from compat.ops.scan.op import Scan
from compat.rules.dimensions import DIMENSIONS
from compat.rules.engine import Pass, Rules, rewrite
from compat.rules.indexing import INDEXING
from compat.rules.loops.inputs import without_unused_inputs
from compat.rules.loops.invariants import invariants_outside
from compat.rules.loops.lifted import independent_outside, steps_by_number
from compat.rules.loops.lists import Attempt, over_loops, step_rewritten
from compat.rules.loops.log_recursions import is_log_recursion
from compat.rules.loops.logarithms import recursions_in_logarithms
from compat.rules.loops.outputs import (
    equal_outputs_once,
    only_last_values,
    same_loop_once,
    without_unused_outputs,
)
from compat.rules.loops.states import all_values_kept, states_without_ones
from compat.rules.loops.vectors import expensive_after, expensive_before
from compat.rules.rerolling.rerolled import rerolled

FEW = 250  # nodes of a log density that is compiled fast enough as it stands

TIDIED: tuple[Attempt, ...] = (
    steps_by_number,
    same_loop_once,
    without_unused_outputs,
    without_unused_inputs,
    equal_outputs_once,
    invariants_outside,
    step_rewritten("canonicalise"),
    states_without_ones,
)
APART: tuple[Attempt, ...] = (
    *TIDIED,
    only_last_values,
    independent_outside,
    recursions_in_logarithms,
    expensive_before,
    expensive_after,
)
ROWS = (*DIMENSIONS, *INDEXING)  # rules for what reads rows of loops, so that only the last is read where that is so
LOOPS_BEFORE_GRADIENT: tuple[Rules, ...] = (
    Pass(over_loops(TIDIED)),
    ROWS,
    Pass(over_loops(APART, is_log_recursion)),
    ROWS,
    Pass(over_loops((all_values_kept,))),
)


def loops_before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """`outputs` with what was unrolled as loops, and with loops that do no more than one step must wait for."""
    outputs = rerolled(outputs, FEW)
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
