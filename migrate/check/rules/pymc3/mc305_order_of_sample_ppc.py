"""MC305: sample_ppc took draws at random before PyMC3 3.6, and in their order since."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of

RULE = Rule(
    code="MC305",
    severity="differs",
    title="sample_ppc takes the draws in their order",
    why="Before PyMC3 3.6 it picked `samples` draws at random, with replacement; since 3.6, and here, it goes through"
    " the trace from its first draw on. Fewer samples than draws see only the first part.",
    do="Leave `samples` out to use every draw, or thin the trace; saved results of PyMC3 3.5 or older differ by noise.",
)

BEFORE = """
import pymc3 as pm
from pymc3 import sample_ppc
ppc = pm.sample_ppc(trace, samples=500, model=model)  # MC305
sample_ppc(trace)  # MC305
pm.sample_posterior_predictive(trace)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, ["sample_ppc", "sample_ppc_w"]):
        yield Hit(call.func, f"pymc3.{name}")
