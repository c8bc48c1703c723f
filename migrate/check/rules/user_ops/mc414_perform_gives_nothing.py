"""MC414: perform never touches its output storage."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ..rule import Hit, Rule
from .op_classes import op_classes, parameters

RULE = Rule(
    code="MC414",
    severity="breaks",
    title="perform returns its result and puts it nowhere",
    why="What perform returns is not looked at. Without a result in output_storage the call raises ValueError;"
    " Theano gave None.",
    do="Assign to output_storage[0][0].",
)

BEFORE = """
import theano
class Returns(theano.Op):
    def perform(self, node, inputs, outputs):  # MC414
        return inputs[0] * 2
class Right(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2
class Handed(theano.Op):
    def perform(self, node, inputs, outputs):
        return self.fill(inputs, outputs)
class Frame(theano.Op):
    def perform(self, node, inputs, outputs):
        raise NotImplementedError
class Other:
    def perform(self, node, inputs, outputs):
        return inputs[0] * 2
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        perform = op.methods.get("perform")
        names = parameters(perform) if perform is not None else []
        if perform is None or perform not in op.node.body or len(names) < 3:
            continue
        inside = [node for part in perform.body for node in every_node(part)]
        returns = any(isinstance(node, ast.Return) and node.value is not None for node in inside)
        if returns and not any(
            isinstance(node, ast.Name) and node.id in (names[2], "super", "locals") for node in inside
        ):
            yield Hit(perform, op.node.name)
