"""MC413: perform draws random numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ..rule import Hit, Rule
from .op_classes import op_classes

RULE = Rule(
    code="MC413",
    severity="differs",
    title="random numbers inside perform",
    why="How often an Op runs depends on what the rewriting merges and on the sampler, so that the same seed gives"
    " other numbers than the old library did.",
    do="Give the Op a random state as an input, or draw outside of it; compare posteriors, not draws.",
)

BEFORE = """
import numpy as np
import theano
class Noisy(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] + np.random.randn(3)  # MC413
class Quiet(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.exp(inputs[0])
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        perform = op.methods.get("perform")
        for node in every_node(perform) if perform is not None and perform in op.node.body else ():
            if isinstance(node, ast.Call) and any(
                name.startswith(("numpy.random.", "random.")) for name in module.names_of(node.func)
            ):
                yield Hit(node.func, op.node.name)
