"""MC211: a flag of theano.config that changes nothing here."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import Coverage, canonical
from ...names.module import Module
from ..rule import Hit, Rule

RULE = Rule(
    code="MC211",
    severity="style",
    title="flag that changes nothing here",
    why="It is kept and read back, and was about compilers, locks or GPUs that are not used any more."
    " print(theano.config) says so of each.",
    do="Leave it.",
)

FLAGS = {"without effect": ["gcc.cxxflags", "allow_gc"]}
BEFORE = """
import theano
theano.config.gcc.cxxflags = "-O3"  # MC211
theano.config.allow_gc = False  # MC211
theano.config.floatX = "float32"
print(theano.config.allow_gc)
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    without = coverage.flags.get("without effect", frozenset())
    for use in module.uses:
        name = canonical(use.name)
        if use.stored and name.startswith("theano.config."):
            flag = name.removeprefix("theano.config.").replace("__", ".")
            if flag in without:
                yield Hit(use.node, name)
