"""MC316: `lengthscales=` of covariance functions."""

from __future__ import annotations

from collections.abc import Iterator

from ...fixes.edit import keyword_renamed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC316",
    severity="breaks",
    title="lengthscales= of a covariance function is ls= since PyMC3 3.2",
    why="The call raises TypeError, here as in PyMC3 3.2 and later; config.emulate = '3.1' takes it.",
    do="Write ls=.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
k = pm.gp.cov.ExpQuad(1, lengthscales=0.1)  # MC316
pm.gp.cov.Matern32(1, ls=0.1)
"""
AFTER = """
import pymc3 as pm
k = pm.gp.cov.ExpQuad(1, ls=0.1)
pm.gp.cov.Matern32(1, ls=0.1)
"""
FUNCTIONS = "ExpQuad RatQuad Exponential Matern52 Matern32 Matern12 Cosine Periodic Gibbs Stationary".split()


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, FUNCTIONS):
        given = keyword(call, "lengthscales")
        if given is not None:
            yield Hit(given, f"pymc3.gp.cov.{name}", fix=keyword_renamed(module, given, "ls"))
