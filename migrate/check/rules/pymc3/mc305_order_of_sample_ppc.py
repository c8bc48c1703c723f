"""MC305: sample_ppc took draws at random before PyMC3 3.6, and in their order since; before 3.5 in other shapes."""

from __future__ import annotations

from collections.abc import Iterator

from theano_common.differences.table import difference

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of

RULE = Rule(
    code="MC305",
    severity="differs",
    title="sample_ppc takes the draws in their order",
    why=f"{difference('random/order-of-sample-ppc').by_release} {difference('random/shape-of-sample-ppc').by_release}"
    " Fewer samples than draws see only the first part.",
    do='config.emulate = "3.4" (or the release of the script) gives those draws, the same ones for the same seed. Else'
    " leave `samples` out to use every draw, or thin the trace, and look where results are indexed or averaged.",
)

BEFORE = """
import pymc3 as pm
from pymc3 import sample_ppc
ppc = pm.sample_ppc(trace, samples=500, model=model)  # MC305
sample_ppc(trace)  # MC305
pm.sample_ppc_w([trace], models=[model])
pm.sample_posterior_predictive(trace)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, ["sample_ppc"]):
        yield Hit(call.func, f"pymc3.{name}")
