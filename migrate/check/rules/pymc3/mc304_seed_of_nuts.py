"""MC304: a seed, and NUTS: the same seed gives other draws than the old library."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC304",
    severity="differs",
    title="seeded NUTS draws are others than the old library's",
    why="NUTS is nutpie by default: another generator and another adaptation, the same posterior."
    " Step methods, such as Metropolis, give the old draws to the bit.",
    do='Compare posteriors with migrate-compare; config.sampler = "pymc3" runs the old NUTS.',
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.Normal("x", 0, 1)
    pm.sample(1000, random_seed=42)  # MC304
    pm.sample(1000)
    pm.sample(1000, random_seed=None)
    pm.sample(1000, step=pm.Metropolis(), random_seed=42)
    pm.sample(1000, step=pm.NUTS(), random_seed=42)  # MC304
    pm.fit(1000, random_seed=42)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        seed, step = keyword(call, "random_seed"), keyword(call, "step")
        if seed is None or (isinstance(seed.value, ast.Constant) and seed.value.value is None):
            continue
        given = step.value if step is not None else call.args[1] if len(call.args) > 1 else None
        if given is None or any(name.endswith(".NUTS()") for name in module.names_of(given)):
            yield Hit(seed, "pymc3.sample")
