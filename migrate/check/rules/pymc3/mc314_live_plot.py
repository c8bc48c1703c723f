"""MC314: `live_plot=` of pm.sample."""

from __future__ import annotations

from collections.abc import Iterator

from ...fixes.edit import argument_removed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC314",
    severity="differs",
    title="live_plot= has no effect",
    why="PyMC3 dropped it in 3.7. pm.sample takes it here, warns and draws no picture.",
    do="Plot the trace when it is there; a callback= can draw while it samples.",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, live_plot=True, live_plot_kwargs={"skip_first": 100})  # MC314 MC314
    pm.sample(1000, tune=500)
"""
AFTER = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000)
    pm.sample(1000, tune=500)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        for name in ("live_plot", "live_plot_kwargs"):
            if (given := keyword(call, name)) is not None:
                yield Hit(given, "pymc3.sample", f"`{name}` has no effect", fix=argument_removed(module, call, given))
