"""MC308: a likelihood of minibatches that does not say how many rows there are."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import DISTRIBUTIONS, MINIBATCH
from ..rule import Hit, Rule
from .calls import calls_of, has_all, keyword

RULE = Rule(
    code="MC308",
    severity="differs",
    title="minibatches without total_size",
    why="The likelihood then counts the rows of one batch, not of the data, as in PyMC3: far too wide a posterior.",
    do="Give total_size=, the number of rows; to reproduce a published result leave it as it is, and say so.",
)

BEFORE = """
import pymc3 as pm
x = pm.Minibatch(data, 128)
with pm.Model():
    w = pm.Normal("w", 0, 1)
    pm.Normal("y", w, 1, observed=x)  # MC308
    pm.Normal("z", w, 1, observed=x, total_size=len(data))
    pm.Normal("v", w, 1, observed=pm.Minibatch(data))  # MC308
    pm.Normal("u", w, 1, observed=data)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, DISTRIBUTIONS):
        observed = keyword(call, "observed")
        if (
            observed is not None
            and has_all(call)
            and keyword(call, "total_size") is None
            and MINIBATCH in module.names_of(observed.value)
        ):
            yield Hit(call.func, f"pymc3.{name}")
