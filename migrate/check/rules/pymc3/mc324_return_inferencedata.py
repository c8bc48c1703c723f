"""MC324: return_inferencedata=True needs ArviZ."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule
from .calls import calls_of, keyword

RULE = Rule(
    code="MC324",
    severity="style",
    title="InferenceData is ArviZ's, which has to be installed",
    why="ArviZ is an extra of theano-compat; without it the call raises ImportError with the command.",
    do="Install ArviZ (pip install arviz).",
)

BEFORE = """
import pymc3 as pm
with pm.Model():
    pm.sample(1000, return_inferencedata=True)  # MC324
    pm.sample(1000, return_inferencedata=False)
    pm.sample(1000)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for call, _ in calls_of(module, ["sample"]):
        given = keyword(call, "return_inferencedata")
        if given is not None and isinstance(given.value, ast.Constant) and given.value.value is True:
            yield Hit(given, "pymc3.sample")
