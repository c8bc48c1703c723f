"""MC313: `nuts_kwargs=` and `step_kwargs=` of pm.sample."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC313",
    severity="style",
    title="nuts_kwargs= and step_kwargs= of pm.sample are deprecated since PyMC3 3.7",
    why="They are taken here, with the DeprecationWarning of then.",
    do="Give what is in them to pm.sample itself: pm.sample(target_accept=0.9).",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, nuts_kwargs=dict(target_accept=0.9))  # MC313
    pm.sample(1000, target_accept=0.9)
    pm.sample(step_kwargs={"nuts": {"target_accept": 0.9}})  # MC313
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        for name in ("nuts_kwargs", "step_kwargs"):
            if (given := keyword(call, name)) is not None:
                yield Hit(given, "pymc3.sample", f"`{name}` is deprecated")
