"""MC323: variational inference as PyMC3 3.0 to 3.2 had it."""

from __future__ import annotations

from ..rule import Rule

RULE = Rule(
    code="MC323",
    severity="style",
    title="advi() and sample_vp() of PyMC3 3.0 to 3.2",
    why="They are served by what became of them, pm.fit and approximation.sample; gone from PyMC3 since 3.3.",
    do="Leave it, or write pm.fit(n, method='advi') and approximation.sample(draws).",
    names=("pymc3.advi", "pymc3.variational.advi", "pymc3.variational.sample_vp"),
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    fit = pm.variational.advi(n=1000)  # MC323
    trace = pm.variational.sample_vp(fit, draws=100)  # MC323
    pm.fit(1000)
"""
