"""MC302: PyMC 2, another library under the name that PyMC has again today."""

from __future__ import annotations

from migrate.check.rules.rule import Rule

NAMES = (
    "MCMC MAP NormApprox deterministic stochastic observed potential stochastic_from_dist Lambda"
    " LinearCombination Uninformative AdaptiveMetropolis Matplot graph database"
)

RULE = Rule(
    code="MC302",
    severity="breaks",
    title="PyMC 2, which theano-compat does not serve",
    why="PyMC 2 (2008-2017) has its own samplers and no Theano; only its name is like PyMC3's.",
    do="Leave it out of the audit; a model has to be written anew for PyMC3 or later.",
    names=tuple(f"pymc.{name}" for name in NAMES.split()),
)

BEFORE = """
import pymc
import pymc as pm
x = pymc.Normal("x", 0, 1)
@pymc.deterministic  # MC302
def y(x=x):
    return 2 * x
mcmc = pm.MCMC([x, y])  # MC302
"""
