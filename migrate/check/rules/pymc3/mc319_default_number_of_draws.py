"""MC319: pm.sample without a number of draws."""

from __future__ import annotations

from collections.abc import Iterator

from theano_common.differences.table import difference

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, has_all, keyword

RULE = Rule(
    code="MC319",
    severity="differs",
    title="pm.sample draws as many as the newest release did",
    why=f"{difference('sampling/number-of-draws').by_release} So it is here; config.emulate says which.",
    do='Write the number; or config.emulate = "3.8" for a script that was written before 3.9.',
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample()  # MC319
    pm.sample(2000)
    pm.sample(draws=2000)
    pm.sample(chains=2)  # MC319
    pm.sample(**given)
    pm.fit()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        if not call.args and keyword(call, "draws") is None and has_all(call):
            yield Hit(call.func, "pymc3.sample")
