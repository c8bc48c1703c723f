"""MC404: perform puts its result where the list of one element was."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...fixes.edit import changed
from ...names.coverage import Coverage
from ...names.module import Module
from ...names.tree import every_node
from ..rule import Hit, Rule
from .op_classes import op_classes, parameters

RULE = Rule(
    code="MC404",
    severity="breaks",
    title="output_storage[0] = ... in perform, for output_storage[0][0] = ...",
    why="Each element of output_storage is a list of one. Replacing that list does not hand the result over:"
    " TypeError here, an old or empty value in Theano.",
    do="Assign to output_storage[0][0].",
)

BEFORE = """
import theano
class Wrong(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0] = inputs[0] * 2  # MC404
class Right(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2
        z = outputs[0]
        z[0] = 3
class Other:
    def perform(self, node, inputs, outputs):
        outputs[0] = 3
"""
AFTER = """
import theano
class Wrong(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2
class Right(theano.Op):
    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2
        z = outputs[0]
        z[0] = 3
class Other:
    def perform(self, node, inputs, outputs):
        outputs[0] = 3
"""


def find(module: Module, coverage: Coverage) -> Iterator[Hit]:
    for op in op_classes(module):
        perform = op.methods.get("perform")
        names = parameters(perform) if perform is not None else []
        if perform is None or len(names) < 3 or perform not in op.node.body:
            continue
        for node in every_node(perform):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if (
                        isinstance(target, ast.Subscript)
                        and isinstance(target.value, ast.Name)
                        and target.value.id == names[2]
                        and isinstance(target.slice, ast.Constant)
                    ):
                        yield Hit(target, op.node.name, fix=changed(module, target, "put_into", "{x}[0]"))
