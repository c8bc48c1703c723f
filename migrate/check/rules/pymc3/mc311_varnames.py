"""MC311: `varnames=`, which is `var_names=` since the plots are ArviZ's."""

from __future__ import annotations

from collections.abc import Iterator

from ...fixes.edit import keyword_renamed
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC311",
    severity="style",
    title="varnames= of a plot or summary is var_names= since PyMC3 3.7",
    why="The old word is taken here with a DeprecationWarning.",
    do="Leave it, or write var_names=, which PyMC3 before 3.7 does not know.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
pm.traceplot(trace, varnames=["a"])  # MC311
pm.summary(trace, varnames=["a"])  # MC311
pm.summary(trace, var_names=["a"])
pm.trace_to_dataframe(trace, varnames=["a"])
"""
AFTER = """
import pymc3 as pm
pm.traceplot(trace, var_names=["a"])
pm.summary(trace, var_names=["a"])
pm.summary(trace, var_names=["a"])
pm.trace_to_dataframe(trace, varnames=["a"])
"""
FUNCTIONS = frozenset(
    "traceplot plot_trace forestplot plot_forest plot_posterior autocorrplot plot_autocorr summary pairplot plot_pair"
    " densityplot plot_density".split()
)


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, name in calls_of(module, FUNCTIONS):
        given = keyword(call, "varnames")
        if given is not None:
            yield Hit(given, f"pymc3.{name}", fix=keyword_renamed(module, given, "var_names"))
