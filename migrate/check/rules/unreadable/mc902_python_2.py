"""MC902: Python 2 source; found while reading, not by a search."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC902",
    severity="breaks",
    title="Python 2 source",
    why="Python 3 cannot parse it. Findings are those of a translation, at the lines of the file.",
    do="`--fix` writes the translation (with --unsafe where `/` may divide integers); "
    "`theano-compat run --from-python2 script.py` runs the file as it is.",
)

BEFORE = """
import theano
print "loss", 3  # MC902
"""
AFTER = """
import theano
print("loss", 3)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    return iter(())
