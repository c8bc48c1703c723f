"""The lists of rules, in the order in which they run."""

from __future__ import annotations

from compat.rules.canonicalise import CANONICALISE
from compat.rules.engine import Rule
from compat.rules.stabilise import STABILISE

SPECIALISE: tuple[Rule, ...] = ()

RULE_SETS: dict[str, tuple[tuple[str, tuple[Rule, ...]], ...]] = {
    "none": (),
    "canonicalise": (("canonicalise", CANONICALISE),),
    "all": (("canonicalise", CANONICALISE), ("stabilise", CANONICALISE + STABILISE),
            ("specialise", CANONICALISE + STABILISE + SPECIALISE)),
}
