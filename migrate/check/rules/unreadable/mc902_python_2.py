"""MC902: Python 2 source; found while reading, not by a search."""

from __future__ import annotations

from collections.abc import Iterator

from migrate.check.names.coverage import Coverage
from migrate.check.names.module import Module
from migrate.check.rules.rule import Hit, Rule

RULE = Rule(
    code="MC902",
    severity="breaks",
    title="Python 2 source",
    why="Python 3 cannot parse it, so nothing in this file has been audited.",
    do="Convert it first (2to3 from Python 3.12 or older, or `modernize`), then audit again.",
)

BEFORE = """
import theano
print "loss", 3  # MC902
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    return iter(())
