"""MC901: the file could not be read or parsed; found while reading, not by a search."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC901",
    severity="breaks",
    title="cannot be read",
    why="Nothing in this file has been audited.",
    do="Correct what the note says, or leave the file out.",
)

BEFORE = """
import theano
x = = 1  # MC901
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    return iter(())
