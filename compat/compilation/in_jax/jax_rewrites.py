"""Rewriting of a program for JAX's samplers, after the rules for all backends."""

from __future__ import annotations

from ...graph.garbage_collection import without_collections
from ...graph.program import Interner, Program
from ...rules.engine import rewrite
from ...settings import config


def rewritten_for_jax(main: Program) -> Program:
    """Return `main`, with the same inputs, in the form that XLA prefers."""
    from ...rules.loops.lists import LOOPS_KEEP_LITTLE  # all rules: only when something is compiled
    from ...rules.loops.residuals import LOOPS_WITH_RESIDUALS  # all rules: only when something is compiled

    with config.change_flags(compute_test_value="off"), without_collections():
        whole, interner = main, Interner()
        for rules in (LOOPS_WITH_RESIDUALS, LOOPS_KEEP_LITTLE):
            whole = rewrite(whole, rules, interner)
    return Program(main.inputs, whole.outputs, whole.nodes)
