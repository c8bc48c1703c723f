"""MC110: the program changes the old library itself."""

from __future__ import annotations

from collections.abc import Iterator

from ...names.coverage import ROOTS, Coverage, canonical
from ...names.module import Module
from ...names.values import members
from ..rule import Hit, Rule

RULE = Rule(
    code="MC110",
    severity="differs",
    title="name of the library that the program replaces",
    why="The assignment is carried out, but our own code does not read that name: what it was to change stays.",
    do="See what the change was for; a workaround for a fault of the old library can often go.",
)

BEFORE = """
import theano
import theano.tensor as T
import pymc3 as pm
theano.config.floatX = "float32"
theano.tensor.basic.float32_atol = 1e-3  # MC110
T.nnet.relu = mine  # MC110
pm.Normal.logp = other  # MC110
x = T.dvector()
x.name = "x"
x.tag.test_value = 3
pm.theanof.floatX = float  # MC110
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for use in module.uses:
        name = canonical(use.name)
        if not use.stored or use.kind != "attribute" or name.partition(".")[0] not in ROOTS or "()" in name:
            continue
        of_a_value = any(name.startswith(kind + ".") for kind in members())  # x.tag.test_value = 3
        if not of_a_value and not name.startswith("theano.config."):
            yield Hit(use.node, name)
