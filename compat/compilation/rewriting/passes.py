"""The list of everything that is done to a density or a function, by stage.

Each row has a name, with which COMPAT_WITHOUT switches it off and `rules/firing.py` counts it. docs/passes.md, which
`make firing` writes, says in how many models each fires and what leaving it out costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...backends.c.nests.order import NEST_PASSES
from ...backends.c.passes.order import PASSES, UNIT_PASSES
from ...graph.program import Program
from ...rules.density.terms_by_element import terms_by_element
from ...rules.engine import Pass, Rule, Rules
from ...rules.for_c import FOR_C
from ...rules.lists import BEFORE_GRADIENT, RULE_SETS
from ...rules.loops.before_gradient import LOOPS_BEFORE_GRADIENT
from ...rules.loops.residuals import LOOPS_WITH_RESIDUALS
from ...rules.rerolling.rerolled import rerolled
from ...rules.shared_divisors import shared_divisors
from ..data_stage.partition import BY_GROUP, LAID_OUT

# rules that are made for one Program, by the function that makes them
MADE_FOR_A_PROGRAM: dict[Callable[[Program], Sequence[Rule]], str] = {
    shared_divisors: "divide_by_shared",
}


@dataclass(frozen=True)
class Listed:
    """One rule or pass: its name, the first stage that has it, and its module."""

    name: str
    stage: str
    module: str


@cache
def passes() -> tuple[Listed, ...]:
    """Return all rules and passes, each once, by stage.

    The rules come first: every program has them, in functions too. What densities have before their gradient follows.
    """
    first: dict[str, Listed] = {}
    for stage, functions in _stages():
        for name, module in functions:
            first.setdefault(name, Listed(name, stage, module.removeprefix("theano_compat.")))
    return tuple(first.values())


def _stages() -> Iterator[tuple[str, Iterable[tuple[str, str]]]]:
    yield "as written", _names_and_modules([rerolled])
    for rule_set in ("all", "canonicalise", "none"):
        for stage, rules in RULE_SETS[rule_set]:
            yield f"rules: {stage}", _names_of(rules)
    yield "before the gradient", _names_and_modules(BEFORE_GRADIENT)
    for rules in LOOPS_BEFORE_GRADIENT:
        yield "loops before the gradient", _names_of(rules)
    yield "data", _names_and_modules([*BY_GROUP, *LAID_OUT])
    yield "sweeps over elements", _names_and_modules([terms_by_element])
    yield "for JAX", _names_of(LOOPS_WITH_RESIDUALS)
    yield "for C", _names_and_modules(FOR_C)
    yield "C: nests", _names_and_modules(NEST_PASSES)
    yield "C: statements", _names_and_modules(PASSES)
    yield "C: units", _names_and_modules(UNIT_PASSES)


def _names_of(rules: Rules) -> list[tuple[str, str]]:
    if isinstance(rules, Pass):
        return _names_and_modules(rules.parts or [rules.function])
    if callable(rules):
        return [(MADE_FOR_A_PROGRAM[rules], rules.__module__)]
    return _names_and_modules(rules)


def _names_and_modules(functions: Sequence[object]) -> list[tuple[str, str]]:
    found = [f.function if isinstance(f, Rule) else f for f in functions]
    return [(f.__name__, f.__module__) for f in found]  # type: ignore[attr-defined]


__all__ = ["Listed", "passes"]
