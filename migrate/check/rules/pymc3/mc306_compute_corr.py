"""MC306: LKJCholeskyCov without compute_corr."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, has_all, keyword

RULE = Rule(
    code="MC306",
    severity="differs",
    title="LKJCholeskyCov gives a packed vector unless asked otherwise",
    why="compute_corr is False here, as in PyMC3; PyMC 4 made it True, and then three values come back."
    " Code that was half moved means the one and gets the other.",
    do="Say compute_corr=True or False; False (with pm.expand_packed_triangular) is what PyMC3 before 3.9 did.",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    packed = pm.LKJCholeskyCov("a", n=2, eta=2, sd_dist=pm.HalfNormal.dist(1))  # MC306
    chol, corr, sd = pm.LKJCholeskyCov("b", n=2, eta=2, sd_dist=pm.HalfNormal.dist(1), compute_corr=True)
    pm.LKJCholeskyCov("c", **given)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, ["LKJCholeskyCov"]):
        if has_all(call) and keyword(call, "compute_corr") is None:
            yield Hit(call.func, f"pymc3.{name}")
