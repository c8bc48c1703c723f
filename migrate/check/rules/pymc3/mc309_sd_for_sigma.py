"""MC309: `sd=`, which is `sigma=` since PyMC3 3.7."""

from __future__ import annotations

from collections.abc import Iterator

from ...fixes.edit import keyword_renamed
from ...names.coverage import Coverage
from ...names.module import Module
from ...names.values import DISTRIBUTIONS
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC309",
    severity="style",
    title="sd= of a distribution is sigma= since PyMC3 3.7",
    why="Both are taken here. PyMC3 before 3.7 takes sd alone, PyMC 4 and later sigma alone.",
    do="Leave it, or write sigma= where the code is to move on to PyMC 4 some day.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
from pymc3.distributions import Normal as N
with pm.Model():
    pm.Normal("a", mu=0, sd=1)  # MC309
    N("b", 0, sd = 2)  # MC309
    pm.Normal.dist(0, sd=1)  # MC309
    pm.Normal("c", 0, sigma=1)
    other(sd=1)
"""
AFTER = """
import pymc3 as pm
from pymc3.distributions import Normal as N
with pm.Model():
    pm.Normal("a", mu=0, sigma=1)
    N("b", 0, sigma = 2)
    pm.Normal.dist(0, sigma=1)
    pm.Normal("c", 0, sigma=1)
    other(sd=1)
"""
WITH_SIGMA = frozenset(
    "Normal TruncatedNormal HalfNormal LogNormal Lognormal StudentT HalfStudentT ExGaussian LogitNormal SkewNormal"
    " GaussianRandomWalk AR NormalMixture Beta Gamma InverseGamma Rice".split()
)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, [*DISTRIBUTIONS, "dist"]):
        names = {part.split(".")[-2] for part in module.names_of(call.func)} if name == "dist" else {name}
        given = keyword(call, "sd")
        if given is not None and names & WITH_SIGMA:
            yield Hit(given, f"pymc3.{min(names & WITH_SIGMA)}", fix=keyword_renamed(module, given, "sigma"))
