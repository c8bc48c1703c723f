"""MC302: PyMC 2, another library under the name that PyMC has again today."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC302",
    severity="breaks",
    title="PyMC 2, which theano-compat does not serve",
    why="PyMC 2 (2008-2017) has its own samplers and no Theano; only its name is like PyMC3's."
    " Said once in a file, for all that it uses.",
    do="Leave it out of the audit; a model has to be written anew for PyMC3 or later.",
)

BEFORE = """
import pymc  # MC302
import pymc as pm
from pymc import MCMC
x = pymc.Normal("x", 0, 1)
@pymc.deterministic
def y(x=x):
    return 2 * x
mcmc = pm.MCMC([x, y])
mcmc.sample(1000)
"""
# Names that PyMC 2 had and PyMC 4 lacks.
OF_PYMC_2 = frozenset(
    "MCMC MAP NormApprox deterministic stochastic observed potential stochastic_from_dist stochastic_from_data Lambda"
    " LinearCombination Uninformative AdaptiveMetropolis Matplot graph database Container discrete_uniform"
    " normal_like uniform_like poisson_like utils rnormal runiform flib Stochastic dtrm".split()
)


def is_pymc_2(module: Module) -> bool:
    """Say whether the file takes names from `pymc` that only PyMC 2 has."""
    return any(
        parts[0] == "pymc" and len(parts) > 1 and parts[1] in OF_PYMC_2
        for parts in (use.name.split(".") for use in module.uses)
    )


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    if is_pymc_2(module):
        first = next((u for u in module.uses if u.kind == "import" and u.name.partition(".")[0] == "pymc"), None)
        if first is not None and not first.guarded:
            yield Hit(first.node, "pymc")
