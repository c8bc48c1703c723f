"""MC212: a flag that can only be given before the start."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage, canonical
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC212",
    severity="breaks",
    title="flag that cannot be changed after the import",
    why="Assigning it raises, here as in Theano.",
    do="Give it in THEANO_FLAGS or .theanorc.",
)

FLAGS = {"fixed": ["device", "compiledir"]}
BEFORE = """
import theano
theano.config.device = "cpu"  # MC212
theano.config.compiledir = "/tmp"  # MC212
theano.config.floatX = "float32"
print(theano.config.device)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    fixed = coverage.flags.get("fixed", frozenset())
    for use in module.uses:
        name = canonical(use.name)
        if use.stored and not use.guarded and name.startswith("theano.config."):
            if name.removeprefix("theano.config.").replace("__", ".") in fixed:
                yield Hit(use.node, name)
