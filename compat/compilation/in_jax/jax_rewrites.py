"""Rewriting of a program for JAX's samplers, after the rules for all backends.

First, choices are settled whose condition is static and is true everywhere, or nowhere, for the current data. Checks of
a distribution's parameters and support have this form if these are data. They cost C a cycle; XLA treats them as
ordinary values, and then neither fuses a sum of products nor removes the unused branch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...graph.garbage_collection import without_collections
from ...graph.program import Interner, Program, intern, program
from ...graph.traversal import replace
from ...graph.variable import Apply
from ...ops.elementwise.elemwise import Elemwise, broadcast_pattern
from ...ops.elementwise.selection import switch
from ...rules.engine import rewrite
from ...rules.match import literal
from ...settings import config


def settled_choices(main: Program, callers: int, values: Sequence[Any]) -> dict[int, bool]:
    """Return, by position among the data, the conditions of choices that are true, or false, everywhere.

    The data are the inputs of `main` after its first `callers`. Conditions with other uses are left out.
    """
    others = {id(v) for v in main.outputs}
    conditions: set[int] = set()
    for node in main.nodes:
        taken = _condition_alone(node)
        conditions.update(id(v) for v in taken)
        others.update(id(v) for v in node.inputs[len(taken) :])
    found = {}
    for k, (leaf, value) in enumerate(zip(main.inputs[callers:], values, strict=True)):
        if id(leaf) in conditions - others and isinstance(value, np.ndarray) and value.size:
            held = np.count_nonzero(value)
            if held in (0, value.size):
                found[k] = bool(held)
    return found


def _condition_alone(node: Apply) -> Sequence[Any]:
    """Return the condition of a choice, in a list, unless the shape of the result depends on it."""
    if not (type(node.op) is Elemwise and node.op.scalar_op is switch):
        return []
    _, x, y = node.inputs
    pattern = broadcast_pattern([x.type.broadcastable, y.type.broadcastable])
    return node.inputs[:1] if pattern == node.outputs[0].type.broadcastable else []


def rewritten_for_jax(main: Program, callers: int, choices: Mapping[int, bool], rule_set: str) -> Program:
    """Return `main`, with the same inputs, in the form that XLA prefers, given conditions at positions of its data."""
    from ...rules.common_masks import common_masks  # all rules: only when something is compiled
    from ...rules.lists import RULE_SETS  # all rules: only when something is compiled
    from ...rules.loops.lists import LOOPS_KEEP_LITTLE  # all rules: only when something is compiled
    from ...rules.loops.residuals import LOOPS_WITH_RESIDUALS  # all rules: only when something is compiled

    known = {main.inputs[callers + k]: _constant(main.inputs[callers + k], holds) for k, holds in choices.items()}
    with config.change_flags(compute_test_value="off"), without_collections():
        interner = Interner()
        whole = program(main.inputs, intern(replace(main.outputs, known), interner))
        for _, rules in RULE_SETS[rule_set] if choices else ():
            whole = rewrite(whole, rules, interner)
        for more in (common_masks, LOOPS_WITH_RESIDUALS, LOOPS_KEEP_LITTLE):
            whole = rewrite(whole, more, interner)
    return Program(main.inputs, whole.outputs, whole.nodes)


def _constant(condition: Any, holds: bool) -> Any:
    return literal(holds, "bool").dimshuffle(*["x"] * condition.type.ndim)
