"""MC103: a name that the coverage table flags. The table may give the finding a code of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC103",
    severity="differs",
    title="name that works here within limits",
    why="compat/coverage.toml flags it: it is there, and not in everything as it was.",
    do="Read the note; where the limit matters, compare the result with the old one.",
)

COVERAGE = """
["theano"]
supported = ["function"]
flagged = {printing = {reason = "printed after our own rules"}, gpu = {check = "MC210", reason = "x"}}
"""
BEFORE = """
import theano as th
th.printing  # MC103
th.gpu  # MC210
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        state = coverage.lookup(use.name)
        if state is not None and state.status == "flagged" and use.introduces(state.name):
            yield Hit(use.node, state.name, state.reason, state.check)
