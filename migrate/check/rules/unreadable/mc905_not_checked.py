"""MC905: migrate-check failed over the file; found by failing, not by a search."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC905",
    severity="breaks",
    title="migrate-check failed over this file",
    why="That is a fault of migrate-check, not of the file. Nothing in the file has been checked; all others have.",
    do="Please report it with the file, or the lines of it that bring the error about.",
)

BEFORE = """
# No source that does it is known here: it would be a fault to mend.
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    return iter(())
