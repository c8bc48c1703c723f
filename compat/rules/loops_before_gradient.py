"""What is done to loops before a gradient is taken through them, since that of a loop is another loop."""

from __future__ import annotations

from collections.abc import Sequence

from compat.graph.program import Interner, intern, program
from compat.graph.traversal import applies, leaves
from compat.graph.variable import Constant, Variable
from compat.ops.inner_graph import without_test_values
from compat.ops.scan_op import Scan
from compat.rules.engine import Pass, rewrite
from compat.rules.loop_inputs import without_unused_inputs
from compat.rules.loop_invariants import invariants_outside
from compat.rules.loop_lifted import independent_outside, steps_by_number
from compat.rules.loop_outputs import (
    equal_outputs_once,
    only_last_values,
    same_loop_once,
    without_unused_outputs,
)
from compat.rules.loops import Attempt, over_loops, step_rewritten
from compat.rules.rerolling import rerolled

FEW = 250  # nodes of a log density that is compiled fast enough as it stands

LOOPS_BEFORE_GRADIENT: tuple[Attempt, ...] = (
    steps_by_number, same_loop_once, without_unused_outputs, without_unused_inputs, only_last_values,
    equal_outputs_once, invariants_outside, step_rewritten("canonicalise"), independent_outside)


def loops_before_gradient(outputs: Sequence[Variable]) -> list[Variable]:
    """`outputs` with what was unrolled as loops, and with loops that do no more than one step must wait for."""
    outputs = rerolled(outputs, FEW)
    if not any(isinstance(n.op, Scan) for n in applies(outputs)):
        return outputs
    with without_test_values():
        interner = Interner()
        inputs = [v for v in leaves(outputs) if not isinstance(v, Constant)]
        whole = program(inputs, intern(outputs, interner))
        return list(rewrite(whole, Pass(over_loops(LOOPS_BEFORE_GRADIENT)), interner).outputs)


__all__ = ["loops_before_gradient"]
