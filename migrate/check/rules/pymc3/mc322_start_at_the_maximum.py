"""MC322: NUTS started at the maximum of the density."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC322",
    severity="style",
    title="start=find_MAP() is a poor start for NUTS",
    why="The maximum lies far from where the mass is when there are many variables, and all chains begin at one point,"
    " so that R-hat cannot tell that they have not met.",
    do="Leave start out; the default jitters around the test point and adapts.",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    best = pm.find_MAP()
    pm.sample(1000, start=best)  # MC322
    pm.sample(1000, start=pm.find_MAP())  # MC322
    pm.sample(1000, step=pm.Metropolis(), start=best)
    pm.sample(1000, start={"a": 1})
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        given, step = keyword(call, "start"), keyword(call, "step")
        by_nuts = step is None and len(call.args) < 2
        if step is not None:
            by_nuts = any(name.endswith(".NUTS()") for name in module.names_of(step.value))
        if given is not None and by_nuts and any(n.endswith(".find_MAP()") for n in module.names_of(given.value)):
            yield Hit(given, "pymc3.sample")
