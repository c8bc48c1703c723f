"""MC315: `hide_transformed_vars=` of trace_to_dataframe."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import Fix, keyword_renamed, replaced
from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC315",
    severity="breaks",
    title="hide_transformed_vars= is include_transformed= since PyMC3 3.1, and means the opposite",
    why="The call raises TypeError, here as in PyMC3 3.1 and later.",
    do="Write include_transformed=, with the opposite value; False is the default.",
    unsafe=True,
)

BEFORE = """
import pymc3 as pm
pm.trace_to_dataframe(trace, hide_transformed_vars=True)  # MC315
pm.trace_to_dataframe(trace, hide_transformed_vars=False)  # MC315
pm.trace_to_dataframe(trace, hide_transformed_vars=flag)  # MC315
pm.trace_to_dataframe(trace, varnames=["a"])
"""
AFTER = """
import pymc3 as pm
pm.trace_to_dataframe(trace, include_transformed=False)
pm.trace_to_dataframe(trace, include_transformed=True)
pm.trace_to_dataframe(trace, hide_transformed_vars=flag)  # MC315
pm.trace_to_dataframe(trace, varnames=["a"])
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["trace_to_dataframe"]):
        given = keyword(call, "hide_transformed_vars")
        if given is not None:
            yield Hit(given, "pymc3.trace_to_dataframe", fix=_turned(module, given))


def _turned(module: Module, given: ast.keyword) -> Fix | None:
    if not isinstance(given.value, ast.Constant) or not isinstance(given.value.value, bool):
        return None
    name = keyword_renamed(module, given, "include_transformed")
    value = replaced(module, given.value, str(not given.value.value))
    return Fix((*name.changes, *value.changes)) if name is not None else None
