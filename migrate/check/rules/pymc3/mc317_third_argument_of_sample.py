"""MC317: a starting point as the third argument of pm.sample."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of

RULE = Rule(
    code="MC317",
    severity="differs",
    title="third argument of pm.sample is init",
    why="The starting point comes later (it was third in releases before 3.0). A point in this place is not looked at"
    " when step methods are given, in PyMC3 3.0 to 3.11 and here.",
    do="Write start= before it; that changes where the chains begin.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    start = pm.find_MAP()
    pm.sample(1000, pm.Metropolis(), start)  # MC317
    pm.sample(1000, pm.Metropolis(), {"a": 1.0}, chains=1)  # MC317
    pm.sample(1000, None, "advi")
    pm.sample(1000, pm.Metropolis(), start=start)
"""
AFTER = """
import pymc3 as pm
with pm.Model():
    start = pm.find_MAP()
    pm.sample(1000, pm.Metropolis(), start=start)
    pm.sample(1000, pm.Metropolis(), start={"a": 1.0}, chains=1)
    pm.sample(1000, None, "advi")
    pm.sample(1000, pm.Metropolis(), start=start)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        if len(call.args) < 3 or any(isinstance(one, ast.Starred) for one in call.args[:3]):
            continue
        third = call.args[2]
        if isinstance(third, ast.Dict) or any(name.endswith(".find_MAP()") for name in module.names_of(third)):
            fix = changed(module, call, "argument_named", 2, "start") if len(call.args) == 3 else None
            yield Hit(third, "pymc3.sample", fix=fix)
