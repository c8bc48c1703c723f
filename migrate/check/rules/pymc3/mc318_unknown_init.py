"""MC318: an `init=` of pm.sample that there is not."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC318",
    severity="breaks",
    title="init= that pm.sample does not know",
    why="It raises ValueError, here as in PyMC3 3.11.",
    do="Leave it out for jitter+adapt_diag, which replaced the others.",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, init="nuts")  # MC318
    pm.sample(1000, init="advi+adapt_diag")
    pm.sample(1000, init=None)
    pm.sample(1000, init="ADVI")
    pm.sample(1000, None, "metropolis")  # MC318
"""
KNOWN = frozenset(
    "auto adapt_diag jitter+adapt_diag jitter+adapt_diag_grad advi+adapt_diag advi+adapt_diag_grad advi advi_map map"
    " adapt_full jitter+adapt_full".split()
)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample", "init_nuts"]):
        given = keyword(call, "init")
        value = given.value if given is not None else call.args[2] if len(call.args) > 2 else None
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.lower() not in KNOWN:
            yield Hit(value, "pymc3.sample", f"there is no init {value.value!r}")
