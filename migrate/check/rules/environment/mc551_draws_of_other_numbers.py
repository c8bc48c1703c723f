"""MC551: random numbers that are others for the same seed."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

# Measured: the draws of every law of SciPy 1.4 for one seed beside today's.
LAWS = "dlaplace gengamma gennorm loggamma nakagami invwishart ortho_group special_ortho_group random_correlation"
DRAWS = {f"scipy.stats.{law}.rvs": "SciPy draws it by another formula" for law in LAWS.split()} | {
    "random.betavariate": "Python 3.8 draws it by another formula"
}
RULE = Rule(
    code="MC551",
    severity="differs",
    title="draws that are others for the same seed",
    why="The library draws from the same law by another formula: the numbers of a seed are not those of then.",
    do="Compare distributions, not draws; or save the draws of then.",
    about=tuple(DRAWS),
)

BEFORE = """
import random
from scipy import stats
from scipy.stats import gennorm
stats.loggamma.rvs(0.5, size=3)  # MC551
gennorm.rvs(1.3)  # MC551
random.betavariate(1, 2)  # MC551
stats.norm.rvs(0, 1), stats.loggamma.pdf(x, 0.5), random.random()
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, names in module.named_calls:
        for name in names & DRAWS.keys():
            yield Hit(call, name, f"{DRAWS[name]}: its draws for a seed are others than then")
