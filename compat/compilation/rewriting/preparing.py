"""Freezes a graph, rewrites it, and splits it by binding time.

This module imports all rules, so others import it only when something must be compiled.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from ...graph.check import check
from ...graph.garbage_collection import without_collections
from ...graph.program import Interner, Program, inlined, intern, program
from ...graph.user_op import require_perform
from ...graph.variable import Apply, Variable
from ...rules import firing
from ...rules.engine import rewrite
from ...rules.lists import RULE_SETS
from ...rules.rerolling.rerolled import rerolled
from ...settings import config
from ..data_stage.binding import Partitioned
from ..data_stage.partition import check_partition, lift_constants, split, used_data
from .registered_rules import for_all
from .user_rules import rules_of_users, run_own

_CHECK = os.environ.get("COMPAT_CHECK") == "1"


def prepare(
    inputs: Sequence[Variable],
    outputs: Sequence[Variable],
    rule_set: str = "all",
    fold: bool = True,
    own: Sequence[Any] = (),
    rarely_changed: bool = False,
    by_group: bool = False,
    in_jax: bool = False,
) -> Partitioned:
    """Return the rewritten and partitioned Program of `outputs`.

    inputs: the caller's; all other leaves are data. own: the user's optimizers, which run last. rarely_changed,
    by_group, in_jax: as in `split`.
    """
    with config.change_flags(compute_test_value="off"), without_collections():  # nodes that rules make have none
        return _prepared_program(inputs, outputs, rule_set, fold, own, rarely_changed, by_group, in_jax)


def _prepared_program(
    inputs: Sequence[Variable],
    outputs: Sequence[Variable],
    rule_set: str,
    fold: bool,
    own: Sequence[Any],
    rarely_changed: bool,
    by_group: bool,
    in_jax: bool,
) -> Partitioned:
    wanted = inlined(outputs)
    if rule_set == "all":
        wanted = firing.passed(rerolled, wanted)
    lifted, _ = lift_constants(wanted, rule_set == "all")
    interner = Interner()
    whole = program(inputs, intern(lifted, interner))
    require_perform(whole.nodes)
    typed: set[Apply] = set()
    _check_if_asked(whole, inputs, "frozen", typed)
    for name, rules in RULE_SETS[rule_set]:
        users = rules_of_users(name)
        whole = rewrite(whole, (*rules, *users) if users and not callable(rules) else rules, interner)
        _check_if_asked(whole, inputs, name, typed)
    if users_own := [*for_all(rule_set), *own]:
        whole = run_own(whole, users_own, interner)
        _check_if_asked(whole, inputs, "the user's optimizers", typed)
    partitioned = split(whole, inputs, interner, fold, rarely_changed, by_group, in_jax)
    if _CHECK:
        check_partition(partitioned)
    return partitioned


def _check_if_asked(whole: Program, inputs: Sequence[Variable], stage: str, typed: set[Apply]) -> None:
    if _CHECK:
        check(Program((*inputs, *used_data(whole, inputs)), whole.outputs, whole.nodes), stage, typed)
